"""A small library for the counted requests: a study in two languages and two editions, and what may not be counted."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile

from wagtail.models import Collection

from accounts.models import Membership, Organisation, User
from accounts.roles import Role
from files.inspection import inspect
from files.models import RepositoryFile
from files.reading.answers import Answer
from files.services import set_facts
from tests.factories import case_study, new_organisation, person, publication
from tests.makers import make_pdf
from usage.codes import Scope
from usage.models import DailyFigure, LeftOut
from usage.models.days import FIGURES


@dataclass(slots=True)
class Library:
    """The addresses that are asked for, by what they are called in the cases, and the work that they are of."""

    addresses: dict[str, str]
    work_id: int
    organisation: Organisation


@cache
def _read() -> Answer:
    """Read a file in a process of its own, as an upload is read, but once for all tests."""
    content = make_pdf(["Words of a study " * 40])
    return inspect(BytesIO(content), "study.pdf", len(content))


def make_file(name: str, language: str = "en") -> RepositoryFile:
    """Return a stored file."""
    answer = _read()
    stored = RepositoryFile(
        title=name, language=language, collection=Collection.get_first_root_node(),
        file=ContentFile(answer.content, name=name),
    )  # fmt: skip
    set_facts(stored, answer)
    stored.save()
    return stored


def make_library(organisation: Organisation | None = None) -> Library:
    """Publish the study and the rest."""
    own = {"organisation": organisation or new_organisation()}
    files = {name: make_file(f"{name}.pdf") for name in ("older", "study", "etude", "gone", "hidden")}
    older = publication(title="First edition", files=[files["older"]], **own)
    study = publication(title="Study", files=[files["study"], files["etude"]], replaces=older, **own)
    publication(title="Gone", files=[files["gone"]], **own)
    files["gone"].file.storage.delete(files["gone"].file.name)
    case_study(attachments=[files["hidden"]], audience="network", **own)
    withdrawn = case_study(title="Withdrawn", **own)
    address = withdrawn.get_absolute_url()
    withdrawn.unpublish()
    page = study.get_absolute_url()
    addresses = {
        "file": files["study"].url, "french": files["etude"].url, "older edition": files["older"].url,
        "renamed": files["study"].url.replace("study", "other"), "missing": "/files/999999/none.pdf",
        "gone": files["gone"].url, "hidden": files["hidden"].url, "page": page, "page in French": f"/fr{page}",
        "old page": page.replace("-study", "-older-words"), "withdrawn": address, "search": "/search/",
        "citation": f"/cite/{study.reference}.ris",
    }  # fmt: skip
    return Library(addresses, older.pk, own["organisation"])


def people(organisation: Organisation) -> dict[str, User]:
    """Return who asks, by the names in the cases."""
    found: dict[str, Any] = {
        "coordinator": person(Role.COORDINATOR), "reviewer": person(Role.REVIEWER), "own": person(Role.CONTRIBUTOR),
        "member": person(Role.CONTRIBUTOR), "other member": person(Role.NETWORK_READER),
    }  # fmt: skip
    Membership.objects.create(user=found["own"], organisation=organisation)
    Membership.objects.create(user=found["member"], organisation=new_organisation())
    return found


def counted(work_id: int) -> tuple[int, ...]:
    """Return the four figures of a work, of all days together."""
    rows = DailyFigure.objects.filter(scope=Scope.WORK, subject_id=work_id).values_list(*FIGURES)
    return tuple(map(sum, zip(*rows, strict=True))) or (0, 0, 0, 0)


def left_out() -> list[str]:
    """Return the reasons why requests were left out, each as often as it was."""
    return sorted(
        reason for reason, number in LeftOut.objects.values_list("reason", "number") for _one in range(number)
    )
