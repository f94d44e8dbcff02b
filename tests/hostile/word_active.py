"""Word files that load, run or carry something, or tell who wrote them. Each holds the word of its danger."""

import zipfile
from io import BytesIO

from docx import Document

from tests.makers import make_docx

from .makers_of_archives import parts_of, relationship, word, zip_of
from .pdf_raw import one_page

_RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
)


def template_from_elsewhere() -> bytes:
    """The template is fetched when Word opens the file."""
    parts = parts_of(make_docx(["Plain words"]))
    reference = b'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdX"/>'
    settings = parts["word/settings.xml"]
    cut = settings.index(b">", settings.index(b"<w:settings")) + 1
    link = relationship("attachedTemplate", "https://danger.example/danger.dotm", external=True).encode()
    return zip_of(
        {
            **parts,
            "word/settings.xml": settings[:cut] + reference + settings[cut:],
            "word/_rels/settings.xml.rels": _RELATIONSHIPS % link,
        }
    )


def picture_from_elsewhere() -> bytes:
    picture = '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="rIdX"/></v:shape></w:pict></w:r></w:p>'
    return word(picture, relationship=relationship("image", "https://danger.example/a.png", external=True))


def picture_by_address_alone() -> bytes:
    return word(
        '<w:p><w:r><w:pict><v:shape><v:imagedata src="https://danger.example/a.png" o:href="https://danger.example/b"/>'
        "</v:shape></w:pict></w:r></w:p>"
    )


def embedded_object() -> bytes:
    body = '<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Package" r:id="rIdX"/></w:object></w:r></w:p>'
    return word(body, {"word/embeddings/a.bin": b"danger"}, relationship("oleObject", "embeddings/a.bin"))


def linked_object() -> bytes:
    body = '<w:p><w:r><w:object><o:OLEObject Type="Link" r:id="rIdX"/></w:object></w:r></w:p>'
    return word(body, relationship=relationship("oleObject", "https://danger.example/a", external=True))


def page_of_the_web_inside() -> bytes:
    return word('<w:altChunk r:id="rIdX"/>', {"word/a.html": b"danger"}, relationship("aFChunk", "a.html"))


def control() -> bytes:
    return word(
        '<w:p><w:r><w:control r:id="rIdX"/></w:r></w:p>',
        {"word/activeX/activeX1.xml": b"<danger/>"},
        relationship("control", "activeX/activeX1.xml"),
    )


def macros() -> bytes:
    out = BytesIO(make_docx(["x"]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"danger")
    return out.getvalue()


def program_in_a_field() -> bytes:
    """Word starts what the field names; its name is cut into pieces."""
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (" DDE", "AUTO c:\\danger.exe "))
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return word(f"<w:p>{begin}{pieces}{end}</w:p>")


