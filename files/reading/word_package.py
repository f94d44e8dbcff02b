"""The ZIP of a Word file: its parts within bounds, and what leads from one part to another."""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from .answers import Refused
from .word_names import RELATIONSHIPS, TYPES

MOST_PARTS = 5_000
# The parts in XML are read into memory as a tree, which takes several times their size.
LARGEST_XML = 40_000_000
TYPES_PART = "[Content_Types].xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, UnicodeError, KeyError)


@dataclass(slots=True)
class Relationship:
    """What leads from a part to another one, or out of the file."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file by name."""

    def __init__(self, content: bytes, unpacked: int) -> None:
        """Open the file; `unpacked` is the most that all parts may have, in bytes.

        Raises:
            Refused: it is broken, no Word file, or unpacks to too much.
        """
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except _BROKEN as error:
            raise Refused("word_broken") from error
        parts = self._archive.infolist()
        self.names = {part.filename for part in parts}
        sizes = [(part.filename, part.file_size) for part in parts]
        if len(parts) > MOST_PARTS or sum(size for _name, size in sizes) > unpacked:
            raise Refused("word_unpacks")
        if sum(size for name, size in sizes if _is_xml(name)) > LARGEST_XML:
            raise Refused("word_unpacks")
        if len(self.names) < len(parts):
            raise Refused("word_broken")

    def read(self, name: str) -> bytes:
        """Return a part; no more than the size that the file states for it is unpacked.

        Raises:
            Refused: it is missing or broken.
        """
        try:
            return self._archive.read(name)
        except _BROKEN as error:
            raise Refused("word_broken") from error

    def tree(self, name: str) -> etree._Element:
        """Return a part in XML.

        Raises:
            Refused: it is no XML, or defines entities.
        """
        return parse(self.read(name))

    def relationships(self, part: str) -> list[Relationship]:
        """Return what leads on from a part; the empty name is the file itself. Targets are names of parts."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.names:
            return []
        found = []
        for one in self.tree(path).iter(f"{RELATIONSHIPS}Relationship"):
            target, external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Relationship(one.get("Id", ""), one.get("Type", ""), target, external))
        return found

    def media_types(self) -> dict[str, str]:
        """Return the media type of each part, by its name."""
        if TYPES_PART not in self.names:
            raise Refused("word_broken")
        tree = self.tree(TYPES_PART)
        by_ending = {
            one.get("Extension", "").lower(): one.get("ContentType", "") for one in tree.iter(f"{TYPES}Default")
        }
        by_name = {one.get("PartName", ""): one.get("ContentType", "") for one in tree.iter(f"{TYPES}Override")}
        return {
            name: by_name.get(f"/{name}") or by_ending.get(posixpath.splitext(name)[1][1:].lower(), "")
            for name in self.names
        }


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def parse(content: bytes) -> etree._Element:
    """Return the root of some XML that comes from outside.

    Raises:
        Refused: it is no XML, is nested beyond sense, or has a document type, which no part of a Word file may have
            (ECMA-376 part 2, 6.2.5).
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("word_broken") from error
    if root.getroottree().docinfo.doctype:
        raise Refused("word_entities")
    return root


def serialised(root: etree._Element) -> bytes:
    """Return a part as bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a ZIP with these parts in this order; it tells nothing of when and where it was made."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
