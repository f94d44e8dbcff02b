"""A Word file: its parts followed from the main one, cleaned, packed anew, and read.

What nothing leads to is not packed again: properties, thumbnails, the people's list, data of other programs.
"""

import posixpath

from lxml import etree

from .answers import Answer, Limits, Refused
from .picture_metadata import without_metadata
from .tidying import LONGEST_WORD_TEXT, tidy
from .vector_pictures import check_vector_picture
from .word_cleaning import clean_part, referenced
from .word_hidden import hiding_styles, refuse_hidden_text
from .word_names import (
    COMMENTS,
    HYPERLINK,
    IMAGE,
    KEPT_LINKS,
    KEPT_PARTS,
    MAIN,
    MAIN_TYPE,
    REFUSED_PARTS,
    RELATIONSHIPS,
    SHOWN_PARTS,
    STYLES,
    TYPES,
    WORD,
)
from .word_package import TYPES_PART, Package, Relationship, packed, serialised
from .word_text import word_text

_MACROS = "word/vbaProject.bin"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


def read_word(content: bytes, limits: Limits) -> Answer:
    """Return the text of a Word file, and the file without what is not kept.

    Raises:
        Refused: it is broken, something else, unpacks to too much, or holds what is not taken.
    """
    package = Package(content, limits.unpacked)
    if "word/document.xml" not in package.names and TYPES_PART not in package.names:
        raise Refused("neither")
    if _MACROS in package.names:
        raise Refused("word_macros")
    main = _main_part(package)
    copy = _Copy(package)
    copy.add(main)
    text = tidy(word_text(copy.trees[main]), LONGEST_WORD_TEXT)
    return Answer("docx", copy.packed(main), None, [text])


def _main_part(package: Package) -> str:
    types = package.media_types()
    for one in package.relationships(""):
        if one.kind == MAIN and not one.external and one.target in package.names:
            if types[one.target] == MAIN_TYPE:
                return one.target
            if one.target.startswith("word/"):
                raise Refused("word_template")
    raise Refused("neither" if "word/document.xml" not in package.names else "word_broken")


class _Copy:
    """The Word file that is stored: parts are added one by one, each cleaned."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.types = package.media_types()
        self.hiding: frozenset[str] = frozenset()
        self.trees: dict[str, etree._Element] = {}
        self.parts: dict[str, bytes] = {}

    def add(self, main: str) -> None:
        """Add a part and all that it leads to."""
        self.hiding = self._hiding_styles(main)
        waiting = [main]
        while waiting:
            name = waiting.pop()
            if name in self.parts:
                continue
            if not self.types[name].endswith("+xml"):
                self.parts[name] = without_metadata(self.package.read(name))
                continue
            tree = self.package.tree(name)
            if self.types[name] == "image/svg+xml":
                check_vector_picture(tree)
            else:
                clean_part(tree)
                refuse_hidden_text(tree, self.hiding)
            kept = self._followed(name, tree)
            # Named now, filled when its references are final.
            self.parts[name] = b""
            if kept:
                folder, own = posixpath.split(name)
                self.parts[posixpath.join(folder, "_rels", f"{own}.rels")] = _relationships_part(kept, folder)
            waiting += [one.target for one in kept if not one.external]
            self.trees[name] = tree
            self.parts[name] = serialised(tree)
            if name != main:
                del self.trees[name]

    def _hiding_styles(self, main: str) -> frozenset[str]:
        """Return the styles that hide text; known before any text is looked at."""
        parts = [one.target for one in self.package.relationships(main) if one.kind in STYLES and self._is_kept(one)]
        return frozenset().union(*(hiding_styles(self.package.tree(part)) for part in parts))

    def _followed(self, name: str, tree: etree._Element) -> list[Relationship]:
        """Return the relationships of a part that stay; references to the others are taken out or refused."""
        used = referenced(tree)
        kept = []
        for one in self.package.relationships(name):
            if one.kind in REFUSED_PARTS:
                raise Refused(REFUSED_PARTS[one.kind])
            if one.kind in SHOWN_PARTS and one.id not in used:
                # A picture, head or foot that was taken out of the text and that the program left behind.
                continue
            if self._is_kept(one):
                kept.append(one)
                continue
            if one.kind == COMMENTS and one.target in self.package.names:
                clean_part(self.package.tree(one.target))
            for element, attribute in used.get(one.id, ()):
                if one.kind != HYPERLINK:
                    raise Refused("word_loads" if one.external else "word_embedded")
                # The words of a link into somebody's own folders stay.
                if element.tag == f"{WORD}hyperlink":
                    del element.attrib[attribute]
                elif element.getparent() is not None:
                    element.getparent().remove(element)
        return kept

    def _is_kept(self, one: Relationship) -> bool:
        if one.kind == HYPERLINK:
            return (
                one.target.strip().lower().startswith(KEPT_LINKS) if one.external else one.target in self.package.names
            )
        if one.external or one.kind not in KEPT_PARTS or one.target not in self.package.names:
            return False
        # What is stored without being looked into is a picture, and nothing that is read as XML.
        return (
            self.types[one.target].startswith("image/")
            if one.kind == IMAGE
            else self.types[one.target].endswith("+xml")
        )

    def packed(self, main: str) -> bytes:
        """Return the file."""
        root = etree.Element(f"{TYPES}Types", nsmap={None: TYPES[1:-1]})
        etree.SubElement(root, f"{TYPES}Default", Extension="rels", ContentType=_RELATIONSHIPS_TYPE)
        for name in self.parts:
            if not name.endswith(".rels"):
                etree.SubElement(root, f"{TYPES}Override", PartName=f"/{name}", ContentType=self.types[name])
        start = _relationships_part([Relationship("rId1", MAIN, main, external=False)], "")
        return packed({TYPES_PART: serialised(root), "_rels/.rels": start, **self.parts})


def _relationships_part(kept: list[Relationship], folder: str) -> bytes:
    root = etree.Element(f"{RELATIONSHIPS}Relationships", nsmap={None: RELATIONSHIPS[1:-1]})
    for one in kept:
        target = one.target if one.external else posixpath.relpath(f"/{one.target}", f"/{folder}")
        mode = {"TargetMode": "External"} if one.external else {}
        etree.SubElement(root, f"{RELATIONSHIPS}Relationship", Id=one.id, Type=one.kind, Target=target, **mode)
    return serialised(root)
