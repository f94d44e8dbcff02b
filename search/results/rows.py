"""The results of a page: entries with what is shown of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.countries import country_name
from cases.codes.advocacy import Level
from cases.codes.courts import Outcome
from publications.codes import PublicationType

from ..engines.base import Hit, Passage
from ..models import CatalogueEntry, ItemKind
from ..query.marking import Pieces
from ..visibility import Viewer
from ..vocabulary import Vocabulary

_OUTCOMES, _LEVELS, _TYPES = dict(Outcome.choices), dict(Level.choices), dict(PublicationType.choices)


@dataclass(slots=True)
class Link:
    """A word and where it leads."""

    label: str
    url: str


@dataclass(slots=True)
class ShownPassage:
    """The passage of a hit, safe to print; where it is from a file, the page and the address that opens it there."""

    html: SafeString
    page: int | None = None
    file_name: str = ""
    file_url: str = ""


@dataclass(slots=True)
class ResultRow:
    """A result."""

    entry: CatalogueEntry
    url: str
    facts: list[str]
    topics: list[Link]
    passage: ShownPassage | None = None


def marked(pieces: Pieces) -> SafeString:
    """Return (text, is a hit) pieces as HTML: everything escaped, hits in <mark>."""
    return mark_safe(  # noqa: S308  each piece is escaped here
        "".join(f"<mark>{escape(text)}</mark>" if hit else escape(text) for text, hit in pieces)
    )


def fact_line(entry: CatalogueEntry) -> list[str]:
    """Return the facts under a title: where, when, and what distinguishes this kind."""
    facts: list[Any] = []
    details = entry.facts
    match entry.kind:
        case ItemKind.COURT_CASE:
            facts += [details.get("court"), details.get("citation"), _OUTCOMES.get(entry.outcome)]
        case ItemKind.ADVOCACY_OUTCOME:
            facts += [details.get("actor"), _LEVELS.get(details.get("level"))]
        case ItemKind.PUBLICATION:
            facts += [
                _TYPES.get(details.get("publication_type")),
                ", ".join(details.get("authors", ())[:3]),
                details.get("edition"),
            ]
    facts.append(", ".join(country_name(code) for code in entry.countries[:4]))
    if entry.year:
        several = entry.first_year and entry.first_year != entry.year
        facts.append(f"{entry.first_year}–{entry.year}" if several else str(entry.year))
    if entry.organisation:
        facts.append(entry.organisation.name)
    return [str(fact) for fact in facts if fact]


def topic_links(slugs: Iterable[str], vocabulary: Vocabulary) -> list[Link]:
    """Return links to the topics that stand for these today, each once."""
    current = dict.fromkeys(vocabulary.current(slug) for slug in slugs if slug in vocabulary.concepts)
    return [Link(vocabulary.concepts[slug].label(), reverse("topic", args=[slug])) for slug in current]


def make_rows(hits: Sequence[Hit], words: str, viewer: Viewer, vocabulary: Vocabulary) -> list[ResultRow]:
    """Return the rows of the hits in their order, in one statement.

    An engine outside the database may be a moment behind: what the viewer may no longer see is left out, and a passage
    of an older version is not shown.
    """
    visible = CatalogueEntry.objects.seen_by(viewer).with_newer_editions(viewer).select_related("organisation")
    entries = visible.in_bulk([hit.entry_id for hit in hits])
    suffix = f"?{urlencode({'q': words})}" if words else ""
    return [
        ResultRow(
            entry=entry,
            url=f"{entry.get_absolute_url()}{suffix}",
            facts=fact_line(entry),
            topics=topic_links(entry.topics, vocabulary),
            passage=_shown(hit.passage) if hit.passage and hit.version in {None, entry.version} else None,
        )
        for hit in hits
        if (entry := entries.get(hit.entry_id))
    ]


def _shown(passage: Passage) -> ShownPassage:
    html = marked(passage.pieces)
    if passage.file_id is None:
        return ShownPassage(html)
    url = reverse("file", args=[passage.file_id, passage.file_name])
    return ShownPassage(html, passage.page, passage.file_name, f"{url}#page={passage.page}")
