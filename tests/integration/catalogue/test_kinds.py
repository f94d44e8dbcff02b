"""Every kind of item is described in full, and no two say the same of themselves."""

import json
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template.loader import get_template
from django.urls import resolve
from django.utils import translation

import pytest

from cases.models import CASE_TYPES, SharedItem
from catalogue.citation import bibtex, csl_json, ris_record
from catalogue.descriptions import describe
from catalogue.kinds import ITEM_MODELS, KINDS, kind_label
from catalogue.models import CatalogueEntry
from cms.items.facts import facts_of
from cms.items.machine import schema_org
from contributions.forms.fields import question_field
from contributions.questions import steps_of
from tests.factories import ITEM_MAKERS, entry_of

STYLES = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((Path(settings.BASE_DIR) / "static/css").rglob("*.css"))
)
each_model = pytest.mark.parametrize("model", ITEM_MODELS, ids=lambda model: model.kind.code)


def test_every_model_of_items_is_of_one_kind():
    models = [model for model in apps.get_models() if issubclass(model, SharedItem)]
    assert set(models) == set(ITEM_MODELS)
    assert len(models) == len(ITEM_MODELS) == len(set(KINDS))
    assert all("kind" in vars(model) for model in models), "A kind of its own, not that of the class above."


@pytest.mark.parametrize("name", ["code", "prefix", "folder", "label", "plural"])
def test_no_two_kinds_have_the_same(name):
    values = [str(getattr(kind, name)).lower() for kind in KINDS]
    assert len(set(values)) == len(values)
    assert all(values)


@each_model
def test_the_parts_of_a_kind_have_their_form(model):
    kind = model.kind
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.code)
    assert len(kind.code) <= CatalogueEntry._meta.get_field("kind").max_length
    assert re.fullmatch(r"[A-Z]{2}", kind.prefix)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.folder)
    assert get_template(kind.template)
    with translation.override("fr"):
        assert kind_label(kind.code) == str(kind.label)


@each_model
def test_the_address_of_a_kind_is_nothing_else(model):
    found = resolve(f"/{model.kind.folder}/{model.kind.prefix.lower()}-2026-0001/")
    assert (found.url_name, found.kwargs["kind"]) == (model.kind.code, model.kind.code)


@each_model
@pytest.mark.django_db
def test_a_kind_has_an_index_page_that_holds_nothing_else(model):
    index = model.index_model()
    assert index.clean_subpage_models() == [model]
    assert index.max_count == 1
    page = index.objects.get()
    assert (page.slug, page.title) == (model.kind.folder, str(model.kind.plural))
    assert page.serve(None).url == f"/search/?kind={model.kind.code}"


@each_model
def test_a_kind_has_a_description_and_facts(model):
    assert describe.dispatch(model) is not describe.dispatch(SharedItem)
    assert facts_of.dispatch(model) is not facts_of.dispatch(SharedItem)


@pytest.mark.parametrize("model", CASE_TYPES, ids=lambda model: model.kind.code)
def test_a_kind_of_case_can_be_shared(model):
    code, main = model.kind.code, getattr(model, "main_text", "")
    beside_model = f"{model.__module__.replace('.', '/')}.py"
    assert main in dict(model.narrative_fields), f"{beside_model}: main_text has to name one of narrative_fields."
    try:
        steps = steps_of(code)
    except KeyError:
        steps = ()
    assert steps, f"contributions/questions/steps.py: _STEPS has no steps of {code}."
    asked = [question for step in steps for question in step.questions]
    assert main in asked, f"contributions/questions/steps.py: no step of {code} asks for {main}, its main text."
    assert len(set(asked)) == len(asked), f"contributions/questions/steps.py: {code} asks something twice."
    for question in asked:
        assert question_field(model, question), f"contributions/questions/steps.py: {code} has no field {question}."


@each_model
def test_a_kind_has_a_hue_in_light_and_in_dark(model):
    code = model.kind.code
    assert re.search(rf"\.{code}\b[^{{}}]*\{{\s*--kind: var\(--{code.replace('_', '-')}\);", STYLES)
    assert len(re.findall(rf"--{code.replace('_', '-')}: #", STYLES)) >= 2


def test_tests_can_make_an_item_of_each_kind():
    assert [maker.__name__ for maker in ITEM_MAKERS] == [kind.code for kind in KINDS]


@pytest.mark.parametrize("make", ITEM_MAKERS, ids=lambda make: make.__name__)
@pytest.mark.django_db
def test_an_item_says_of_itself_what_its_kind_is(make, client):
    item = make()
    kind, entry = item.kind, entry_of(item)
    assert (entry.kind, entry.reference[:2]) == (kind.code, kind.prefix)
    assert entry.get_kind_display() == str(kind.label)
    assert ris_record(entry).startswith(f"TY  - {kind.citation.ris}\r\n")
    assert bibtex(entry).startswith(f"@{kind.citation.bibtex}{{{entry.reference},")
    assert json.loads(csl_json(entry))[0]["type"] == kind.citation.csl
    assert schema_org(entry, item, [], ())["@type"] == kind.schema_type
    page = client.get(entry.get_absolute_url())
    assert page.status_code == 200
    text = page.content.decode()
    assert f'class="item {kind.code}"' in text
    assert f'?kind={kind.code}">{kind.plural}</a>' in text
