"""Makes reports through the page, as their tests do, and reads their forms."""

import csv
from datetime import date
from io import StringIO

from django.test import Client

from lxml import html

from accounts.models import Membership
from accounts.roles import Role
from tests.factories import person

MARCH, APRIL = date(2026, 3, 3), date(2026, 4, 7)
SPRING = {"first": "2026-03-01", "last": "2026-04-30"}
PAGE = "/usage/report/"


def signed_in(role: Role, *organisations) -> Client:
    user = person(role)
    for organisation in organisations:
        Membership.objects.create(user=user, organisation=organisation)
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def make(client: Client, **sent: str) -> str:
    """Make a report through the form of the page; return its address."""
    (form,) = html.fromstring(client.get(PAGE).content).xpath("//main//form")
    answer = client.post(PAGE, {**dict(form.form_values()), **SPRING, **sent})
    assert answer.status_code == 302, html.fromstring(answer.content).xpath("string(//div[@class='error-summary'])")
    return answer["Location"]


def sent_back(client: Client, **sent: str) -> str:
    """Send what is no report; return what is said of it."""
    (form,) = html.fromstring(client.get(PAGE).content).xpath("//main//form")
    answer = client.post(PAGE, {**dict(form.form_values()), **SPRING, **sent})
    assert answer.status_code == 200
    page = html.fromstring(answer.content)
    for name, value in sent.items():
        if "\x00" not in value:
            field = f"//*[@name='{name}']"
            shown = page.xpath(f"{field}/@value | {field}/option[@selected]/@value | {field}[self::textarea]/text()")
            assert value in [one.strip() for one in shown]
    return page.xpath("string(//div[@class='error-summary'])")


def text_of(client: Client, path: str) -> str:
    return " ".join(html.fromstring(client.get(path).content).xpath("string(//main)").split())


def file_of(client: Client, path: str, ending: str) -> bytes:
    answer = client.get(f"{path}{ending}")
    assert answer.status_code == 200
    assert f'.{ending}"' in answer["Content-Disposition"]
    return answer.content


def rows_of(client: Client, path: str) -> list[dict[str, str]]:
    """Return the rows of the months: those of the period have `totals_of`."""
    return [row for row in _table_of(client, path) if row["value"]]


def totals_of(client: Client, path: str) -> dict[tuple[str, str, str], int]:
    """Return the totals of the period in the table, by title, metric and what stands in the column of the month."""
    rows = [row for row in _table_of(client, path) if row["period_total"]]
    assert not any(row["value"] for row in rows)
    return {(row["title"], row["metric"], row["month"]): int(row["period_total"]) for row in rows}


def head_of(client: Client, path: str) -> dict[str, str]:
    """Return what stands above the table in CSV."""
    head, _empty, _table = _csv_of(client, path).partition("\r\n\r\n")
    return dict(csv.reader(StringIO(head)))


def _table_of(client: Client, path: str) -> list[dict[str, str]]:
    _head, _empty, table = _csv_of(client, path).partition("\r\n\r\n")
    return list(csv.DictReader(StringIO(table)))


def _csv_of(client: Client, path: str) -> str:
    return file_of(client, path, "csv").decode("utf-8-sig")
