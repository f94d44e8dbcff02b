"""How an entry is cited: one description in the terms of CSL (Citation Style Language), and the formats made of it.

RIS: https://en.wikipedia.org/wiki/RIS_(file_format); BibTeX: the standard entry types; CSL-JSON: the schema of
citationstyles.org, version 1.0.2. The fields of a judgment are those in which EndNote and Zotero keep them; `date` is biblatex's.
"""

import json
import re
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.characters import clean_line
from cases.kinds import CitationType
from cases.models import CourtCasePage
from publications.codes import LICENCE_URLS, Licence
from publications.models import PublicationPage

from .authors import Author, AuthorKind, authors_of
from .kinds import MODEL_BY_KIND
from .models import CatalogueEntry

_BIBTEX_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


# The names of months that every style of BibTeX knows.
_BIBTEX_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def citation_type(entry: CatalogueEntry) -> CitationType:
    """Return what reference managers take the entry for."""
    return MODEL_BY_KIND[entry.kind].kind.citation


def author_names(entry: CatalogueEntry) -> list[str]:
    """Return the names of who is cited as the author."""
    return [author.name for author in authors_of(entry)]


def permanent_url(entry: CatalogueEntry) -> str:
    """Return the address by reference, which stays when a title changes."""
    return f"{settings.SITE_URL}/{entry.reference}"


def csl(entry: CatalogueEntry) -> dict[str, Any]:
    """Return the entry as a CSL-JSON item."""
    item: dict[str, Any] = {
        "id": entry.reference,
        "type": citation_type(entry).csl,
        "title": clean_line(entry.title),
        "author": [_csl_name(author) for author in authors_of(entry)],
        "container-title": settings.SITE_NAME,
        "URL": permanent_url(entry),
        "language": entry.language,
    }
    if entry.year:
        item["issued"] = {"date-parts": [[entry.year]]}
    if citation := entry.facts.get("citation"):
        item["references"] = clean_line(citation)
    if entry.kind == PublicationPage.kind.code:
        item |= _csl_of_publication(entry)
    if entry.kind == CourtCasePage.kind.code:
        return item | _csl_of_judgment(entry)
    return item | {"number": entry.reference}


def _csl_name(author: Author) -> dict[str, str]:
    if author.kind == AuthorKind.PERSON:
        return {"family": author.family, "given": author.given}
    return {"literal": author.name}


def _csl_of_publication(entry: CatalogueEntry) -> dict[str, str]:
    """Return who published it, the licence and the DOI, as far as there is one."""
    licence = entry.facts.get("licence", "")
    found = {
        "publisher": clean_line(entry.organisation.name) if entry.organisation else "",
        "license": LICENCE_URLS.get(licence) or str(dict(Licence.choices).get(licence, "")),
        "DOI": entry.facts.get("doi", ""),
    }
    return {name: value for name, value in found.items() if value}


def _csl_of_judgment(entry: CatalogueEntry) -> dict[str, Any]:
    """Return the court, its case numbers, the day of the decision and the ECLI, as far as they are known."""
    decided = _decided(entry)
    found = {
        "authority": clean_line(entry.facts.get("court", "")),
        "number": clean_line(", ".join(entry.facts.get("case_numbers", ()))),
        "issued": {"date-parts": [[decided.year, decided.month, decided.day]]} if decided else {},
        "note": entry.facts.get("ecli", ""),
        # The number of a judgment is that of the court; ours says where it is kept.
        "call-number": entry.reference,
    }
    return {name: value for name, value in found.items() if value}


def _decided(entry: CatalogueEntry) -> date | None:
    """Return the day of a decision."""
    day = entry.facts.get("decided")
    return date.fromisoformat(day) if day else None


def citation_text(entry: CatalogueEntry) -> str:
    """Return the citation as a sentence."""
    if entry.kind == CourtCasePage.kind.code:
        return f"{_judgment_text(entry)}. {settings.SITE_NAME}, {entry.reference}. {permanent_url(entry)}"
    names = "; ".join(author_names(entry))
    year = f" ({entry.year})" if entry.year else ""
    title = entry.title if entry.title.endswith((".", "?", "!")) else f"{entry.title}."
    return f"{names}{year}. {title} {settings.SITE_NAME}, {entry.reference}. {permanent_url(entry)}"


