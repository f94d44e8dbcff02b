"""What is taken from the inside of Django, django-csp and Elasticsearch's client."""

import inspect

from django.core.files.base import ContentFile
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.http import HttpResponse
from django.test import RequestFactory

import pytest
from csp.middleware import CSPMiddleware
from elasticsearch.dsl import Mapping, Text, analyzer

from files.models import RepositoryFile

from . import parameters


def test_a_file_that_was_just_sent_is_told_from_a_stored_one(db):
    file = FieldFile(RepositoryFile(), RepositoryFile._meta.get_field("file"), "stored.pdf")
    assert file._committed is True, "files/forms.py and files/services.py"
    sent = RepositoryFile(file=ContentFile(b"x", name="sent.pdf"))
    assert sent.file._committed is False, "the same"


def test_the_words_of_a_choice_are_asked_of_the_model():
    assert parameters(Model._get_FIELD_display) == ["self", "field"], "cms/admin/differences.py"


@pytest.mark.parametrize(
    ("attribute", "value", "expected"),
    [
        ("_csp_config", {"default-src": ["'none'"]}, "default-src 'none'"),
        ("_csp_update", {"img-src": ["blob:"]}, "img-src 'self' blob:"),
        ("_csp_replace", {"frame-ancestors": ["'self'"]}, "frame-ancestors 'self'"),
    ],
)
def test_the_policy_of_an_answer_is_changed_by_an_attribute(rf: RequestFactory, attribute, value, expected):
    answer = HttpResponse()
    setattr(answer, attribute, value)
    policy = CSPMiddleware(lambda request: answer)(rf.get("/"))["Content-Security-Policy"]
    assert expected in policy.split("; "), "cms/middleware.py"


def test_a_mapping_collects_the_analyzers_that_its_fields_use():
    mapping = Mapping()
    mapping.field("text", Text(analyzer=analyzer("plain", tokenizer="standard")))
    assert set(mapping._collect_analysis()["analyzer"]) == {"plain"}, "search/engines/elasticsearch/mapping.py"
    assert list(inspect.signature(mapping._collect_analysis).parameters) == []
