"""What a page says to machines: schema.org, Open Graph and the `citation_*` tags that scholarly indexes read."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.characters import clean_line, clean_text
from accounts.countries import country_name
from cases.codes.sharing import Audience
from cases.models import CourtCasePage, SharedItem
from catalogue.authors import Author, AuthorKind, authors_of
from catalogue.citation import author_names, permanent_url
from catalogue.models import CatalogueEntry
from publications.codes import LICENCE_URLS
from publications.doi import doi_url
from publications.models import PublicationPage


@dataclass(slots=True)
class MetaTag:
    """A <meta> tag; Open Graph's have a property, all others a name."""

    name: str
    content: str
    is_property: bool = False


def schema_org(
    entry: CatalogueEntry, item: SharedItem, topics: list[str], organisations: Collection[str]
) -> dict[str, Any]:
    """Return the schema.org description (https://schema.org/Article, https://schema.org/Report).

    Args:
        entry: the item's entry.
        item: the item.
        topics: the labels of its topics.
        organisations: the names of the organisations of the network.
    """
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": item.kind.schema_type,
        "@id": permanent_url(entry),
        "url": f"{settings.SITE_URL}{entry.get_absolute_url()}",
        "identifier": entry.reference,
        "name": clean_line(entry.title),
        "headline": clean_line(entry.title)[:110],
        "abstract": clean_text(entry.summary),
        "inLanguage": entry.language,
        "datePublished": timezone.localdate(entry.published_at).isoformat(),
        "dateModified": timezone.localdate(entry.updated_at).isoformat(),
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.SITE_URL},
        "author": [_author(author) for author in authors_of(entry, organisations)],
    }
    if topics:
        described["about"] = [{"@type": "DefinedTerm", "name": label} for label in topics]
    if entry.countries:
        described["contentLocation"] = [
            {"@type": "Country", "name": country_name(code), "identifier": code} for code in entry.countries
        ]
    if isinstance(item, CourtCasePage) and item.ecli:
        described["sameAs"] = [item.source] if item.source else []
        described["identifier"] = [entry.reference, item.ecli]
    if isinstance(item, PublicationPage):
        described |= _of_publication(entry, item)
    return described


def _of_publication(entry: CatalogueEntry, item: PublicationPage) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if entry.organisation:
        found["publisher"] = {"@type": "Organization", "name": clean_line(entry.organisation.name)}
    if item.doi:
        found |= {"identifier": [entry.reference, doi_url(item.doi)], "sameAs": [doi_url(item.doi)]}
    if item.licence in LICENCE_URLS:
        found["license"] = LICENCE_URLS[item.licence]
    return found


def _author(author: Author) -> dict[str, str] | str:
    """Return an author; one of whom it is not known what it is stays a text, so that nothing wrong is said."""
    match author.kind:
        case AuthorKind.PERSON:
            name = f"{author.given} {author.family}"
            return {"@type": "Person", "name": name, "givenName": author.given, "familyName": author.family}
        case AuthorKind.ORGANISATION:
            return {"@type": "Organization", "name": author.name}
    return author.name


def meta_tags(entry: CatalogueEntry, pdf_url: str = "", cover_url: str = "") -> list[MetaTag]:
    """Return the tags of an item's page.

    Args:
        entry: the item's entry.
        pdf_url: the path of a publication's first PDF file.
        cover_url: the path of its cover. It is told of an item that everybody may read: who fetches it has no account.
    """
    tags = [
        MetaTag("description", entry.summary),
        MetaTag("og:type", "article", is_property=True),
        MetaTag("og:title", entry.title, is_property=True),
        MetaTag("og:description", entry.summary, is_property=True),
        MetaTag("og:url", f"{settings.SITE_URL}{entry.get_absolute_url()}", is_property=True),
        MetaTag("og:site_name", settings.SITE_NAME, is_property=True),
    ]
    if cover_url and entry.audience == Audience.PUBLIC:
        tags.append(MetaTag("og:image", f"{settings.SITE_URL}{cover_url}", is_property=True))
    return [*tags, *_for_scholarly_indexes(entry, pdf_url)] if entry.in_web_search else tags


def _for_scholarly_indexes(entry: CatalogueEntry, pdf_url: str) -> list[MetaTag]:
    """Return the tags that only programs read which list what they find."""
    tags = [
        MetaTag("citation_title", entry.title),
        *[MetaTag("citation_author", name) for name in author_names(entry)],
        MetaTag("citation_language", entry.language),
        MetaTag("citation_technical_report_number", entry.reference),
    ]
    if entry.year:
        tags.append(MetaTag("citation_publication_date", str(entry.year)))
    if doi := entry.facts.get("doi"):
        tags.append(MetaTag("citation_doi", doi))
    if pdf_url:
        tags.append(MetaTag("citation_pdf_url", f"{settings.SITE_URL}{pdf_url}"))
    return tags
