"""Innocent files keep what people read: cleaning takes out what acts or names somebody, and nothing else."""

import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Inches
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from accounts.roles import Role
from files.models import PageText, RepositoryFile
from tests.factories import person
from tests.hostile import pictures
from tests.hostile.makers_of_archives import word
from tests.hostile.pdf_raw import one_page, stream

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def coordinator(client, media):
    client.force_login(person(Role.COORDINATOR))


def stored(client, name, content):
    """Send a file and return what is stored of it."""
    sent = {"title": "Report", "language": "en", "file": SimpleUploadedFile(name, content)}
    response = client.post(reverse("wagtaildocs:add"), sent)
    assert response.status_code == 302, response.context["form"].errors
    file = RepositoryFile.objects.get()
    kept = file.file.read()
    assert (file.file_size, len(file.file_hash)) == (len(kept), 40)
    return kept


def linked_pdf():
    out = BytesIO()
    canvas = Canvas(out)
    canvas.setAuthor("Jane Roe")
    canvas.setTitle("Draft of Jane Roe")
    for number in (1, 2):
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"Chapter {number}", f"p{number}")
        canvas.drawString(72, 720, f"Words of page {number}")
        canvas.linkURL("https://example.org/report", (72, 700, 200, 715))
        canvas.linkAbsolute("on", "p2", (72, 600, 200, 615))
        canvas.drawImage(ImageReader(BytesIO(pictures.where_it_was_taken())), 72, 300, 60, 40)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_pdf_keeps_pages_links_and_bookmarks_and_loses_its_author(client):
    kept = stored(client, "report.pdf", linked_pdf())
    assert list(PageText.objects.values_list("text", flat=True)) == ["Words of page 1", "Words of page 2"]
    with pikepdf.open(BytesIO(kept)) as pdf:
        assert len(pdf.docinfo) == 0
        assert "/Metadata" not in pdf.Root
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Chapter 1", "Chapter 2"]
        links = list(pdf.pages[0].Annots)
        assert [str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A] == [
            "https://example.org/report"
        ]
        assert len(links) == 2
        assert not pdf.get_warnings()
        (picture,) = pdf.pages[0].get_images().values()
        raw = pikepdf.PdfImage(picture).as_pil_image()
        assert raw.size == (60, 40)
    assert b"danger" not in kept


def test_what_was_written_into_a_form_stays_on_the_page(client):
    look = stream(
        b"/Tx BMC BT /F1 12 Tf 2 4 Td (Filled in) Tj ET EMC",
        b"/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>",
    )
    widget = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Filled in) /Rect [72 600 272 620] /P 3 0 R"
        b" /DA (/F1 12 Tf) /AP << /N 11 0 R >> /F 4 >>"
    )
    content = one_page(
        catalog=b"/AcroForm << /Fields [10 0 R] >>", page=b"/Annots [10 0 R]", more={10: widget, 11: look}
    )
    kept = stored(client, "form.pdf", content)
    assert "Filled in" in PageText.objects.get().text
    assert b"/AcroForm" not in kept


def test_a_mark_without_a_comment_stays_on_the_page_without_its_author(client):
    look = stream(b"1 1 0 rg 0 0 100 12 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 100 12]")
    mark = (
        b"<< /Type /Annot /Subtype /Highlight /Rect [72 715 172 727] /QuadPoints [72 727 172 727 72 715 172 715]"
        b" /T (Jane Roe) /AP << /N 11 0 R >> /F 4 >>"
    )
    kept = stored(client, "marked.pdf", one_page(page=b"/Annots [10 0 R]", more={10: mark, 11: look}))
    page = pypdfium2.PdfDocument(kept)[0]
    assert page.render(scale=1).to_pil().convert("RGB").getpixel((165, 792 - 720)) == (255, 255, 0)
    with pikepdf.open(BytesIO(kept)) as pdf:
        out = BytesIO()
        pdf.save(out, qdf=True)
    assert b"Jane Roe" not in out.getvalue()


def test_a_photograph_that_was_packed_once_more_loses_its_metadata_and_nothing_else(client):
    photograph = pictures.where_it_was_taken()
    picture = stream(
        zlib.compress(photograph),
        b"/Type /XObject /Subtype /Image /Width 60 /Height 40 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter [/FlateDecode /DCTDecode]",
        pack=False,
    )
    kept = stored(client, "photograph.pdf", one_page(more={10: picture}))
    with pikepdf.open(BytesIO(kept)) as pdf:
        (found,) = pdf.pages[0].get_images().values()
        raw = found.read_raw_bytes()
        assert found.Filter == "/DCTDecode"
    assert b"danger" in photograph and b"danger" not in raw
    assert Image.open(BytesIO(raw)).tobytes() == Image.open(BytesIO(photograph)).tobytes()


def phone_photograph():
    """Metadata between the scans, and a second picture with its own after the first, as phones make them."""
    noise = Image.effect_noise((64, 64), 50).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG", progressive=True)
    progressive = out.getvalue()
    between = progressive.index(b"\xff\xc4", progressive.index(b"\xff\xda"))
    note = b"\xff\xe1" + (14).to_bytes(2, "big") + b"Exif\0\0danger"
    return progressive[:between] + note + progressive[between:] + pictures.where_it_was_taken()


def test_a_photograph_in_a_word_file_is_kept_up_to_its_end_only(client):
    photograph = phone_photograph()
    document = Document()
    document.add_picture(BytesIO(photograph), width=Inches(1))
    out = BytesIO()
    document.save(out)
    with zipfile.ZipFile(BytesIO(stored(client, "report.docx", out.getvalue()))) as archive:
        raw = archive.read("word/media/image1.jpg")
    assert b"danger" not in raw and b"Exif" not in raw
    assert Image.open(BytesIO(raw)).tobytes() == Image.open(BytesIO(photograph)).tobytes()


