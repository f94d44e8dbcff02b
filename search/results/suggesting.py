"""What is suggested while somebody types: topics, titles and courts, each with where it leads."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cases.codes.languages import direction
from catalogue.models import CatalogueEntry
from catalogue.topic_names import TopicName
from catalogue.visibility import Viewer
from catalogue.vocabulary import Vocabulary, get_vocabulary
from catalogue.words import cut, fold, folded

from ..addresses import search_url
from ..engines import get_engine
from ..engines.base import SearchUnavailable, Suggested
from ..params import SearchParams

MOST, MOST_TOPICS, MOST_TITLES, MOST_COURTS = 10, 4, 5, 3
FEWEST_LETTERS = 2
# Nobody types more for a suggestion; what was pasted is a search.
MOST_LETTERS, MOST_WORDS = 80, 8
# What the query language takes for the border of a phrase.
_WITHOUT_QUOTES = dict.fromkeys(map(ord, '"“”„«»‟'), " ")


@dataclass(frozen=True, slots=True)
class Option:
    """A suggestion: its words, their language where it is not the page's, and something quiet beside them."""

    text: str
    url: str
    lang: str = ""
    dir: str = ""
    note: str = ""
    note_lang: str = ""
    note_dir: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions of one sort under their name."""

    label: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All suggestions, and their number in words for those who do not see them."""

    groups: list[Group]
    said: str

    def as_json(self) -> dict[str, Any]:
        """Return what is sent to the browser, without what is empty."""
        groups = [
            {"label": group.label, "options": [_without_blanks(asdict(option)) for option in group.options]}
            for group in self.groups
        ]
        return {"groups": groups, "said": self.said}


def suggest(text: str, viewer: Viewer) -> Suggestions:
    """Return at most ten suggestions for the beginning of a search; topics alone where the engine does not answer."""
    words = cut(text[:MOST_LETTERS])[:MOST_WORDS]
    if sum(map(len, words)) < FEWEST_LETTERS:
        return Suggestions([], "")
    suggested = _ask(tuple(words), viewer)
    titles, courts = _titles(suggested, words, viewer), _courts(suggested)
    topics = _topics(words, get_vocabulary())[: min(MOST_TOPICS, MOST - len(titles) - len(courts))]
    groups = [Group(_("Topics"), topics), Group(_("Titles"), titles), Group(_("Courts"), courts)]
    number = len(topics) + len(titles) + len(courts)
    said = ngettext("%(number)s suggestion", "%(number)s suggestions", number) % {"number": number}
    return Suggestions([group for group in groups if group.options], said if number else _("No suggestions"))


def _ask(words: tuple[str, ...], viewer: Viewer) -> Suggested:
    try:
        return get_engine().suggest(words, viewer, MOST_TITLES)
    except SearchUnavailable:
        return Suggested()


def _titles(suggested: Suggested, words: list[str], viewer: Viewer) -> list[Option]:
    entries = CatalogueEntry.objects.seen_by(viewer).in_bulk(suggested.entries) if suggested.entries else {}
    found = [entries[key] for key in suggested.entries if key in entries]
    return [_item(entry, words) for entry in found[:MOST_TITLES]]


def _item(entry: CatalogueEntry, words: list[str]) -> Option:
    """Return an item under the title that a result shows, beside it the one in another language that was typed."""
    shown = entry.translation or entry
    option = Option(shown.title, entry.get_absolute_url(), *_written(shown.language))
    typed = next((one for one in (shown, entry, *entry.translated()) if _begin(words, one.title)), shown)
    if typed.title == shown.title:
        return replace(option, note=" · ".join(str(part) for part in (entry.get_kind_display(), entry.year) if part))
    language, written = _written(typed.language)
    return replace(option, note=typed.title, note_lang=language, note_dir=written)


def _begin(words: list[str], title: str) -> bool:
    """Whether each of some words begins a word of a title."""
    of_title = folded(title)
    return all(any(one.startswith(fold(word)) for one in of_title) for word in words)


def _courts(suggested: Suggested) -> list[Option]:
    """Return the courts; each leads to the search for its name as a phrase."""
    return [
        Option(name, search_url(SearchParams(text=f'"{name.translate(_WITHOUT_QUOTES)}"')))
        for name in suggested.courts[:MOST_COURTS]
    ]


def _topics(words: list[str], vocabulary: Vocabulary) -> list[Option]:
    """Return the topics with a name that the words begin, those first whose name is in the reader's language."""
    here = get_language() or "en"

    def rank(name: TopicName) -> tuple[bool, bool, bool, int, str]:
        label = vocabulary.concepts[name.slug].label()
        first = cut(name.text)[:1]
        return (
            name.language != here,
            name.text != label,
            not (first and first[0].startswith(words[0])),
            len(name.text),
            name.text,
        )

    best: dict[str, TopicName] = {}
    for name in sorted(vocabulary.topic_names.beginning(words), key=rank):
        best.setdefault(name.slug, name)
    return [_topic(name, vocabulary) for name in best.values()]


def _topic(name: TopicName, vocabulary: Vocabulary) -> Option:
    concept = vocabulary.concepts[name.slug]
    label, url = concept.label(), reverse("topic", args=[name.slug])
    here = get_language() or "en"
    written = _written(here if here in concept.names else "en")
    if name.text == label:
        return Option(label, url, *written)
    note_lang, note_dir = _written(name.language)
    return Option(label, url, *written, note=name.text, note_lang=note_lang, note_dir=note_dir)


def _written(language: str) -> tuple[str, str]:
    """Return the language of a text and its direction, or blanks where they are those of the page."""
    return ("", "") if language == (get_language() or "en") else (language, direction(language))


def _without_blanks(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
