"""OpenDocument texts, good and hostile."""

import zipfile
from io import BytesIO

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
ENCRYPTED = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
)


def odt(body: str, before: str = "", **parts: str | bytes) -> bytes:
    """Return an OpenDocument text; parts are further ones, with "_" for "/" in their names."""
    document = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"{before}<office:document-content {NAMES}>{document}</office:document-content>"
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        for name, part in parts.items():
            archive.writestr(name.replace("_", "/"), part)
    return out.getvalue()


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
    return odt("<text:p>&a9;</text:p>", f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>')


def bomb() -> bytes:
    return odt("<text:p>x</text:p>", Pictures_a="0" * 3_000_000)
