"""Takes out of a PDF what acts by itself, and what tells who made it; refuses what would be missed.

Kept are pages, bookmarks, links to addresses and places, and what marks them for screen readers. The value of each key is
looked at wherever it stands, so that an action is found in places where no program should look for one.
"""

from collections.abc import Set as AbstractSet

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, explicit_conversion

from .answers import Refused
from .picture_metadata import without_metadata

# Table 28 of ISO 32000-1, less what acts or names people.
_CATALOG = frozenset(
    [
        "/Type",
        "/Pages",
        "/PageLabels",
        "/Names",
        "/Dests",
        "/Outlines",
        "/PageLayout",
        "/Lang",
        "/MarkInfo",
        "/StructTreeRoot",
        "/OCProperties",
    ]
)
# Table 30 and what it inherits, less articles (which name their author) and what acts or belongs to programs.
_PAGE = frozenset(
    [
        "/Type",
        "/Parent",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
        "/BoxColorInfo",
        "/Contents",
        "/Rotate",
        "/Group",
        "/Annots",
        "/StructParents",
        "/Tabs",
        "/UserUnit",
        "/Dur",
        "/VP",
    ]
)
# Action types (ISO 32000-1, table 198) that stay: they lead to an address, or to a place in the same file.
_KEPT_ACTIONS = frozenset({"/GoTo", "/URI"})
_ACTIONS = frozenset(
    [
        "/GoToR",
        "/GoToE",
        "/GoToDp",
        "/Launch",
        "/Thread",
        "/Sound",
        "/Movie",
        "/Hide",
        "/Named",
        "/SubmitForm",
        "/ResetForm",
        "/ImportData",
        "/JavaScript",
        "/SetOCGState",
        "/Rendition",
        "/Trans",
        "/GoTo3DView",
        "/RichMediaExecute",
    ]
)
_ADDRESSES = ("http://", "https://", "mailto:")
# What no object keeps: actions on events, files, private data of programs, who changed it when, and its own XMP.
_REMOVED = frozenset(
    [
        "/AA",
        "/AF",
        "/EF",
        "/JS",
        "/PieceInfo",
        "/Metadata",
        "/LastModified",
        "/OPI",
        "/Alternates",
        "/XFA",
        "/RichMediaContent",
        "/Ref",
        "/Thumb",
        "/CreatorInfo",
        "/Creator",
        "/User",
    ]
)
_WITH_CONTENT = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
_COMMENTS = frozenset({"/Text", "/Caret"})
_MARKS = frozenset(
    [
        "/Highlight",
        "/Underline",
        "/Squiggly",
        "/StrikeOut",
        "/Ink",
        "/Square",
        "/Circle",
        "/Line",
        "/Polygon",
        "/PolyLine",
        "/Redact",
    ]
)
# What a link keeps, and what is taken from annotations that no page shows any more but a structure still names.
_OF_LINKS = frozenset(
    ["/Type", "/Subtype", "/Rect", "/A", "/Dest", "/Border", "/C", "/BS", "/QuadPoints", "/F", "/StructParent"]
)
_OF_AUTHORS = frozenset(
    ["/T", "/Contents", "/RC", "/Subj", "/NM", "/M", "/CreationDate", "/V", "/DV", "/Popup", "/IRT", "/Parent"]
)
# Dictionaries without one of these keys hold nothing to take out.
_LOOKED_AT = _REMOVED | {"/S", "/Rect", "/Filter"}
# A photograph inside is the file of the camera, with place and maker.
_JPEG = "/DCTDecode"


@explicit_conversion()
def clean(pdf: pikepdf.Pdf) -> None:
    """Clean an open PDF.

    Raises:
        Refused: it holds attachments, sound or moving pictures, a form of the kind XFA, or comments.
    """
    root = pdf.Root
    _refuse_attachments(root)
    for page in pdf.pages:
        _refuse_annotations(page.obj)
    # What somebody wrote into a form, or marked, becomes a part of the page.
    pdf.flatten_annotations("all")
    for page in pdf.pages:
        _keep_links(page.obj)
        for key in set(page.obj.keys()) - _PAGE:
            del page.obj[key]
    for key in set(root.keys()) - _CATALOG:
        del root[key]
    names = root.get(Name.Names)
    if names is not None:
        places = names.get(Name.Dests) if isinstance(names, Dictionary) else None
        root[Name.Names] = Dictionary() if places is None else Dictionary(Dests=places)
    if Name.Info in pdf.trailer:
        del pdf.trailer[Name.Info]
    for held in pdf.objects:
        _sweep_all(held)