def program_in_a_field_of_a_field() -> bytes:
    """A harmless field holds the one that starts something."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    return word(
        f"<w:p>{sign('begin')}{code(' IF 1 = 1 ')}{sign('begin')}{code(' DDE danger.exe ')}{sign('end')}{sign('end')}</w:p>"
    )


def program_in_a_field_without_an_end() -> bytes:
    return word(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDEAUTO danger</w:instrText></w:r></w:p>'
    )


def picture_in_a_field() -> bytes:
    return word('<w:p><w:fldSimple w:instr=" INCLUDEPICTURE https://danger.example/a.png "/></w:p>')


def tracked_changes() -> bytes:
    return word('<w:p><w:del w:id="1" w:author="Jane Roe"><w:r><w:delText>danger</w:delText></w:r></w:del></w:p>')


_NAMED = '<w:rStyle w:val="B"/>'
_SECRET = "<w:r><w:rPr>{}</w:rPr><w:t>danger</w:t></w:r>"


def hidden_text() -> bytes:
    return word(f"<w:p>{_SECRET.format('<w:vanish/>')}</w:p>")


def hidden_text_in_a_head() -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = f'<w:hdr xmlns:w="{space}"><w:p>{_SECRET.format("<w:vanish/>")}</w:p></w:hdr>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    types = f'<Override PartName="/word/a.xml" ContentType="{kind}"/>'
    body = '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rIdX"/></w:sectPr></w:pPr></w:p>'
    return word(body, {"word/a.xml": head.encode()}, relationship("header", "a.xml"), types)


def hidden_row() -> bytes:
    return word(
        "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>danger</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )


def _with_styles(styles: str, body: str) -> bytes:
    parts = parts_of(word(body))
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", f"{styles}</w:styles>".encode())
    return zip_of(parts)


def text_hidden_by_a_style() -> bytes:
    """The style says nothing; the one that it is based on hides."""
    styles = (
        '<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="character" w:styleId="A"><w:basedOn w:val="B"/><w:rPr><w:vanish w:val="true"/></w:rPr></w:style>'
    )
    return _with_styles(styles, f"<w:p>{_SECRET.format(_NAMED)}</w:p>")


def text_hidden_by_the_style_of_its_paragraph() -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
    return _with_styles(style, f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>{_SECRET.format("")}</w:p>')


def text_hidden_by_the_style_of_its_table() -> bytes:
    style = (
        '<w:style w:type="table" w:styleId="A"><w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr>'
        "</w:tblStylePr></w:style>"
    )
    cell = f"<w:tc><w:p>{_SECRET.format('')}</w:p></w:tc>"
    return _with_styles(style, f'<w:tbl><w:tblPr><w:tblStyle w:val="A"/></w:tblPr><w:tr>{cell}</w:tr></w:tbl>')


def notes_of_programs_and_editors() -> bytes:
    """Document variables, and the address of who may edit a passage."""
    parts = parts_of(word('<w:p><w:permStart w:id="1" w:ed="danger@example.org"/><w:permEnd w:id="1"/></w:p>'))
    notes = b'<w:docVars><w:docVar w:name="note" w:val="danger"/></w:docVars></w:settings>'
    return zip_of({**parts, "word/settings.xml": parts["word/settings.xml"].replace(b"</w:settings>", notes)})


def head_that_no_page_shows() -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = f'<w:hdr xmlns:w="{space}"><w:p><w:r><w:t>danger</w:t></w:r></w:p></w:hdr>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    types = f'<Override PartName="/word/a.xml" ContentType="{kind}"/>'
    return word("", {"word/a.xml": head.encode()}, relationship("header", "a.xml"), types)


def comments() -> bytes:
    document = Document()
    paragraph = document.add_paragraph("Plain words")
    document.add_comment(paragraph.runs, text="danger", author="Jane Roe", initials="JR")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def made_by_somebody() -> bytes:
    """Properties, the folder of a template, the numbers of sessions, the data of another program."""
    document = Document()
    document.add_paragraph("Plain words")
    document.core_properties.author = document.core_properties.last_modified_by = "danger"
    out = BytesIO()
    document.save(out)
    parts = parts_of(out.getvalue())
    text = parts["word/document.xml"].replace(b"<w:p>", b'<w:p w:rsidR="00DANGER">', 1)
    return zip_of(
        {
            **parts,
            "word/document.xml": text,
            "docProps/app.xml": b"<Properties><Company>danger</Company></Properties>",
            "customXml/item1.xml": b"<danger/>",
            "word/people.xml": b"<danger/>",
        }
    )


def link_into_a_folder() -> bytes:
    return word(
        '<w:p><w:hyperlink r:id="rIdX"><w:r><w:t>Linked words</w:t></w:r></w:hyperlink></w:p>',
        relationship=relationship("hyperlink", "file:///C:/Users/danger/list.xlsx", external=True),
    )


def pdf_at_the_start() -> bytes:
    """Word's archive and the beginning of a PDF in one."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", one_page())
        for name, content in parts_of(make_docx(["x"])).items():
            archive.writestr(name, content)
    return out.getvalue()


def vector_picture_with_a_script() -> bytes:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>danger()</script></svg>'
    types = '<Override PartName="/word/media/a.svg" ContentType="image/svg+xml"/>'
    body = '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="rIdX"/></v:shape></w:pict></w:r></w:p>'
    return word(body, {"word/media/a.svg": svg}, relationship("image", "media/a.svg"), types)
