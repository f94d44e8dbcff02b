"""The text of an OpenDocument text (ODF 1.3). Such files are read and not stored, so nothing of them is cleaned.

What readers of the page would not see is left out: deleted text, comments, hidden text.
"""

from collections.abc import Iterator

from lxml import etree

from .answers import Answer, Limits, Refused
from .tidying import LONGEST_WORD_TEXT, tidy
from .word_package import Package

# The first part, which is not packed and says what the file is (ODF 1.3 part 2, 3.3).
_BEGINNING, _MEDIA_TYPE = 30, b"mimetypeapplication/vnd.oasis.opendocument.text"
_AFTER = b"PK"
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ENCRYPTED = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"
_ROW = f"{_TABLE}table-row"
_BLOCKS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_BLANKS = f"{_TEXT}s"
# A number that a file states is not believed beyond this.
_MOST_BLANKS = 100
_LEFT_OUT = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}hidden-text",
        f"{_TEXT}hidden-paragraph",
        f"{_TEXT}note-citation",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_OFFICE}scripts",
    }
)
_SAID_OTHERWISE = {"word_broken": "odt_broken", "word_unpacks": "odt_unpacks", "word_entities": "odt_entities"}


def is_odt(content: bytes) -> bool:
    """Return whether a ZIP file says of itself that it is an OpenDocument text."""
    end = _BEGINNING + len(_MEDIA_TYPE)
    return content[_BEGINNING:end] == _MEDIA_TYPE and content[end : end + 2] == _AFTER


def read_odt(content: bytes, limits: Limits) -> Answer:
    """Return the text of an OpenDocument text; no file comes back.

    Raises:
        Refused: it is broken, has a password, unpacks to too much or defines entities.
    """
    try:
        package = Package(content, limits.unpacked)
        if _MANIFEST in package.names and next(package.tree(_MANIFEST).iter(_ENCRYPTED), None) is not None:
            raise Refused("odt_password")
        root = package.tree(_CONTENT)
    except Refused as refused:
        raise Refused(_SAID_OTHERWISE.get(refused.code, refused.code)) from refused
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise Refused("odt_broken")
    return Answer("odt", b"", None, [tidy("\n\n".join(_blocks(body)), LONGEST_WORD_TEXT)])


def _blocks(body: etree._Element) -> Iterator[str]:
    """Yield paragraphs, headings and rows of tables, in order."""
    # The cells of the rows that are open: a table may stand in a cell of another.
    rows: list[list[str]] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        text = None
        if event == "end":
            text = " | ".join(rows.pop()) if element.tag == _ROW else None
        elif _is_unseen(element):
            walk.skip_subtree()
        elif element.tag == _ROW:
            rows.append([])
        elif element.tag in _BLOCKS:
            text = "".join(_pieces(element))
            # What is inside was read with it: a footnote or the text of a box is a paragraph in a paragraph.
            walk.skip_subtree()
        if rows and text:
            rows[-1].append(text)
        elif not rows and text is not None:
            yield text


def _is_unseen(element: etree._Element) -> bool:
    """Whether no reader of the page sees it; a section may be hidden always, or because of what was so when the file was saved."""
    if element.tag != f"{_TEXT}section":
        return element.tag in _LEFT_OUT
    display = element.get(f"{_TEXT}display")
    return display == "none" or (display == "condition" and element.get(f"{_TEXT}is-hidden") == "true")


def _pieces(block: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(block, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if _is_unseen(element):
                walk.skip_subtree()
                continue
            if element is not block and element.tag in _BLOCKS:
                yield " "
            yield _SIGNS.get(element.tag, "")
            if element.tag == _BLANKS:
                yield " " * _number(element.get(f"{_TEXT}c", "1"))
            yield element.text or ""
        elif element is not block:
            yield element.tail or ""


def _number(stated: str) -> int:
    # Python refuses to read numbers of thousands of digits.
    return min(int(stated[:9]), _MOST_BLANKS) if stated.isascii() and stated.isdigit() else 1
