"""The text of an item: sections with numbered paragraphs, the words of a search marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from cases.models import CaseBase, SharedItem
from cases.translations import Translation
from publications.models import PublicationPage
from search.query.language import Query
from search.query.marking import Marker
from search.results.rows import marked

_BREAK = re.compile(r"\n\s*\n|\r\n\s*\r\n")


@dataclass(slots=True)
class Paragraph:
    """A paragraph and the anchor under which it can be cited."""

    anchor: str
    html: SafeString


@dataclass(slots=True)
class Section:
    """A heading and its paragraphs."""

    anchor: str
    heading: Any
    paragraphs: list[Paragraph] = field(default_factory=list)


def parts_of(item: SharedItem) -> Iterable[tuple[str, Any, str]]:
    """Yield (name, heading, text) of each part of the text."""
    if isinstance(item, PublicationPage):
        yield "abstract", PublicationPage._meta.get_field("abstract").verbose_name, item.abstract
    elif isinstance(item, CaseBase):
        yield from item.sections()


@dataclass(slots=True)
class Text:
    """The summary, in the language of the reader too if it is translated, the sections, and how many hits are marked in them."""

    translation: SafeString
    summary: SafeString
    sections: list[Section]
    mentions: int


def text_of(item: SharedItem, translation: Translation | None, query: Query) -> Text:
    """Return the text of an item with the hits of the query marked, paragraphs numbered through."""
    marker = Marker(query.required)
    summary = marker.pieces(item.summary, item.language)
    translated = marker.pieces(translation.summary, translation.language) if translation else ()
    sections, number, mentions = [], 0, sum(hit for _text, hit in (*summary, *translated))
    for name, heading, text in parts_of(item):
        section = Section(name.replace("_", "-"), heading)
        for paragraph in _BREAK.split(text.replace("\r\n", "\n").strip()):
            number += 1
            pieces = marker.pieces(paragraph, item.language)
            mentions += sum(hit for _text, hit in pieces)
            section.paragraphs.append(Paragraph(f"p{number}", marked(pieces)))
        sections.append(section)
    return Text(marked(translated), marked(summary), sections, mentions)
