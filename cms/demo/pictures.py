"""Covers and PDF files of the demo's publications, made on the spot."""

import colorsys
import textwrap
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

WIDTH, HEIGHT, MARGIN = 600, 848, 56
# Comes with the library that makes the PDF files, and has the accents that Pillow's own font lacks.
_FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
_BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=15.5, spaceAfter=8)
_HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=16, leading=20, spaceAfter=14)
_TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=26, leading=32, alignment=TA_LEFT, spaceAfter=18)


def make_cover(title: str, year: int, hue: int) -> bytes:
    """Return a cover as PNG: the title on a plain colour."""
    red, green, blue = colorsys.hls_to_rgb(hue / 360, 0.24, 0.35)
    picture = Image.new("RGB", (WIDTH, HEIGHT), (int(red * 255), int(green * 255), int(blue * 255)))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(_FONT), 40)
    draw.multiline_text((MARGIN, 96), "\n".join(textwrap.wrap(title, 20)), font=font, fill="#f7f3ea", spacing=14)
    draw.line((MARGIN, HEIGHT - 120, WIDTH - MARGIN, HEIGHT - 120), fill="#f7f3ea", width=2)
    draw.text((MARGIN, HEIGHT - 96), str(year), font=ImageFont.truetype(str(_FONT), 28), fill="#f7f3ea")
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def make_pdf(title: str, authors: str, year: int, chapters: list[dict[str, Any]]) -> bytes:
    """Return a PDF: a title page, then each chapter on a page of its own with numbered pages."""
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=3 * cm, rightMargin=3 * cm, topMargin=2.5 * cm, bottomMargin=2.5 * cm,
        title=title, author=authors, invariant=1,
    )  # fmt: skip
    story: list[Any] = [
        Spacer(1, 6 * cm),
        Paragraph(escape(title), _TITLE),
        Paragraph(escape(authors), _BODY),
        Paragraph(str(year), _BODY),
    ]
    for chapter in chapters:
        story += [PageBreak(), Paragraph(escape(chapter["heading"]), _HEADING)]
        story += [Paragraph(escape(text), _BODY) for text in chapter["paragraphs"]]
    document.build(story, onLaterPages=_page_number)
    return buffer.getvalue()


def _page_number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawRightString(A4[0] - 3 * cm, 1.5 * cm, str(document.page))


def make_docx(title: str, chapters: list[dict[str, Any]]) -> bytes:
    """Return a Word file with real headings."""
    from docx import Document  # noqa: PLC0415  slow to import, and needed for one file

    word = Document()
    word.core_properties.author = ""
    word.core_properties.title = title
    word.add_heading(title, 0)
    for chapter in chapters:
        word.add_heading(chapter["heading"], 1)
        for text in chapter["paragraphs"]:
            word.add_paragraph(text)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()
