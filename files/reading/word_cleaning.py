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
    field: list[str] = []
    for element in root.iter("*"):
        tag = element.tag
        if tag in REFUSED_ELEMENTS:
            raise Refused(REFUSED_ELEMENTS[tag])
        if tag in DROPPED_ELEMENTS:
            dropped.append(element)
        elif tag == _FIELD_CODE:
            field.append(element.text or "")
        elif tag == _FIELD_SIGN:
            # Word may cut the code of a field into many pieces.
            _check_field("".join(field))
            field = field if element.get(f"{WORD}fldCharType") == "begin" else []
        elif tag == _SIMPLE_FIELD:
            _check_field(element.get(f"{WORD}instr", ""))
        for name in element.keys():  # noqa: SIM118  # an element is no dictionary
            if name in DROPPED_ATTRIBUTES or name.startswith(SESSION_NUMBER):
                del element.attrib[name]
    _check_field("".join(field))
    for element in dropped:
        _drop(element)


def _check_field(code: str) -> None:
    if ACTING_FIELDS.search(code):
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
