"""The text of a Word file, read from its XML: paragraphs, and a line for each row of a table."""

from lxml import etree

from .word_names import FALLBACK, WORD

_PARAGRAPH, _ROW, _CELL, _TEXT = WORD + "p", WORD + "tr", WORD + "tc", WORD + "t"
_SIGNS = {WORD + "tab": "\t", WORD + "br": "\n", WORD + "cr": "\n", WORD + "noBreakHyphen": "-"}


def word_text(root: etree._Element) -> str:
    """Return the text. Cells are taken as they are written: how many columns one claims to fill does not matter."""
    reader = _Reader()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if element.tag == FALLBACK:
            # The same text once more, for older programs.
            if event == "start":
                walk.skip_subtree()
        elif event == "start":
            reader.start(element)
        else:
            reader.end(element.tag)
    return "\n\n".join(reader.blocks)


class _Reader:
    """Collects blocks; a table inside a cell is a part of the cell's text."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        # The places where finished paragraphs go: the text itself, and each cell that is open; rows hold their cells.
        self._places: list[list[str]] = [self.blocks]
        self._rows: list[list[str]] = []
        # A text box is a paragraph inside a paragraph.
        self._paragraphs: list[list[str]] = []

    def start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == _TEXT and self._paragraphs:
            self._paragraphs[-1].append(element.text or "")
        elif tag in _SIGNS and self._paragraphs and element.getparent().tag == f"{WORD}r":
            self._paragraphs[-1].append(_SIGNS[tag])
        elif tag == _PARAGRAPH:
            self._paragraphs.append([])
        elif tag == _ROW:
            self._rows.append([])
        elif tag == _CELL:
            self._places.append([])

    def end(self, tag: str) -> None:
        if tag == _PARAGRAPH:
            self._places[-1].append("".join(self._paragraphs.pop()))
        elif tag == _CELL and len(self._places) > 1:
            text = "\n".join(filter(None, self._places.pop()))
            if self._rows and text:
                self._rows[-1].append(text)
        elif tag == _ROW:
            self._places[-1].append(" | ".join(self._rows.pop()))
