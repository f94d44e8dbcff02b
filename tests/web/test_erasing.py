"""Erasing an item for good, by the command alone."""

from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from wagtail.models import Collection, PageLogEntry, Revision

import pytest

from cases.models import CaseStudyPage
from files.models import RepositoryFile
from files.services import store_file
from tests.factories import case_study
from tests.makers import make_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(media):
    root = Collection.get_first_root_node()
    return [
        store_file(file=ContentFile(make_pdf([name]), name=f"{name}.pdf"), title=name, language="en", collection=root)
        for name in ("own", "shared", "earlier")
    ]


def test_an_item_is_erased_with_its_versions_its_files_and_its_titles(client, files):
    own, shared, earlier = files
    item = case_study(title="Quagga", attachments=[own, shared, earlier])
    other = case_study(attachments=[shared])
    item.attachments.set([own, shared])
    item.save_revision().publish()
    address, reference = item.get_absolute_url(), item.reference
    call_command("erase_item", reference.lower(), "--yes", verbosity=0)
    assert list(CaseStudyPage.objects.all()) == [other]
    assert not Revision.objects.filter(object_id=str(item.pk)).exists()
    assert list(RepositoryFile.objects.all()) == [shared]
    assert client.get(address).status_code == 410
    assert "Quagga" not in client.get("/search/?q=quagga").content.decode().split("<main")[1].split("value=")[0]
    log = PageLogEntry.objects.filter(page_id=item.pk)
    assert {entry.label for entry in log} == {reference}
    assert "wagtail.delete" in {entry.action for entry in log}
    assert case_study().reference > reference, "a reference is not given again"


def test_another_reference_erases_nothing(monkeypatch):
    item = case_study()
    monkeypatch.setattr("builtins.input", lambda question: "CS-1999-0001")
    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("erase_item", item.reference)
    with pytest.raises(CommandError, match="There is no item"):
        call_command("erase_item", "CS-1999-0001", "--yes")
    assert CaseStudyPage.objects.exists()
