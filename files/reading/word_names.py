"""The names of Office Open XML (ECMA-376) by which a Word file is cleaned: what is kept, what is dropped, what is refused."""

import re

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MICROSOFT = "http://schemas.microsoft.com/office/"

MAIN = f"{_OFFICE}officeDocument"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
COMMENTS = f"{_OFFICE}comments"
HYPERLINK = f"{_OFFICE}hyperlink"
IMAGE = f"{_OFFICE}image"
# Parts that make what is read; each is cleaned and followed.
KEPT_PARTS = frozenset(
    {
        *(
            _OFFICE + name
            for name in [
                "styles",
                "settings",
                "fontTable",
                "theme",
                "numbering",
                "footnotes",
                "endnotes",
                "header",
                "footer",
                "image",
                "chart",
                "chartUserShapes",
                "themeOverride",
                "diagramData",
                "diagramLayout",
                "diagramQuickStyle",
                "diagramColors",
            ]
        ),
        f"{_MICROSOFT}2007/relationships/stylesWithEffects",
        f"{_MICROSOFT}2007/relationships/diagramDrawing",
        f"{_MICROSOFT}2011/relationships/chartStyle",
        f"{_MICROSOFT}2011/relationships/chartColorStyle",
    }
)
STYLES = frozenset({f"{_OFFICE}styles", f"{_MICROSOFT}2007/relationships/stylesWithEffects"})
# Parts that are seen only where the part before them names their relationship.
SHOWN_PARTS = frozenset({f"{_OFFICE}header", f"{_OFFICE}footer", IMAGE})
# What runs, or brings another file along: people would miss it, so it is not taken out without a word.
REFUSED_PARTS = {
    **dict.fromkeys([f"{_MICROSOFT}2006/relationships/vbaProject"], "word_macros"),
    **dict.fromkeys(
        [
            *(_OFFICE + name for name in ("oleObject", "control", "aFChunk", "subDocument", "frame", "video", "audio")),
            f"{_MICROSOFT}2007/relationships/media",
        ],
        "word_embedded",
    ),
}
REFUSED_ELEMENTS = {
    **dict.fromkeys(
        [
            *(WORD + name for name in ("object", "control", "altChunk", "subDoc", "movie")),
            "{urn:schemas-microsoft-com:office:office}OLEObject",
        ],
        "word_embedded",
    ),
    **dict.fromkeys(
        [
            WORD + name
            for name in [
                "ins",
                "del",
                "moveFrom",
                "moveTo",
                "rPrChange",
                "pPrChange",
                "sectPrChange",
                "tblPrChange",
                "tblGridChange",
                "tcPrChange",
                "trPrChange",
                "tblPrExChange",
                "numberingChange",
                "cellIns",
                "cellDel",
                "cellMerge",
            ]
        ],
        "word_changes",
    ),
    **dict.fromkeys([WORD + "comment"], "word_comments"),
}
# Left out of every part: the template somebody used, with their folder; mail merges; the numbers of editing sessions; what
# programs noted; who may edit which passage, by address; what belongs to parts that are dropped.
DROPPED_ELEMENTS = frozenset(
    {
        *(
            WORD + name
            for name in [
                "attachedTemplate",
                "mailMerge",
                "rsids",
                "saveThroughXslt",
                "documentProtection",
                "writeProtection",
                "attachedSchema",
                "embedRegular",
                "embedBold",
                "embedItalic",
                "embedBoldItalic",
                "embedTrueTypeFonts",
                "saveSubsetFonts",
                "trackRevisions",
                "commentRangeStart",
                "commentRangeEnd",
                "commentReference",
                "docVars",
                "permStart",
                "permEnd",
                "dataBinding",
                "printerSettings",
            ]
        ),
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}externalData",
    }
)
# VML loads pictures from these addresses without a relationship.
DROPPED_ATTRIBUTES = frozenset(
    {
        "{urn:schemas-microsoft-com:office:office}href",
        "{urn:schemas-microsoft-com:office:office}althref",
        "src",
        WORD + "author",
        WORD + "initials",
    }
)
SESSION_NUMBER = WORD + "rsid"
# Fields that fetch, start or ask something when Word opens the file or its fields are renewed (ECMA-376 part 1, 17.16.5).
ACTING_FIELDS = re.compile(
    r"\s*(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|LINK|EMBED|IMPORT|RD|DATABASE|MACROBUTTON)\b", re.IGNORECASE
)
KEPT_LINKS = ("http://", "https://", "mailto:", "#")
