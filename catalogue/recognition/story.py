"""What a pasted story proposes for the questions of a form. Everything is a proposal that a person confirms."""

import re
from dataclasses import dataclass

from catalogue.vocabulary import Vocabulary, get_vocabulary

from .countries import countries_of_text
from .courts import court_of_ecli, courts_in, eclis_in
from .cues import cues
from .found import LawFound
from .languages import languages_of
from .laws import laws_in
from .ranking import ranked
from .reading import Reading, read
from .roles import Role, is_language, roles_of
from .topics import topic_index
from .years import years_in

LONGEST_TITLE = 90
MOST_TOPICS = 12
# How many different cues make a story one of a court or of a change; a single one is in many case studies.
_ENOUGH_CUES = 3
_SENTENCE = re.compile(r"(?<=[.!?…。])[\"”»“']*\s+|\n+")


@dataclass(frozen=True, slots=True)
class CountryProposal:
    """A country that a story names, and what it is there where the words tell."""

    code: str
    role: Role


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a text proposes; empty where it tells nothing."""

    language: str
    kind: str
    title: str
    topics: tuple[str, ...]
    countries: tuple[CountryProposal, ...]
    years: tuple[int, ...]
    ecli: str
    court: str
    laws: tuple[LawFound, ...]


def recognise_story(text: str, language: str = "", vocabulary: Vocabulary | None = None) -> Proposals:
    """Return what a story proposes.

    Args:
        text: the story as it was pasted.
        language: that of the writer's pages, taken where the words tell of several alike.
        vocabulary: where the caller has it already, so that no statement asks for it again.
    """
    reading = read(text)
    vocabulary = vocabulary or get_vocabulary()
    own = next(iter(languages_of(reading, (language,))), language) or "en"
    eclis = eclis_in(reading.text)
    identifiers = tuple(span for _ecli, span in eclis)
    laws = laws_in(reading.text, identifiers)
    taken = (*(law.span for law in laws), *identifiers)
    ecli = eclis[0][0] if eclis else ""
    courts = courts_in(reading.text, (*identifiers, *(law.span for law in laws if law.article)))
    court = (court_of_ecli(ecli) if ecli else "") or (courts[0].court if courts else "")
    return Proposals(
        language=own,
        kind=_kind(reading, own, bool(ecli), bool(courts)),
        title=_title(reading.text),
        topics=_topics(reading, own, vocabulary),
        countries=_countries(reading, own),
        years=tuple(sorted({year for one in years_in(reading.text, taken) for year in (one.first, one.last)})),
        ecli=ecli,
        court=court,
        laws=laws,
    )


def _topics(reading: Reading, language: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    index = topic_index(vocabulary)
    languages = (language,) if language in index.languages else ()
    mentions = index.mentions(reading, (language,), languages)
    return tuple(ranked(mentions, reading, vocabulary)[:MOST_TOPICS])


def _countries(reading: Reading, language: str) -> tuple[CountryProposal, ...]:
    mentions = [one for one in countries_of_text(reading, language) if not is_language(one, reading.tokens, language)]
    return tuple(CountryProposal(code, role) for code, role in roles_of(mentions, reading.tokens, language).items())


def _kind(reading: Reading, language: str, has_ecli: bool, names_court: bool) -> str:
    """Return the kind of item that a text would be."""
    words = {token.word for token in reading.tokens}
    of_court, of_outcome = (sum(word in cues(kind, language) for word in words) for kind in ("court", "outcome"))
    if has_ecli or of_court + 2 * names_court > max(_ENOUGH_CUES, of_outcome):
        return "court_case"
    return "advocacy_outcome" if of_outcome > _ENOUGH_CUES else "case_study"


def _title(text: str) -> str:
    """Return the first sentence, shortened where a word ends."""
    sentence = next((part.strip() for part in _SENTENCE.split(text.strip()) if part.strip()), "")
    if len(sentence) <= LONGEST_TITLE:
        return sentence.rstrip(".").rstrip()
    cut = sentence[: LONGEST_TITLE - 1].rsplit(None, 1)[0]
    return cut.rstrip(" ,;:–—-") + "…"
