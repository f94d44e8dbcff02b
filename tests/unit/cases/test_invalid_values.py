"""Invalid values are refused by the database, the model and the form alike, each with what to do."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

import pytest

from cases.models import AdvocacyOutcomePage, CaseStudyPage, CourtCasePage
from publications.models import PublicationPage
from tests.factories import ITEM_MAKERS, LATER, advocacy_outcome, case_study, court_case, publication

pytestmark = pytest.mark.django_db
MAKERS = {
    CaseStudyPage: case_study,
    CourtCasePage: court_case,
    AdvocacyOutcomePage: advocacy_outcome,
    PublicationPage: publication,
}
# (model, values, what the message says, what the database refuses; "" where only a comparison with today is wrong)
WRONG = [
    (CaseStudyPage, {"acts": ("magic",)}, "not in the list", "acts = ' magic '"),
    (CaseStudyPage, {"means": ("magic",)}, "not in the list", "means = ' magic '"),
    (CaseStudyPage, {"purposes": ("magic",)}, "not in the list", "purposes = ' magic '"),
    (CaseStudyPage, {"sectors": ("ZZ",)}, "not in the list", "sectors = ' ZZ '"),
    (CaseStudyPage, {"support_types": ("magic",)}, "not in the list", "support_types = ' magic '"),
    (CaseStudyPage, {"origin_countries": ("xx",)}, "not in the list", "origin_countries = ' xx '"),
    (CaseStudyPage, {"age_band": "forty"}, "not a valid choice", "age_band = 'forty'"),
    (CaseStudyPage, {"gender": "other"}, "not a valid choice", "gender = 'other'"),
    (CaseStudyPage, {"year_from": 1900, "year_to": 1901}, "greater than or equal to 1980", "year_from = 1900, year_to = 1901"),
    (CaseStudyPage, {"year_from": 2020, "year_to": 2019}, "not before the first", "year_from = 2020, year_to = 2019"),
    (CaseStudyPage, {"year_from": 2000, "year_to": 2011}, "at most 10 years", "year_from = 2000, year_to = 2011"),
    (CaseStudyPage, {"means": (), "elements_note": ""}, "Not shown: means", ""),
    (CourtCasePage, {"outcome": "won"}, "not a valid choice", "outcome = 'won'"),
    (CourtCasePage, {"instance": "lower"}, "not a valid choice", "instance = 'lower'"),
    (CourtCasePage, {"ecli": "ECLI:NL"}, "five parts", "ecli = 'ECLI:NL'"),
    (CourtCasePage, {"compensation_amount": 5}, "Write the currency", "compensation_amount = 5"),
    (CourtCasePage, {"compensation_currency": "EUR"}, "Write the currency", "compensation_currency = 'EUR'"),
    (CourtCasePage, {"compensation_amount": -1, "compensation_currency": "EUR"}, "greater than or equal to 0",
     "compensation_amount = -1, compensation_currency = 'EUR'"),
    (CourtCasePage, {"decision_date": LATER}, "not in the future", ""),
    (CourtCasePage, {"remedies": ("gold",)}, "not in the list", "remedies = ' gold '"),
    (AdvocacyOutcomePage, {"level": "galactic"}, "not a valid choice", "level = 'galactic'"),
    (AdvocacyOutcomePage, {"change_kinds": ("wind",)}, "not in the list", "change_kinds = ' wind '"),
    (AdvocacyOutcomePage, {"date": LATER}, "not in the future", ""),
    (AdvocacyOutcomePage, {"date_precision": "hour"}, "not a valid choice", "date_precision = 'hour'"),
    (PublicationPage, {"year": 1492}, "greater than or equal to 1980", "year = 1492"),
    (PublicationPage, {"publication_type": "poem"}, "not a valid choice", "publication_type = 'poem'"),
    (PublicationPage, {"licence": "mine"}, "not a valid choice", "licence = 'mine'"),
    (PublicationPage, {"languages": ("English",)}, "not in the list", "languages = ' English '"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "values", "says", "sql"), WRONG)
def test_the_model_refuses_and_says_what_to_do(model, values, says, sql):
    item = MAKERS[model]()
    for name, value in values.items():
        setattr(item, name, value)
    with pytest.raises(ValidationError) as caught:
        item.full_clean()
    assert says in str(caught.value)


@pytest.mark.parametrize(("model", "values", "says", "sql"), [row for row in WRONG if row[3]])
def test_the_database_refuses(model, values, says, sql):
    item = MAKERS[model]()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {sql} WHERE page_ptr_id = {item.pk}")


@pytest.mark.parametrize(("model", "values", "says", "sql"), WRONG)
def test_the_form_refuses(model, values, says, sql):
    item = MAKERS[model]()
    form_class = model.get_edit_handler().get_form_class()
    unchanged = form_class(instance=item)
    data = {name: unchanged[name].value() for name in unchanged.fields if unchanged[name].value() is not None}
    data |= {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "topics": "", "cover": ""}
    for name in ("acts", "means", "purposes"):
        if hasattr(item, name):
            data[name] = list(getattr(item, name))
    changed = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    form = form_class({**data, **changed}, instance=item)
    assert not form.is_valid()
    assert set(form.errors) & {*values, "__all__", "elements_note", "compensation_currency", "shared_until"}


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_a_sharing_agreement_that_ends_before_it_begins_is_refused(maker):
    item = maker()
    item.shared_from, item.shared_until = date(2026, 2, 1), date(2026, 1, 1)
    with pytest.raises(ValidationError, match="not before the first day"):
        item.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(item).objects.filter(pk=item.pk).update(shared_from=item.shared_from, shared_until=item.shared_until)


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
@pytest.mark.parametrize("values", [{"audience": "friends"}, {"organisation_naming": "maybe"}, {"language": "English"}])
def test_terms_of_the_agreement_are_known_to_the_database(maker, values):
    item = maker()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(item).objects.filter(pk=item.pk).update(**values)


@pytest.mark.parametrize(("make", "name"), [(court_case, "decision_date"), (advocacy_outcome, "date")])
def test_the_future_begins_with_the_day_of_the_site_and_not_of_who_writes(make, name, time_machine):
    time_machine.move_to("2026-03-10T20:00:00+00:00")
    item = make()
    with timezone.override("Pacific/Auckland"):
        setattr(item, name, date(2026, 3, 10))
        item.full_clean()
        setattr(item, name, date(2026, 3, 11))
        with pytest.raises(ValidationError, match="not in the future"):
            item.full_clean()


def test_a_decision_is_no_appeal_from_itself():
    item = court_case()
    item.appeal_from = item
    with pytest.raises(ValidationError, match="cannot be an appeal from itself"):
        item.full_clean()


def test_no_means_is_asked_for_a_child():
    item = case_study(means=(), age_band="9-17")
    assert item.missing_elements == []


def test_a_publication_does_not_replace_itself_or_its_successor():
    first = publication()
    second = publication(replaces=first)
    first.replaces = second
    with pytest.raises(ValidationError, match="circle"):
        first.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicationPage.objects.filter(pk=second.pk).update(replaces=second.pk)


def test_an_ecli_is_there_once():
    court_case(ecli="ECLI:NL:HR:2021:1")
    other = court_case()
    other.ecli = "ECLI:NL:HR:2021:1"
    with pytest.raises(ValidationError, match="already in the collection"):
        other.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        CourtCasePage.objects.filter(pk=other.pk).update(ecli="ECLI:NL:HR:2021:1")
