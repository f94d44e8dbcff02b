"""What an item says of itself in further languages: title and summary, with the note whose translation it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from typing import Self

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.characters import clean_line, clean_text

from .codes.languages import LANGUAGE_CODES, direction, language_name

TITLE, SUMMARY, BY = 255, 600, 120
# The parts of a translation, in the order in which forms ask for them.
PARTS = ("language", "title", "summary", "by")


@dataclass(frozen=True, slots=True)
class Translation:
    """Title and summary in a language; `by` says whose translation it is, in the translator's words, or nothing."""

    language: str
    title: str
    summary: str
    by: str = ""

    @classmethod
    def cleaned(cls, language: str, title: str, summary: str, by: str = "") -> Self:
        """Return a translation without characters that no text may have."""
        return cls(language.strip(), clean_line(title).strip(), clean_text(summary).strip(), clean_line(by).strip())

    def __str__(self) -> str:
        """Return it in one line: language, title, summary, whose it is."""
        by = f" [{self.by}]" if self.by else ""
        return f"{self.language}: {self.title} – {' '.join(self.summary.split())}{by}"

    @property
    def direction(self) -> str:
        """The writing direction of the language: "ltr" or "rtl"."""
        return direction(self.language)

    def columns(self) -> dict[str, str]:
        """Return the values by name, as they are stored."""
        return asdict(self)

    def parts(self) -> tuple[str, ...]:
        """Return the values in the order of `PARTS`, as a form has them."""
        return astuple(self)


def from_parts(typed: Sequence[str]) -> tuple[Translation, ...]:
    """Return the translations that a form sends, the parts of one after those of the other; rows without a text are none."""
    size = len(PARTS)
    padded = [*typed, *[""] * (-len(typed) % size)]
    rows = [Translation.cleaned(*padded[start : start + size]) for start in range(0, len(padded), size)]
    return tuple(row for row in rows if row.title or row.summary or row.by)


def to_parts(translations: Iterable[Translation]) -> list[str]:
    """Return translations as a form sends them."""
    return [part for one in translations for part in one.parts()]


def without_empty_rows(typed: Sequence[str]) -> list[str]:
    """Return what a form sends as it was typed, without the rows in which nothing was."""
    size = len(PARTS)
    rows = [list(typed[start : start + size]) for start in range(0, len(typed), size)]
    return [part for row in rows if any(part.strip() for part in row) for part in row]


def with_newer(before: Sequence[str], newer: Sequence[str]) -> list[str]:
    """Return what was typed before with newer rows in the place of those into the same languages; an empty one removes."""
    found = {one.language: one for one in from_parts(before)}
    languages = newer[:: len(PARTS)]
    rows = {one.language: one for one in from_parts(newer)}
    kept = {code: one for code, one in {**found, **rows}.items() if code in rows or code not in languages}
    return to_parts(kept.values())


def for_readers(translations: Iterable[Translation], own: str) -> Translation | None:
    """Return what is shown before the original: the translation into the language of the page, if the item is in another.

    Args:
        translations: those that there are.
        own: the language of the item.
    """
    code = (get_language() or "").partition("-")[0]
    return next((one for one in translations if one.language == code != own), None)


def faults_of(translations: Iterable[Translation]) -> Iterator[str]:
    """Yield a sentence for each translation that lacks something, is too long, or is the second into a language."""
    seen: set[str] = set()
    for one in translations:
        values = {"language": language_name(one.language)}
        if one.language not in LANGUAGE_CODES:
            yield _("Choose the language of the translation “%(title)s”.") % {"title": one.title or one.summary[:60]}
            continue
        if one.language in seen:
            yield _("There are two translations into this language: %(language)s. Keep one.") % values
        if not one.title or not one.summary:
            yield _("%(language)s: a translation needs a title and a summary.") % values
        if len(one.title) > TITLE or len(one.summary) > SUMMARY or len(one.by) > BY:
            yield (
                _(
                    "%(language)s: the title has at most 255 characters, the summary 600, and the note whose translation it is 120."
                )
                % values
            )
        seen.add(one.language)


def fault_of_own_language(translations: Iterable[Translation], language: str) -> str:
    """Return a sentence if one is in the language of the text itself, or nothing."""
    if any(one.language == language for one in translations):
        values = {"language": language_name(language)}
        return _("The text itself is in this language: %(language)s. Give a translation into another one.") % values
    return ""
