"""The text of a file, page by page, as search reads it."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO

import pypdfium2
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from .inspection import PDF_LOCK
from .models import MediaType

# A page of text has some 4,000 characters; what is beyond this is no page that people read.
LONGEST_PAGE = 100_000
# A Word file is one page here: this is a report of some 700 pages.
LONGEST_WORD_TEXT = 3_000_000
# Blanks are made one before the other patterns run, and nothing is tried twice: a page of blanks takes no longer.
_BLANKS = re.compile(r"[^\S\n]+")
_HYPHEN_AT_LINE_END = re.compile(r"(?<=\w)[-\u00ad\ufffe] ?\n\s*+(?=[^\W\d_])")
_LINE_END = re.compile(r" ?\n ?")


def extract_pages(file: IO[bytes], media_type: str) -> Iterator[tuple[int, str]]:
    """Yield (page number from 1, text). A page that cannot be read is empty; the text of a Word file is page 1.

    Args:
        file: the content of a file that was inspected.
        media_type: a value of `MediaType`.
    """
    file.seek(0)
    content = file.read()
    if media_type == MediaType.PDF:
        yield from enumerate(_pdf_texts(content), start=1)
    else:
        yield 1, tidy("\n\n".join(_word_blocks(content)), LONGEST_WORD_TEXT)


def tidy(text: str, longest: int = LONGEST_PAGE) -> str:
    """Return the text without control characters and soft hyphens, words cut at line ends joined again."""
    text = _BLANKS.sub(" ", text.replace("\0", " "))
    text = _HYPHEN_AT_LINE_END.sub("", text)
    text = text.replace("\u00ad", "").replace("\ufffe", "")
    return _LINE_END.sub("\n", text).strip()[:longest]


def _pdf_texts(content: bytes) -> list[str]:
    texts = []
    with PDF_LOCK:
        document = pypdfium2.PdfDocument(content)
        try:
            for number in range(len(document)):
                texts.append(tidy(_pdf_text(document, number)))
        finally:
            document.close()
    return texts


def _pdf_text(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        return str(document[number].get_textpage().get_text_bounded())
    except pypdfium2.PdfiumError:
        return ""


def _word_blocks(content: bytes) -> Iterator[str]:
    for block in Document(BytesIO(content)).iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(dict.fromkeys(cell.text for cell in row.cells))
