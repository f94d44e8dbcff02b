"""A report in the form of COUNTER's Global Item Report, release 5.1: the headers and columns, for programs that read it.

It is COUNTER-style and says so: nobody has audited it, and numbers that are too small to be told are not in it.
"""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.conf import settings

from catalogue.citation import permanent_url
from catalogue.spreadsheets import harmless
from publications.models import PublicationPage

from .reading import ReportedItem, ShownReport

METRICS = {
    "total_investigations": "Total_Item_Investigations",
    "total_requests": "Total_Item_Requests",
    "unique_investigations": "Unique_Item_Investigations",
    "unique_requests": "Unique_Item_Requests",
}
# The institution of a report that is about everybody who reads.
WORLD, WORLD_ID = "The World", "0000000000000000"
# Columns that need not be there, which a report that has them names (4.4, table 4.p).
_ATTRIBUTES = ("YOP", "Access_Type", "Access_Method")
_COLUMNS = (
    "Item", "Publisher", "Publisher_ID", "Platform", "DOI", "Proprietary_ID", "ISBN", "Print_ISSN", "Online_ISSN", "URI", "Data_Type",
    *_ATTRIBUTES, "Metric_Type", "Reporting_Period_Total",
)  # fmt: skip
# The exception of a report without an item (appendix F).
_NOTHING, _NOTHING_IN_WORDS = 3030, "No Usage Available for Requested Dates"
_LONGEST_NAMESPACE = 17


def as_json(shown: ShownReport) -> bytes:
    """Return the report as JSON."""
    items = [_item(item) for item in shown.items if _is_told(item)]
    content: dict[str, Any] = {
        "Report_Header": {
            "Report_Name": "Item Report",
            "Report_ID": "IR",
            "Release": "5.1",
            "Institution_Name": WORLD,
            "Institution_ID": {"Proprietary": [f"{_namespace()}:{WORLD_ID}"]},
            "Report_Filters": {"Begin_Date": f"{shown.first}", "End_Date": f"{shown.last}"},
            "Created": f"{shown.made_at:%Y-%m-%dT%H:%M:%SZ}",
            "Created_By": _made_by(shown),
            "Report_Attributes": {"Attributes_To_Show": list(_ATTRIBUTES)},
        },
        "Report_Items": [{"Items": items}] if items else [],
    }
    if not items:
        content["Report_Header"]["Exceptions"] = [{"Code": _NOTHING, "Message": _NOTHING_IN_WORDS}]
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _item(item: ReportedItem) -> dict[str, Any]:
    found: dict[str, Any] = {"Proprietary": f"{_namespace()}:{item.reference}"}
    if item.entry:
        found["URI"] = permanent_url(item.entry)
        if doi := item.entry.facts.get("doi"):
            found["DOI"] = doi
    performance = {
        metric: {f"{month:%Y-%m}": number for month, number in told.items()}
        for figure, metric in METRICS.items()
        if (told := item.told(figure))
    }
    return {
        "Item": _title(item),
        "Publisher": _publisher(item),
        "Platform": settings.SITE_NAME,
        "Item_ID": found,
        "Attribute_Performance": [
            {
                "Data_Type": _data_type(item), "YOP": _year(item), "Access_Type": "Free_To_Read", "Access_Method": "Regular",
                "Performance": performance,
            }
        ],
    }  # fmt: skip


def as_tsv(shown: ShownReport) -> bytes:
    """Return the report as a table with tabs."""
    text, items = StringIO(), [item for item in shown.items if _is_told(item)]
    writer = csv.writer(text, delimiter="\t", lineterminator="\r\n")
    writer.writerows(_head(shown, "" if items else f"{_NOTHING}: {_NOTHING_IN_WORDS}"))
    writer.writerow((*_COLUMNS, *(f"{month:%b-%Y}" for month in shown.months)))
    for item in items:
        writer.writerows(_lines(item, shown))
    return ("\ufeff" + text.getvalue()).encode()


def _head(shown: ShownReport, exceptions: str) -> list[tuple[str, ...]]:
    return [
        ("Report_Name", "Item Report"),
        ("Report_ID", "IR"),
        ("Release", "5.1"),
        ("Institution_Name", WORLD),
        ("Institution_ID", f"{_namespace()}:{WORLD_ID}"),
        ("Metric_Types", "; ".join(METRICS.values())),
        ("Report_Filters", ""),
        ("Report_Attributes", f"Attributes_To_Show={'|'.join(_ATTRIBUTES)}"),
        ("Exceptions", exceptions),
        ("Reporting_Period", f"Begin_Date={shown.first}; End_Date={shown.last}"),
        ("Created", f"{shown.made_at:%Y-%m-%dT%H:%M:%SZ}"),
        ("Created_By", _made_by(shown)),
        ("Registry_Record", ""),
        (),
    ]


def _lines(item: ReportedItem, shown: ShownReport) -> Iterator[tuple[Any, ...]]:
    doi = item.entry.facts.get("doi", "") if item.entry else ""
    uri = permanent_url(item.entry) if item.entry else ""
    for figure, metric in METRICS.items():
        told = item.told(figure)
        if not told:
            continue
        described = (
            _title(item), _publisher(item), "", settings.SITE_NAME, doi, f"{_namespace()}:{item.reference}", "", "", "",
            uri, _data_type(item), _year(item), "Free_To_Read", "Regular", metric, item.sums[figure],
        )  # fmt: skip
        texts = (_one_line(cell) if isinstance(cell, str) else cell for cell in described)
        yield (*texts, *(told.get(month, "") for month in shown.months))


def _is_told(item: ReportedItem) -> bool:
    return bool(item.reference) and any(item.told(figure) for figure in METRICS)


def _made_by(shown: ShownReport) -> str:
    """Return who made it, and what a reader has to know: COUNTER has no other place for words of one's own."""
    smallest = settings.USAGE_SMALLEST_SHOWN
    editions = "; all editions of a publication are counted together" if shown.note else ""
    return f"{settings.SITE_NAME} (COUNTER-style, not audited; numbers below {smallest} are not told{editions})"


def _namespace() -> str:
    """Return the name of the platform as identifiers begin with it: up to 17 letters and digits, a letter first."""
    letters = "".join(one for one in settings.SITE_NAME.lower() if one.isascii() and one.isalnum())
    name = letters.lstrip("0123456789")[:_LONGEST_NAMESPACE]
    return name if len(name) > 1 else "casebook"


def _title(item: ReportedItem) -> str:
    return item.entry.title if item.entry else f"No longer shared: {item.reference}"


def _publisher(item: ReportedItem) -> str:
    organisation = item.entry.organisation if item.entry else None
    return organisation.name if organisation else ""


def _data_type(item: ReportedItem) -> str:
    return "Report" if item.kind == PublicationPage.kind.code else "Other"


def _year(item: ReportedItem) -> str:
    return f"{item.year:04}" if item.year else "0001"


def _one_line(cell: str) -> str:
    """Return a cell that breaks neither the table nor, opened in a spreadsheet, becomes a formula."""
    return harmless(" ".join(cell.split()))
