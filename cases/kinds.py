"""What is said once of each kind of item: beside its model, and read from there by everything that lists or names kinds."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class CitationType:
    """What an item is called by CSL, in RIS (TY) and in BibTeX (the type of the entry)."""

    csl: str
    ris: str
    bibtex: str = "misc"


REPORT = CitationType(csl="report", ris="RPRT")
LEGAL_CASE = CitationType(csl="legal_case", ris="CASE")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ItemKind:
    """A kind of items. What its items say of themselves, and how, is the model's and the functions' that take one.

    Args:
        code: names it in the catalogue, in addresses of searches, of its address pattern, and as a class in the styles.
        prefix: two capitals with which its references begin.
        folder: the first part of the addresses of its items; its index page in the admin has the same, and its demo content.
        label: its name, of one item.
        plural: its name, of several.
        template: shows an item; one of its own fills the blocks of the common one.
        schema_type: its type in schema.org.
        citation: its type for reference managers.
    """

    code: str
    prefix: str
    folder: str
    label: str | Promise
    plural: str | Promise
    template: str = "cases/item.html"
    schema_type: str = "Article"
    citation: CitationType = REPORT
