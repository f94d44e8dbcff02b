"""What staff wait for in the admin: the edit form of an item, sent with "Publish", beside the same form of a plain page.

The plain page is Wagtail's own work: form, revision, log, the page's row. What an item costs beyond it is ours.
"""

from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import Page

from accounts.models import User
from cases.models import CaseStudyPage
from cms.models import StandardPage
from tests.form_fields import changed, form_with

from .corpus import use_corpus
from .figures import LARGE, REPEATS
from .timing import Figure, cpu_ms, spread


def publishing() -> Iterator[Figure]:
    """Measure publishing with the button, with 100,000 cases present; the form is opened before each and not counted."""
    use_corpus(LARGE)
    client = Client()
    client.force_login(_administrator())
    items = [case.page_ptr for case in CaseStudyPage.objects.order_by("pk")[: REPEATS + 1]]
    plain = StandardPage.objects.order_by("pk").first()
    if plain is None:
        raise RuntimeError("The site has no plain page to compare with.")
    times: dict[str, list[float]] = {"item": [], "plain page": []}
    for number, item in enumerate(items):
        for name, page in (("item", item), ("plain page", plain.page_ptr)):
            times[name].append(cpu_ms(_publish(client, page, number)))
    # The first of each fills what processes keep.
    ours, theirs = times["item"][1:], times["plain page"][1:]
    detail = f"item {spread(ours)} ms; plain page {spread(theirs)} ms"
    yield Figure(
        "publish in the admin, 100,000 present: beyond the same form of a plain page", median(ours) - median(theirs),
        "CPU ms", "lower", 60, detail,
    )  # fmt: skip


def _administrator() -> User:
    found: User | None = User.objects.filter(is_superuser=True).first()
    return found or User.objects.create_superuser(email="bench@casebook.example", password=None)


def _publish(client: Client, page: Page, number: int) -> Callable[[], Any]:
    """Open the form, and return what sends it with another title."""
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = form_with(client.get(path).content.decode(), "title")
    sent = changed(fields, title=f"{page.title} {number}", **{"action-publish": "1"})
    body: dict[str, list[str]] = {}
    for name, value in sent:
        body.setdefault(name, []).append(value)

    def run() -> None:
        response = client.post(path, body)
        if response.status_code != 302:
            raise RuntimeError(f"The form of page {page.pk} was answered with {response.status_code}.")

    return run


GROUPS = {"publish-admin": publishing}
