"""Writes PDF files object by object, as no program would."""

import zlib


def stream(content: bytes, entries: bytes = b"", pack: bool = True) -> bytes:
    """Return a stream object."""
    if pack:
        content, entries = zlib.compress(content, 9), entries + b" /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n" % (entries, len(content)) + content + b"\nendstream"


def pdf(objects: dict[int, bytes], trailer: bytes = b"/Root 1 0 R", before: bytes = b"", after: bytes = b"") -> bytes:
    """Return a file with these objects; the first is the catalogue."""
    out = bytearray(before + b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out) + after


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WORDS = b"BT /F1 12 Tf 72 720 Td (Plain words) Tj ET"


def one_page(
    content: bytes = WORDS, catalog: bytes = b"", page: bytes = b"", more: dict[int, bytes] | None = None, **how: bytes
) -> bytes:
    """Return a file of one page with entries added to its catalogue or its page, and objects from 10 on."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> /XObject << /X 10 0 R >> >> %s >>" % page,
            4: stream(content),
            5: FONT,
            **(more or {}),
        },
        **how,
    )