def _refuse_attachments(root: Object) -> None:
    names = root.get(Name.Names)
    if isinstance(names, Dictionary) and _has_entries(names.get(Name.EmbeddedFiles)):
        raise Refused("pdf_attachments")
    if Name.Collection in root:
        raise Refused("pdf_attachments")
    form = root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form:
        raise Refused("pdf_xfa")


def _has_entries(tree: Object | None) -> bool:
    """Whether a name tree names anything; an empty one is left behind by programs that took the files out."""
    return isinstance(tree, Dictionary) and any(
        isinstance(tree.get(key), Array) and len(tree[key]) for key in (Name.Names, Name.Kids)
    )


def _annotations(page: Object) -> list[Object]:
    annotations = page.get(Name.Annots)
    return [one for one in annotations if isinstance(one, Dictionary)] if isinstance(annotations, Array) else []


def _kind(annotation: Object) -> str:
    return str(annotation.get(Name.Subtype, ""))


def _refuse_annotations(page: Object) -> None:
    for annotation in _annotations(page):
        kind = _kind(annotation)
        if kind in _WITH_CONTENT:
            raise Refused("pdf_attachments")
        written = str(annotation.get(Name.Contents, "")).strip()
        if kind in _COMMENTS or (kind in _MARKS and written):
            raise Refused("pdf_comments")


def _keep_links(page: Object) -> None:
    """Keep the links of a page, each with what makes it a link and nothing else."""
    links = [one for one in _annotations(page) if _kind(one) == "/Link" and Name.Rect in one]
    for link in links:
        for key in set(link.keys()) - _OF_LINKS:
            del link[key]
    if links:
        page[Name.Annots] = Array(links)
    elif Name.Annots in page:
        del page[Name.Annots]


def _sweep_all(held: Object) -> None:
    """Sweep an object and what stands directly inside it. Other objects of the file come by themselves."""
    stack = [held]
    while stack:
        found = stack.pop()
        if isinstance(found, Array):
            inside = list(found)
        else:
            entries = found.stream_dict if isinstance(found, Stream) else found
            if not isinstance(entries, Dictionary):
                continue
            keys = entries.keys()
            if not _LOOKED_AT.isdisjoint(keys):
                _sweep(found, keys)
            inside = list(entries.values())
        stack += [one for one in inside if isinstance(one, (Dictionary, Array)) and not one.is_indirect]


def _sweep(found: Object, keys: AbstractSet[str]) -> None:
    for key in keys & _REMOVED:
        del found[key]
    if "/Rect" in keys and "/Subtype" in keys and _kind(found) != "/Link":
        for key in keys & _OF_AUTHORS:
            del found[key]
    kind = str(found[Name.S]) if "/S" in keys else ""
    if kind in _ACTIONS or (kind == "/URI" and not _is_address(found.get(Name.URI))):
        # An action of no type does nothing.
        for key in set(found.keys()):
            del found[key]
    elif kind in _KEPT_ACTIONS and "/Next" in keys:
        del found[Name.Next]
    if isinstance(found, Stream) and _filters(found)[-1:] == [_JPEG]:
        _clean_picture(found)


def _is_address(address: Object | None) -> bool:
    return address is not None and str(address).strip().lower().startswith(_ADDRESSES)


def _filters(stream: Stream) -> list[str]:
    filters = stream.get(Name.Filter)
    return [str(one) for one in filters] if isinstance(filters, Array) else [str(filters or "")]


def _clean_picture(stream: Stream) -> None:
    raw = _jpeg_of(stream)
    cleaned = without_metadata(raw)
    if cleaned != raw:
        settings = stream.get(Name.DecodeParms)
        last = settings[-1] if isinstance(settings, Array) and len(settings) else settings
        stream.write(cleaned, filter=Name(_JPEG), decode_parms=last if isinstance(last, Dictionary) else None)


def _jpeg_of(stream: Stream) -> bytes:
    """Return the file of the camera, unpacked where some program has packed it once more."""
    raw, outer = stream.read_raw_bytes(), _filters(stream)[:-1]
    if not outer:
        return raw
    with pikepdf.new() as scratch:
        packed = scratch.make_stream(raw)
        packed.write(raw, filter=Array([Name(one) for one in outer]))
        return packed.read_bytes()
