"""A PDF file: opened, cleaned, written anew, and read page by page.

Written anew means that only what the pages reach is kept: no earlier revision, nothing before, between or after the objects.
"""

from io import BytesIO

import pikepdf
import pypdfium2

from .answers import Answer, Refused
from .kinds import is_pdf
from .pdf_cleaning import clean
from .tidying import TextBudget, tidy

MOST_PAGES = 5_000
# Where the end of a PDF is looked for; some programs write a little after it.
_TAIL = 65_536


def read_pdf(content: bytes) -> Answer:
    """Return the pages and texts of a PDF, and the PDF without what is not kept.

    Raises:
        Refused: it cannot be opened, has no or too many pages, or holds what is not taken.
    """
    if b"startxref" not in content[-_TAIL:]:
        raise Refused("pdf_broken")
    cleaned, pages = _rewritten(content)
    is_pdf(cleaned)
    return Answer("pdf", cleaned, pages, _texts(cleaned))


def _rewritten(content: bytes) -> tuple[bytes, int]:
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages = _page_count(pdf)
            clean(pdf)
            out = BytesIO()
            pdf.save(
                out,
                # Streams stay packed as they are: nothing that was packed to burst is unpacked here.
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                fix_metadata_version=False,
                deterministic_id=True,
            )
            return out.getvalue(), pages
    except pikepdf.PasswordError as error:
        raise Refused("pdf_password") from error
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused("pdf_broken") from error


def _page_count(pdf: pikepdf.Pdf) -> int:
    pages = len(pdf.pages)
    if not pages:
        raise Refused("no_pages")
    if pages > MOST_PAGES:
        raise Refused("too_many_pages", pages=pages, most=MOST_PAGES)
    return pages


def _texts(content: bytes) -> list[str]:
    budget = TextBudget()
    document = pypdfium2.PdfDocument(content)
    try:
        return [budget.spend(tidy(_text(document, number))) for number in range(len(document))]
    finally:
        document.close()


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    """Return the text of a page; a page that cannot be read is empty."""
    try:
        page = document[number]
        text_page = page.get_textpage()
        try:
            return str(text_page.get_text_bounded())
        finally:
            # Kept pages would add up.
            text_page.close()
            page.close()
    except pypdfium2.PdfiumError:
        return ""