def test_a_page_of_a_pdf_keeps_nothing_of_programs_and_articles(client):
    article = b"/B [20 0 R] /Private << /User (Jane Roe) >>"
    bead = b"<< /Type /Bead /T 21 0 R /N 20 0 R /V 20 0 R /P 3 0 R /R [0 0 9 9] >>"
    thread = b"<< /Type /Thread /F 20 0 R /I << /Author (Jane Roe) >> >>"
    layer = b"<< /Type /OCG /Name (Plan) /Usage << /User << /Type /Ind /Name (Jane Roe) >> >> >>"
    layers = b"/OCProperties << /OCGs [22 0 R] /D << /Creator (Jane Roe) >> >>"
    content = one_page(catalog=layers, page=article, more={20: bead, 21: thread, 22: layer})
    kept = stored(client, "articles.pdf", content)
    with pikepdf.open(BytesIO(kept)) as pdf:
        out = BytesIO()
        pdf.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert pdf.Root.OCProperties.OCGs[0].Name == "Plan"
    assert b"Jane Roe" not in out.getvalue()


def rich_word():
    document = Document()
    document.core_properties.author = "Jane Roe"
    document.add_heading("A heading", 1)
    paragraph = document.add_paragraph("Words with a ")
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "link"
    run.append(text)
    link.append(run)
    paragraph._p.append(link)
    document.add_paragraph("A point", style="List Bullet")
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Wide"
    table.cell(0, 2).text = "Narrow"
    for column in range(3):
        table.cell(1, column).text = f"Cell {column}"
    document.add_picture(BytesIO(pictures.where_it_was_taken()), width=Inches(1))
    png = BytesIO()
    Image.new("RGB", (20, 20), "blue").save(png, "PNG")
    document.add_picture(BytesIO(png.getvalue()))
    document.sections[0].header.paragraphs[0].text = "At the head"
    document.sections[0].footer.paragraphs[0].text = "At the foot"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file_keeps_text_tables_pictures_links_and_heads_and_loses_its_author(client):
    kept = stored(client, "report.docx", rich_word())
    assert PageText.objects.get().text == (
        "A heading\n\nWords with a link\n\nA point\n\nWide | Narrow\n\nCell 0 | Cell 1 | Cell 2"
    )
    document = Document(BytesIO(kept))
    assert [one.text for one in document.paragraphs][:3] == ["A heading", "Words with a link", "A point"]
    assert document.paragraphs[1].hyperlinks[0].url == "https://example.org/"
    assert document.paragraphs[0].style.name == "Heading 1"
    assert document.tables[0].cell(1, 2).text == "Cell 2"
    assert len(document.inline_shapes) == 2
    assert document.sections[0].header.paragraphs[0].text == "At the head"
    assert document.sections[0].footer.paragraphs[0].text == "At the foot"
    with zipfile.ZipFile(BytesIO(kept)) as archive:
        assert archive.testzip() is None
        assert not [name for name in archive.namelist() if name.startswith(("docProps", "customXml"))]
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Jane Roe" not in everything
    assert b"danger" not in everything


def test_fields_that_only_sound_dangerous_stay(client):
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = ' HYPERLINK "https://example.org/link/database?dde" '
    body = (
        f"<w:p>{sign('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{sign('separate')}"
        f"<w:r><w:t>Linked words</w:t></w:r>{sign('end')}</w:p>"
        '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    )
    kept = stored(client, "fields.docx", word(body))
    assert PageText.objects.get().text.startswith("Linked words\n\n1")
    assert b"example.org/link/database" in zipfile.ZipFile(BytesIO(kept)).read("word/document.xml")


def test_what_word_itself_formats_as_hidden_does_not_make_a_file_hidden(client):
    """Codes of fields, marks of paragraphs, page numbers on the web, and what a style hides and the text shows again."""
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:instrText> PAGE </w:instrText></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr><w:r><w:t>Run-in head</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:webHidden/></w:rPr><w:t>12</w:t></w:r></w:p>"
        '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Shown again</w:t></w:r></w:p>'
        '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> </w:t></w:r></w:p>'
    )
    stored(client, "report.docx", word(body))
    assert PageText.objects.get().text.startswith("Run-in head\n\n12\n\nShown again")


@pytest.mark.parametrize("kept_in", ["memory", "a file"])
def test_the_cleaned_file_is_stored_wherever_the_upload_was_kept(client, settings, kept_in):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10**7 if kept_in == "memory" else 100
    kept = stored(client, "report.pdf", linked_pdf())
    assert b"Jane Roe" not in kept
    with pikepdf.open(BytesIO(kept)) as pdf:
        assert len(pdf.docinfo) == 0


def test_the_same_file_twice_is_stored_the_same(client):
    first = stored(client, "report.docx", rich_word())
    RepositoryFile.objects.all().delete()
    second = stored(client, "report.docx", first)
    assert first == second


def test_a_file_of_many_pages_is_taken(client, settings):
    # Pages are not counted against a file; how long a slow machine takes for them is another matter.
    settings.FILE_READ_SECONDS = 60
    out = BytesIO()
    canvas = Canvas(out)
    for page in range(1_500):
        for line in range(40):
            canvas.drawString(72, 760 - 17 * line, f"page {page} line {line} " + "words of a report " * 4)
        canvas.showPage()
    canvas.save()
    stored(client, "long.pdf", out.getvalue())
    assert RepositoryFile.objects.get().page_count == 1_500
    assert PageText.objects.filter(text__startswith="page ").count() == 1_500
