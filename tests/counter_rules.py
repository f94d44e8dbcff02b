"""What COUNTER 5.1 says of the form of a Global Item Report, as checks: each returns what is wrong.

The numbers in brackets are those of the Code of Practice; "API" is its specification of JSON (3.2: reports in JSON comply with it).
"""

import csv
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

# 4.4, table 4.o: the names and their order; row 14 is empty.
HEADER = (
    "Report_Name", "Report_ID", "Release", "Institution_Name", "Institution_ID", "Metric_Types", "Report_Filters",
    "Report_Attributes", "Exceptions", "Reporting_Period", "Created", "Created_By", "Registry_Record",
)  # fmt: skip
# 4.4, table 4.p: what an item report has, and what it may have if the header names it.
COLUMNS = (
    "Item", "Publisher", "Publisher_ID", "Platform", "Authors", "Publication_Date", "Article_Version", "DOI", "Proprietary_ID",
    "ISBN", "Print_ISSN", "Online_ISSN", "URI", "Data_Type", "YOP", "Access_Type", "Access_Method", "Metric_Type",
    "Reporting_Period_Total",
)  # fmt: skip
ATTRIBUTES = {"Authors", "Publication_Date", "Article_Version", "YOP", "Access_Type", "Access_Method"}
METRICS = {f"{kind}_Item_{what}" for kind in ("Total", "Unique") for what in ("Investigations", "Requests")}
DATA_TYPES = {
    "Article", "Audiovisual", "Book_Segment", "Conference_Item", "Database_Full_Item", "Dataset", "Image", "Interactive_Resource",
    "Multimedia", "News_Item", "Other", "Patent", "Reference_Item", "Report", "Software", "Sound", "Standard",
    "Thesis_or_Dissertation", "Unspecified",
}  # fmt: skip
# API: Organization_ID, Item_ID, Counts.
PROPRIETARY = re.compile(r"[a-zA-Z][a-zA-Z0-9_./]{0,15}[a-zA-Z0-9]:.+")
DOI = re.compile(r"10\.[1-9][0-9]{2}[0-9.]*/.+")
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
# Appendix F; 3.2: code and words are as they stand there.
NO_USAGE = (3030, "No Usage Available for Requested Dates")


def faults_in_json(report: dict[str, Any]) -> list[str]:
    """Return what is wrong in a report in JSON."""
    header, parents = report["Report_Header"], report["Report_Items"]
    items = [item for parent in parents for item in parent["Items"]]
    found = list(_faults_in_header(header, bool(items)))
    if set(report) != {"Report_Header", "Report_Items"} or any(not parent["Items"] for parent in parents):
        found.append("parts")
    shown = set(header["Report_Attributes"]["Attributes_To_Show"])
    for item in items:
        found += _faults_in_item(item, shown)
    return found


def _faults_in_header(header: dict[str, Any], has_items: bool) -> Iterator[str]:
    """API: Base_Report_Header; 3.2.1, table 3.f."""
    known = {*HEADER} - {"Metric_Types", "Reporting_Period"}
    if set(header) - known or known - set(header) - {"Exceptions", "Registry_Record"}:
        yield "header: names"
    fixed = {"Report_Name": "Item Report", "Report_ID": "IR", "Release": "5.1", "Institution_Name": "The World"}
    yield from (f"header: {name}" for name, value in fixed.items() if header.get(name) != value)
    if [one.partition(":")[2] for one in header["Institution_ID"]["Proprietary"]] != ["0" * 16]:
        yield "header: the institution of a report to the world"
    yield from (
        "header: namespace" for one in header["Institution_ID"]["Proprietary"] if not PROPRIETARY.fullmatch(one)
    )
    if not set(header["Report_Attributes"]["Attributes_To_Show"]) <= ATTRIBUTES:
        yield "header: attributes"
    if [(one["Code"], one["Message"]) for one in header.get("Exceptions", ())] != ([] if has_items else [NO_USAGE]):
        yield "header: exceptions"
    filters = header["Report_Filters"]
    if not _are_whole_months(filters["Begin_Date"], filters["End_Date"]):
        yield "header: months"
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", header["Created"]):
        yield "header: created"


def _faults_in_item(item: dict[str, Any], shown: set[str]) -> Iterator[str]:
    """API: Item_Report_Item."""
    if not {"Item", "Publisher", "Platform"} <= set(item) or not item["Item_ID"] or len(item["Platform"]) < 2:
        yield "item: names"
    if not PROPRIETARY.fullmatch(item["Item_ID"].get("Proprietary", "P1:1")):
        yield "item: namespace"
    if not DOI.fullmatch(item["Item_ID"].get("DOI", "10.1234/1")):
        yield "item: DOI"
    for one in item["Attribute_Performance"]:
        yield from _faults_in_performance(one, shown)


def _faults_in_performance(one: dict[str, Any], shown: set[str]) -> Iterator[str]:
    """API: IR_Attribute_Performance, IR_Performance, Counts."""
    if set(one) != {"Data_Type", "Performance", *shown}:
        yield "item: attributes that the header does not name"
    if one["Data_Type"] not in DATA_TYPES or one["Access_Type"] != "Free_To_Read" or one["Access_Method"] != "Regular":
        yield "item: values"
    if not re.fullmatch(r"[0-9]{4}", one["YOP"]):
        yield "item: YOP"
    if not one["Performance"] or not set(one["Performance"]) <= METRICS:
        yield "item: metrics"
    for months in one["Performance"].values():
        if not months or not all(MONTH.fullmatch(month) and type(number) is int for month, number in months.items()):
            yield "item: months"


def faults_in_tsv(text: str) -> list[str]:
    """Return what is wrong in a report as a table."""
    lines = list(csv.reader(StringIO(text), delimiter="\t"))
    header = dict(line for line in lines[:13] if len(line) == 2)
    found = []
    if tuple(header) != HEADER or lines[13] != []:
        found.append("header: names and their order")
    attributes = header["Report_Attributes"].removeprefix("Attributes_To_Show=").split("|")
    columns, rows = lines[14], lines[15:]
    if tuple(columns[: -_months(columns)]) != tuple(
        name for name in COLUMNS if name not in ATTRIBUTES or name in attributes
    ):
        found.append("columns")
    period = re.fullmatch(r"Begin_Date=(\S+); End_Date=(\S+)", header["Reporting_Period"])
    if period is None or not _are_whole_months(*period.groups()):
        found.append("header: period")
    if header["Exceptions"] != ("" if rows else f"{NO_USAGE[0]}: {NO_USAGE[1]}"):
        found.append("header: exceptions")
    if not set(header["Metric_Types"].split("; ")) <= METRICS:
        found.append("header: metrics")
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        months = [int(number or 0) for number in row[-_months(columns) :]]
        if cells["Metric_Type"] not in METRICS or cells["Data_Type"] not in DATA_TYPES:
            found.append("row: values")
        if not PROPRIETARY.fullmatch(cells["Proprietary_ID"]):
            found.append("row: namespace")
        if int(cells["Reporting_Period_Total"]) < sum(months):
            found.append("row: total")
    return found


def _months(columns: list[str]) -> int:
    """Return how many columns are months, such as Mar-2026 (4.4, table 4.p)."""
    return sum(bool(re.fullmatch(r"[A-Z][a-z]{2}-[0-9]{4}", name)) for name in columns)


def _are_whole_months(first: str, last: str) -> bool:
    """4.4, table 4.o, row 10: from the first day of a month to the last of one."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return begin.day == 1 and end.day == monthrange(end.year, end.month)[1]
