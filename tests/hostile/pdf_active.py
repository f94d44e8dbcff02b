"""PDF files that act, carry something along, or tell who made them. Each holds the word of its danger."""

from .makers_of_archives import zip_of
from .pdf_raw import one_page, pdf, stream


def javascript_on_opening() -> bytes:
    return one_page(catalog=b"/OpenAction << /S /JavaScript /JS (app.alert\\('danger'\\)) >>")


def javascript_by_name() -> bytes:
    return one_page(catalog=b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (danger) >>] >> >>")


def javascript_on_a_page() -> bytes:
    return one_page(page=b"/AA << /O << /S /JavaScript /JS (danger) >> >>")


def program_behind_a_link() -> bytes:
    return one_page(
        page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A << /S /Launch /F (danger.exe) >> >>]"
    )


def chain_of_actions() -> bytes:
    return one_page(
        page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A << /S /URI /URI (https://example.org)"
        b" /Next [<< /S /Launch /F (danger.exe) >>] >> >>]"
    )


def script_as_an_address() -> bytes:
    return one_page(
        page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A << /S /URI /URI (javascript:danger) >> >>]"
    )


def form_that_sends() -> bytes:
    return one_page(
        catalog=b"/AcroForm << /Fields [10 0 R] >>",
        page=b"/Annots [10 0 R]",
        more={
            10: b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (danger) /Rect [0 0 9 9] /P 3 0 R"
            b" /A << /S /SubmitForm /F << /FS /URL /F (https://danger.example) >> >> >>"
        },
    )


def two_revisions() -> bytes:
    """The second revision hides what the first one said; the first is still in the file."""
    first = one_page(b"BT /F1 12 Tf 72 720 Td (danger) Tj ET")
    start = first.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0]
    place = len(first)
    new = b"4 0 obj\n" + stream(b"BT /F1 12 Tf 72 720 Td (removed) Tj ET") + b"\nendobj\n"
    table = b"xref\n4 1\n%010d 00000 n \ntrailer << /Size 6 /Root 1 0 R /Prev %s >>\n" % (place, start)
    return first + new + table + b"startxref\n%d\n%%%%EOF\n" % (place + len(new))


def made_by_somebody() -> bytes:
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><creator>danger</creator></x:xmpmeta>"
    return one_page(
        catalog=b"/Metadata 11 0 R /PieceInfo << /App << /Private (danger) >> >>",
        page=b"/PieceInfo << /App << /Private (danger) >> >>",
        more={
            11: stream(xmp, b"/Type /Metadata /Subtype /XML", pack=False),
            12: b"<< /Author (danger) /Creator (danger) /Title (danger.docx) >>",
        },
        trailer=b"/Root 1 0 R /Info 12 0 R",
    )


def attachment() -> bytes:
    return one_page(
        catalog=b"/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 11 0 R >> >>] >> >>",
        more={11: stream(b"MZ danger", b"/Type /EmbeddedFile")},
    )


def attachment_on_a_page() -> bytes:
    return one_page(
        page=b"/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9]"
        b" /FS << /Type /Filespec /F (a.exe) /EF << /F 11 0 R >> >> >>]",
        more={11: stream(b"MZ danger", b"/Type /EmbeddedFile")},
    )


def rich_media() -> bytes:
    return one_page(page=b"/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent << >> >>]")


def xfa_form() -> bytes:
    return one_page(catalog=b"/AcroForm << /Fields [] /XFA 11 0 R >>", more={11: stream(b"<xdp:xdp/>")})


def comment() -> bytes:
    return one_page(
        page=b"/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (Jane Roe) /Contents (danger) >>]"
    )


def page_of_the_web_before_it() -> bytes:
    return b"<html><script>danger()</script></html>\n" + one_page()


def pdf_and_archive() -> bytes:
    return one_page(after=zip_of({"danger.txt": b"danger"}))


def only_an_archive_inside() -> bytes:
    """A stream without a filter holds an archive; it is no part of a page."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /Extra 9 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
            9: stream(zip_of({"danger.txt": b"danger"}), pack=False),
        }
    )
