"""PDF files that cost far more to read than to send, or lie about themselves."""

import zlib

from .packing import packed_blanks
from .pdf_raw import FONT, WORDS, one_page, pdf, stream


def nested_forms() -> bytes:
    """Each of 10 forms draws the next one ten times."""
    forms = {
        10 + level: stream(
            b"/X Do " * 10 if level < 9 else WORDS,
            b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >>"
            b" /XObject << /X %d 0 R >> >>" % (11 + level if level < 9 else 10),
        )
        for level in range(10)
    }
    return one_page(b"/X Do", more=forms)


def circular_forms() -> bytes:
    """A form draws itself."""
    form = stream(
        b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >>"
    )
    return one_page(b"/X Do", more={10: form})


def millions_of_operators() -> bytes:
    """Three million short texts on one page."""
    return one_page(b"BT /F1 12 Tf " + b"(a) Tj " * 3_000_000 + b"ET")


def blanks_without_end() -> bytes:
    """1.5 GB of blanks in a page's content."""
    packed = packed_blanks(150)
    return one_page(b"", more={4: stream(packed, b"/Filter /FlateDecode", pack=False)})


def packed_twice() -> bytes:
    """1 GB packed twice, to a few hundred bytes."""
    packed = packed_blanks(100)
    twice = zlib.compress(packed, 9)
    return one_page(b"", more={4: stream(twice, b"/Filter [/FlateDecode /FlateDecode]", pack=False)})


def one_page_many_times() -> bytes:
    """5,000 references to one long page."""
    kids = b"3 0 R " * 5_000
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count 5000 >>" % kids,
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            4: stream(b"BT /F1 12 Tf " + b"(Plain words and more) Tj 0 -1 Td " * 20_000 + b"ET"),
            5: FONT,
        }
    )


def circular_pages() -> bytes:
    """A page tree that contains itself."""
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})


def lying_count() -> bytes:
    """Two thousand million pages, it says."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [] /Count 2147483647 >>",
        }
    )


def deep_pages() -> bytes:
    """A page tree 50,000 levels deep."""
    levels = 50_000
    tree = {number: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1) for number in range(2, levels)}
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", **tree, levels: b"<< /Type /Page /MediaBox [0 0 9 9] >>"})


def deep_arrays() -> bytes:
    """An array nested 200,000 times."""
    return one_page(catalog=b"/Deep " + b"[" * 200_000 + b"]" * 200_000)


def circular_outline() -> bytes:
    """Bookmarks that follow themselves."""
    return one_page(
        catalog=b"/Outlines 10 0 R",
        more={
            10: b"<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>",
            11: b"<< /Title (A) /Next 11 0 R /First 11 0 R /Parent 10 0 R /A << /S /JavaScript /JS (app.alert(1)) >> >>",
        },
    )


def circular_numbers() -> bytes:
    """The length of a stream is the stream."""
    return one_page(more={4: b"<< /Length 4 0 R >>\nstream\nq Q\nendstream"})


def circular_tables() -> bytes:
    """A table of objects that names itself as the earlier one."""
    plain = one_page()
    start = int(plain.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    return plain.replace(b"trailer << ", b"trailer << /Prev %d " % start)


def object_stream_bomb() -> bytes:
    """The catalogue's own object is packed in a stream of 600 MB."""
    held = b"1 0 " + b" " * 96 + b"<< /Type /Catalog /Pages 2 0 R >>"
    packed = packed_blanks(60, before=held)
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in {
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        4: stream(packed, b"/Type /ObjStm /N 1 /First 100 /Filter /FlateDecode", pack=False),
    }.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = bytes([0, 0, 0, 0, 0, 2, 0, 0, 4, 0])
    table += b"".join(b"\x01" + places[number].to_bytes(3, "big") + b"\0" for number in (2, 3, 4))
    table += b"\x01" + len(out).to_bytes(3, "big") + b"\0"
    start = len(out)
    out += b"5 0 obj\n" + stream(table, b"/Type /XRef /Size 6 /W [1 3 1] /Root 1 0 R") + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def picture_of_a_million_columns() -> bytes:
    """A picture that claims 10^10 pixels."""
    picture = stream(b"\0" * 100, b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceGray"
                     b" /BitsPerComponent 8")  # fmt: skip
    return one_page(b"q 612 0 0 792 0 0 cm /X Do Q", more={10: picture})


def huge_map_of_letters() -> bytes:
    """A font that says of each letter that it is a long text."""
    lines = b"\n".join(b"<%02x> <%s>" % (code, b"0041" * 500) for code in range(32, 127))
    to_unicode = stream(
        b"/CMapName /X def 1 begincodespacerange <00> <ff> endcodespacerange\n95 beginbfchar\n%s\nendbfchar" % lines
    )
    font = FONT.replace(b">>", b"/ToUnicode 11 0 R >>")
    return one_page(
        b"BT /F1 12 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 100_000 + b"ET", more={5: font, 11: to_unicode}
    )


def cut_short() -> bytes:
    """The first two thirds of a file."""
    plain = one_page(WORDS * 100)
    return plain[: len(plain) * 2 // 3]


def a_hundred_thousand_objects() -> bytes:
    """100,000 small objects that the catalogue reaches."""
    count = 100_000
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 6 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
            6: b"<< /K [%s] >>" % b" ".join(b"%d 0 R" % number for number in range(10, 10 + count)),
            **dict.fromkeys(range(10, 10 + count), b"<< /A [1] >>"),
        }
    )
