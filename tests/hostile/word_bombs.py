"""Word files that cost far more to read than to send, or lie about themselves."""

import struct
import warnings
import zipfile
from io import BytesIO

from tests.makers import make_docx

from .makers_of_archives import DOCUMENT, W, parts_of, word, zip_of


def columns_without_end() -> bytes:
    """20 rows with a cell that claims two million columns."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2000000"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'
    return word(f"<w:tbl><w:tblPr/><w:tblGrid/>{f'<w:tr>{cell}</w:tr>' * 20}</w:tbl>")


def half_a_million_paragraphs() -> bytes:
    return word("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 550_000)


def wide_table() -> bytes:
    cell = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    return word(f"<w:tbl><w:tblPr/><w:tblGrid/>{f'<w:tr>{cell * 2_000}</w:tr>' * 100}</w:tbl>")


def merged_with_nothing() -> bytes:
    """A cell goes on with the one above, in the first row."""
    cell = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    return word(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>")


def _with_text(text: bytes) -> bytes:
    return zip_of({**parts_of(make_docx(["x"])), DOCUMENT: text})


def billion_laughs() -> bytes:
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 10)
    )
    return _with_text(
        b'<!DOCTYPE w:document [%s]><w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>'
        % (entities, W.encode())
    )


def one_long_entity() -> bytes:
    """Quadratic: a long entity, many times."""
    return _with_text(
        b'<!DOCTYPE w:document [<!ENTITY a "%s">]>'
        b'<w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'
        % (b"x" * 100_000, W.encode(), b"&a;" * 100_000)
    )


def file_of_the_server() -> bytes:
    return _with_text(
        b'<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="%s"><w:body><w:p><w:r>'
        b"<w:t>&a;</w:t></w:r></w:p></w:body></w:document>" % W.encode()
    )


def entities_in_the_list_of_types() -> bytes:
    types = b'<!DOCTYPE Types [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">&a;</Types>'
    return zip_of({**parts_of(make_docx(["x"])), "[Content_Types].xml": types})


def deep_elements() -> bytes:
    return word("<w:sdt><w:sdtContent>" * 100_000 + "</w:sdtContent></w:sdt>" * 100_000)


def many_attributes() -> bytes:
    """Names that fall into the same place of a table of names, if it is a bad one."""
    attributes = " ".join(f'w:a{number}="x"' for number in range(300_000))
    return word(f"<w:p {attributes}/>")


def thousands_of_parts() -> bytes:
    return zip_of({**parts_of(make_docx(["x"])), **{f"word/media/{number}.png": b"x" for number in range(20_000)}})


def unpacks_to_gigabytes() -> bytes:
    return zip_of({**parts_of(make_docx(["x"])), **{f"word/media/{n}.bin": b"\0" * 50_000_000 for n in range(8)}})


def archive_in_archive() -> bytes:
    inner = zip_of({f"{number}.bin": b"\0" * 10_000_000 for number in range(10)})
    for _ in range(5):
        inner = zip_of({f"{number}.zip": inner for number in range(10)})
    return word(more={"word/media/nested.zip": inner})


def lying_sizes() -> bytes:
    """The list of parts says that the text has 10 bytes; it unpacks to 300 MB."""
    content = bytearray(zip_of({**parts_of(make_docx(["x"])), DOCUMENT: b" " * 300_000_000}))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(DOCUMENT.encode()))
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(content)


def overlapping_parts() -> bytes:
    """A thousand entries of the list lead to the same packed bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(make_docx(["x"])).items():
            archive.writestr(name, content)
        archive.writestr("word/media/a.bin", b"\0" * 10_000_000)
        shared = archive.getinfo("word/media/a.bin")
        for number in range(1_000):
            copy = zipfile.ZipInfo(f"word/media/{number}.bin")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(copy, field, getattr(shared, field))
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
    return out.getvalue()


def same_part_twice() -> bytes:
    """Which text is it? Programs disagree."""
    out = BytesIO(make_docx(["shown"]))
    with zipfile.ZipFile(out, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(DOCUMENT, parts_of(make_docx(["hidden"]))[DOCUMENT])
    return out.getvalue()


def parts_outside_the_archive() -> bytes:
    return word(more={"../../../../tmp/danger.txt": b"danger", "/etc/danger": b"danger", "C:\\danger": b"danger"})


def parts_in_a_circle() -> bytes:
    """The text leads to itself."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    return word(relationship=f'<Relationship Id="rIdX" Type="{base}" Target="document.xml"/>')


def cut_short() -> bytes:
    content = make_docx(["words " * 1_000])
    return content[: len(content) // 2]
