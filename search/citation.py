"""How an entry is cited: one description in the terms of CSL (Citation Style Language), and the formats made of it.

RIS: https://en.wikipedia.org/wiki/RIS_(file_format); BibTeX: the standard entry types; CSL-JSON: the schema of
citationstyles.org, version 1.0.2.
"""

import json
import re
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.characters import clean_line

from .models import CatalogueEntry, ItemKind

_CSL_TYPES = {
    ItemKind.CASE_STUDY: "report",
    ItemKind.COURT_CASE: "legal_case",
    ItemKind.ADVOCACY_OUTCOME: "report",
    ItemKind.PUBLICATION: "report",
}
_RIS_TYPES = {"legal_case": "CASE", "report": "RPRT"}
_BIBTEX_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def author_names(entry: CatalogueEntry) -> list[str]:
    """Return who is cited as the author: the authors of a publication, else the organisation, named or not."""
    if authors := entry.facts.get("authors"):
        return [clean_line(name) for name in authors]
    if entry.kind == ItemKind.COURT_CASE and entry.facts.get("court"):
        return [clean_line(entry.facts["court"])]
    return [clean_line(entry.organisation.name) if entry.organisation else _("A member of the network")]


def permanent_url(entry: CatalogueEntry) -> str:
    """Return the address by reference, which stays when a title changes."""
    return f"{settings.SITE_URL}/{entry.reference}"


def csl(entry: CatalogueEntry) -> dict[str, Any]:
    """Return the entry as a CSL-JSON item."""
    item: dict[str, Any] = {
        "id": entry.reference,
        "type": _CSL_TYPES[ItemKind(entry.kind)],
        "title": clean_line(entry.title),
        "author": [{"literal": name} for name in author_names(entry)],
        "container-title": settings.SITE_NAME,
        "number": entry.reference,
        "URL": permanent_url(entry),
        "language": entry.language,
    }
    if entry.year:
        item["issued"] = {"date-parts": [[entry.year]]}
    if citation := entry.facts.get("citation"):
        item["references"] = clean_line(citation)
    return item


def citation_text(entry: CatalogueEntry) -> str:
    """Return the citation as a sentence."""
    names = "; ".join(author_names(entry))
    year = f" ({entry.year})" if entry.year else ""
    detail = f" {entry.facts['citation']}." if entry.facts.get("citation") else ""
    title = entry.title if entry.title.endswith((".", "?", "!")) else f"{entry.title}."
    return f"{names}{year}. {title}{detail} {settings.SITE_NAME}, {entry.reference}. {permanent_url(entry)}"


def ris_record(entry: CatalogueEntry) -> str:
    """Return the entry in RIS."""
    item = csl(entry)
    lines = [("TY", _RIS_TYPES[item["type"]]), ("TI", item["title"])]
    lines += [("AU", author["literal"]) for author in item["author"]]
    if entry.year:
        lines.append(("PY", str(entry.year)))
    lines += [("T2", item["container-title"]), ("M1", item["number"]), ("LA", item["language"])]
    lines += [("AB", entry.summary), ("UR", item["URL"]), ("ER", "")]
    return "".join(f"{tag}  - {_one_line(text)}\r\n" for tag, text in lines)


def bibtex(entry: CatalogueEntry) -> str:
    """Return the entry in BibTeX; the text is UTF-8."""
    item = csl(entry)
    fields = {
        "title": "{" + _bibtex_text(item["title"]) + "}",
        # Braces around a name keep an organisation from being cut into first and last name.
        "author": " and ".join("{" + _bibtex_text(author["literal"]) + "}" for author in item["author"]),
        "year": str(entry.year or ""),
        "howpublished": _bibtex_text(item["container-title"]),
        "number": item["number"],
        "url": item["URL"],
        "language": item["language"],
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{entry.reference},\n{body}\n}}\n"


def csl_json(entry: CatalogueEntry) -> str:
    """Return the entry as a CSL-JSON list of one item."""
    return json.dumps([csl(entry)], ensure_ascii=False, indent=2)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", clean_line(text)).strip()


def _bibtex_text(text: str) -> str:
    return "".join(_BIBTEX_SPECIAL.get(character, character) for character in _one_line(text))
