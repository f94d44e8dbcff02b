"""Hidden text of a Word file: characters and rows of tables that Word keeps and does not show.

Whoever sends the file may have forgotten them; whoever downloads it reads them with one click. Word's own programs format
many things as hidden that hold no text (marks of fields, of paragraphs, of contents): those are no reason to refuse.
"""

from collections.abc import Iterator

from lxml import etree

from .answers import Refused
from .word_names import WORD

_RUN, _ROW, _PARAGRAPH, _TABLE = WORD + "r", WORD + "tr", WORD + "p", WORD + "tbl"
_STYLE, _DEFAULTS = WORD + "style", WORD + "docDefaults"
_VALUE = WORD + "val"
# What shows in a run; the codes of fields are not shown anyway.
_SHOWN = frozenset(
    {
        WORD + "t",
        WORD + "sym",
        WORD + "drawing",
        WORD + "pict",
        WORD + "footnoteReference",
        WORD + "endnoteReference",
    }
)
_OFF = frozenset({"0", "false", "off"})
# Styles that hold for what names no style of its own, by kind.
_EVERYWHERE = ""


def hiding_styles(root: etree._Element) -> frozenset[str]:
    """Return the styles that hide text, by their names in the file; the empty one stands for all text without a style."""
    hides: set[str] = set()
    based_on: dict[str, str] = {}
    if any(_hides(properties) for one in root.iter(_DEFAULTS) for properties in one.iter(f"{WORD}rPr")):
        hides.add(_EVERYWHERE)
    for style in root.iter(_STYLE):
        name = style.get(f"{WORD}styleId", "")
        own = [_switch(properties) for properties in _run_properties(style)]
        if True in own:
            hides.add(name)
            if style.get(f"{WORD}default", "0").lower() not in _OFF:
                hides.add(_EVERYWHERE)
        elif False not in own:
            parent = style.find(f"{WORD}basedOn")
            based_on[name] = "" if parent is None else parent.get(_VALUE, "")
    # Each round takes in the styles one step further down; a circle ends it by adding nothing.
    while more := {name for name, parent in based_on.items() if parent and parent in hides} - hides:
        hides |= more
    return frozenset(hides)


def refuse_hidden_text(root: etree._Element, hiding: frozenset[str]) -> None:
    """Refuse a part with text that Word does not show.

    Args:
        root: the part.
        hiding: the styles of the file that hide text.

    Raises:
        Refused: it has such text.
    """
    for run in root.iter(_RUN):
        if _is_hidden(run, hiding) and _has_content(run):
            raise Refused("word_hidden")
    for row in root.iter(_ROW):
        properties = row.find(f"{WORD}trPr")
        switch = None if properties is None else properties.find(f"{WORD}hidden")
        if switch is not None and _is_on(switch) and any(_has_content(run) for run in row.iter(_RUN)):
            raise Refused("word_hidden")


def _is_hidden(run: etree._Element, hiding: frozenset[str]) -> bool:
    own = run.find(f"{WORD}rPr")
    direct = None if own is None else _switch(own)
    if direct is not None:
        return direct
    return bool(hiding) and any(name in hiding for name in _styles_of(run, own))


def _styles_of(run: etree._Element, own: etree._Element | None) -> Iterator[str]:
    yield _EVERYWHERE
    yield from _named(own, "rStyle")
    for above in run.iterancestors(_PARAGRAPH, _TABLE):
        kind = "p" if above.tag == _PARAGRAPH else "tbl"
        yield from _named(above.find(f"{WORD}{kind}Pr"), "pStyle" if kind == "p" else "tblStyle")


def _named(properties: etree._Element | None, tag: str) -> Iterator[str]:
    style = None if properties is None else properties.find(WORD + tag)
    if style is not None:
        yield style.get(_VALUE, "")


def _run_properties(style: etree._Element) -> Iterator[etree._Element]:
    """Return how a style shows text, also in parts of a table; not how it shows the marks of paragraphs."""
    for properties in style.iter(f"{WORD}rPr"):
        above = properties.getparent()
        if above is not None and above.tag != f"{WORD}pPr":
            yield properties


def _hides(properties: etree._Element) -> bool:
    return _switch(properties) is True


def _switch(properties: etree._Element) -> bool | None:
    """Return whether the properties say that text is hidden, or nothing of it."""
    found = properties.find(f"{WORD}vanish")
    return None if found is None else _is_on(found)


def _is_on(switch: etree._Element) -> bool:
    return switch.get(_VALUE, "1").lower() not in _OFF


def _has_content(run: etree._Element) -> bool:
    return any(child.tag in _SHOWN and (child.tag != f"{WORD}t" or (child.text or "").strip()) for child in run)
