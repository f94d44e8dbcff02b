"""Archives and Word files put together part by part."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from tests.makers import make_docx

DOCUMENT = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of an archive."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word(body: str = "", more: Mapping[str, bytes] | None = None, relationship: str = "", types: str = "") -> bytes:
    """Return a Word file: XML before its last paragraph, more parts, a relationship of the text and its media types.

    Args:
        body: XML of the text, with the prefixes w, r, v, o and a.
        more: parts by name, which replace those that are there.
        relationship: elements for the relationships of the text.
        types: elements for the list of media types.
    """
    parts = parts_of(make_docx(["Plain words"]))
    text = parts[DOCUMENT].decode()
    spaces = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    for prefix in ("v", "o"):
        text = text.replace(f'xmlns:{prefix}="{spaces.split(prefix + "=")[1].split(chr(34))[1]}"', "")
    text = text.replace("<w:document ", f"<w:document {spaces} ", 1)
    parts[DOCUMENT] = text.replace("<w:body>", f"<w:body>{body}", 1).encode()
    links = "word/_rels/document.xml.rels"
    parts[links] = parts[links].replace(b"</Relationships>", relationship.encode() + b"</Relationships>")
    names = "[Content_Types].xml"
    parts[names] = parts[names].replace(b"</Types>", types.encode() + b"</Types>")
    return zip_of({**parts, **(more or {})})


def relationship(kind: str, target: str, external: bool = False, key: str = "rIdX") -> str:
    """Return the XML of a relationship; `kind` is the last word of its type."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{base}{kind}" Target="{target}"{mode}/>'