def _judgment_text(entry: CatalogueEntry) -> str:
    """Return a judgment as lawyers cite it: court, date, title with its neutral citation, case number, ECLI."""
    decided, numbers = _decided(entry), entry.facts.get("case_numbers", ())
    number = ngettext("no. %(numbers)s", "nos. %(numbers)s", len(numbers)) % {"numbers": ", ".join(numbers)}
    parts = [
        "; ".join(author_names(entry)),
        date_format(decided) if decided else str(entry.year or ""),
        " ".join(text for text in (entry.title, entry.facts.get("citation")) if text),
        number if numbers else "",
        entry.facts.get("ecli", ""),
    ]
    return clean_line(", ".join(part for part in parts if part)).removesuffix(".")


def ris_record(entry: CatalogueEntry) -> str:
    """Return the entry in RIS."""
    item = csl(entry)
    lines = [("TY", citation_type(entry).ris), ("TI", item["title"])]
    lines += [("TT", translation.title)] if (translation := entry.translation) else []
    lines += [("AU", name) for name in author_names(entry)]
    if entry.year:
        lines.append(("PY", str(entry.year)))
    if decided := _decided(entry):
        lines.append(("DA", f"{decided:%Y/%m/%d}"))
    lines += [("T2", item["container-title"]), ("M1", entry.reference), ("LA", item["language"])]
    lines += [
        (tag, item[name]) for tag, name in (("PB", "publisher"), ("PB", "authority"), ("DO", "DOI")) if name in item
    ]
    if numbers := entry.facts.get("case_numbers"):
        lines.append(("SV", ", ".join(numbers)))
    lines += [("N1", note) for note in _notes(item)]
    lines += [("AB", entry.summary), ("UR", item["URL"]), ("ER", "")]
    return "".join(f"{tag}  - {_one_line(text)}\r\n" for tag, text in lines)


def _notes(item: dict[str, Any]) -> list[str]:
    """Return what neither RIS nor BibTeX has a field for: neutral citation and ECLI of a judgment, the licence of a publication."""
    licence = [f"{_('Licence:')} {item['license']}"] if "license" in item else []
    return [*(item[name] for name in ("references", "note") if name in item), *licence]


def bibtex(entry: CatalogueEntry) -> str:
    """Return the entry in BibTeX; the text is UTF-8."""
    item, decided = csl(entry), _decided(entry)
    fields = {
        "title": "{" + _bibtex_text(item["title"]) + "}",
        # Braces around a name keep it from being cut into first and last name where it is not known to be a person's.
        "author": " and ".join(map(_bibtex_name, authors_of(entry))),
        "year": str(entry.year or ""),
        "date": decided.isoformat() if decided else "",
        "howpublished": _bibtex_text(item["container-title"]),
        "number": _bibtex_text(item.get("number", "")),
        "institution": _bibtex_text(item.get("authority", "")),
        "publisher": _bibtex_text(item.get("publisher", "")),
        "doi": item.get("DOI", ""),
        "note": _bibtex_text(". ".join(_notes(item))),
        "url": item["URL"],
        "language": item["language"],
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    if decided:
        # Without braces: with them it would be a text and no month.
        body += f",\n  month = {_BIBTEX_MONTHS[decided.month - 1]}"
    return f"@{citation_type(entry).bibtex}{{{entry.reference},\n{body}\n}}\n"


def _bibtex_name(author: Author) -> str:
    if author.kind == AuthorKind.PERSON:
        return f"{_bibtex_text(author.family)}, {_bibtex_text(author.given)}"
    return "{" + _bibtex_text(author.name) + "}"


def csl_json(entry: CatalogueEntry) -> str:
    """Return the entry as a CSL-JSON list of one item."""
    return json.dumps([csl(entry)], ensure_ascii=False, indent=2)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", clean_line(text)).strip()


def _bibtex_text(text: str) -> str:
    return "".join(_BIBTEX_SPECIAL.get(character, character) for character in _one_line(text))
