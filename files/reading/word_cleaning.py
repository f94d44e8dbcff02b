"""One part of a Word file: what acts or names its authors is taken out, or the file is refused."""

from collections import defaultdict

from lxml import etree

from .answers import Refused
from .word_names import (
    ACTING_FIELDS,
    DROPPED_ATTRIBUTES,
    DROPPED_ELEMENTS,
    REFERENCE,
    REFUSED_ELEMENTS,
    SESSION_NUMBER,
    WORD,
)

_FIELD_CODE, _FIELD_SIGN, _SIMPLE_FIELD = WORD + "instrText", WORD + "fldChar", WORD + "fldSimple"


def clean_part(root: etree._Element) -> None:
    """Clean a part in place.

    Raises:
        Refused: it has tracked changes, comments, embedded objects, or fields that fetch or start something.
    """
    dropped = []
    fields = _Fields()
    for element in root.iter("*"):
        tag = element.tag
        if tag in REFUSED_ELEMENTS:
            raise Refused(REFUSED_ELEMENTS[tag])
        if tag in DROPPED_ELEMENTS:
            dropped.append(element)
        elif tag == _FIELD_CODE:
            fields.add(element.text or "")
        elif tag == _FIELD_SIGN:
            fields.sign(element.get(f"{WORD}fldCharType", ""))
        elif tag == _SIMPLE_FIELD:
            _check_field(element.get(f"{WORD}instr", ""))
        for name in element.keys():  # noqa: SIM118  # an element is no dictionary
            if name in DROPPED_ATTRIBUTES or name.startswith(SESSION_NUMBER):
                del element.attrib[name]
    fields.close()
    for element in dropped:
        _drop(element)


class _Fields:
    """The codes of fields: each may be cut into many pieces, and hold other fields."""

    def __init__(self) -> None:
        self._open: list[list[str]] = [[]]

    def add(self, piece: str) -> None:
        """Add a piece to the field that was opened last."""
        self._open[-1].append(piece)

    def sign(self, kind: str) -> None:
        """Open a field, or check the one that ends."""
        if kind == "begin":
            self._open.append([])
            return
        _check_field("".join(self._open[-1]))
        if kind == "end" and len(self._open) > 1:
            self._open.pop()

    def close(self) -> None:
        """Check what was never closed."""
        for field in self._open:
            _check_field("".join(field))


def _check_field(code: str) -> None:
    if ACTING_FIELDS.match(code):
        raise Refused("word_loads")


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def referenced(root: etree._Element) -> dict[str, list[tuple[etree._Element, str]]]:
    """Return where a part names each of its relationships, as (element, name of the attribute)."""
    found: dict[str, list[tuple[etree._Element, str]]] = defaultdict(list)
    for element in root.iter("*"):
        for name, value in element.attrib.items():
            if name.startswith(REFERENCE):
                found[value].append((element, name))
    return found
