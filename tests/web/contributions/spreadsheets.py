"""Makes spreadsheets of cases, and brings them as a contributor does."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from openpyxl import Workbook

HEADER = ["id", "what_happened", "audience"]
GOOD = ["A-1", "A woman was promised work.", "network"]


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def text(*rows, separator=",", encoding="utf-8"):
    found = io.StringIO(newline="")
    csv.writer(found, delimiter=separator).writerows(rows)
    return found.getvalue().encode(encoding)


def upload(client, content, kind="case_study", name="cases.xlsx"):
    values = {"kind": kind, "language": "en", "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("imports"), values)


def checked(client, content, **more):
    """Bring a file, press "continue" until it is checked, and return the address of what would be made with its page."""
    answer = upload(client, content, **more)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url, go_on(client, answer.url)


def go_on(client, address):
    page = client.get(address).content.decode()
    for _piece in range(20):
        if "data-goes-on" not in page:
            return page
        client.post(f"{address}continue/")
        page = client.get(address).content.decode()
    raise AssertionError(page)


def made(client, content, **more):
    """Bring a file, confirm it, and return the page that says what was made."""
    address, _page = checked(client, content, **more)
    client.post(address, {"confirmed": "on"})
    return go_on(client, address)
