"""Makes things for tests. Items are published the way editors do unless a test asks for a draft."""

from datetime import date, timedelta
from itertools import count
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from accounts.models import Organisation, User
from accounts.roles import Role
from accounts.services import ensure_roles
from cases.models import AdvocacyOutcomePage, CaseStudyPage, CourtCasePage, SharedItem, Topic
from catalogue.models import CatalogueEntry
from publications.models import PublicationPage

# A day that is to come, also where midnight passes after the tests are collected.
LATER = timezone.localdate() + timedelta(days=2)

_numbers = count(1)


def new_organisation(**values: Any) -> Organisation:
    """Return an organisation of the network, in the Netherlands unless told otherwise."""
    number = next(_numbers)
    defaults = {"name": f"Organisation {number}", "slug": f"organisation-{number}", "country": "NL"}
    return Organisation.objects.create(**defaults | values)


def new_user(**values: Any) -> User:
    """Return an account without a role."""
    return User.objects.create(**{"email": f"person{next(_numbers)}@example.org"} | values)


def person(role: Role) -> User:
    """Return a user with a role."""
    user = new_user()
    user.groups.add(ensure_roles()[role])
    return user


def topic(slug: str) -> Topic:
    """Return a topic of the vocabulary."""
    return Topic.objects.get(slug=slug)


def _make(model: type[SharedItem], defaults: dict[str, Any], values: dict[str, Any]) -> Any:
    # The database holds its conditions itself; to ask for them three times before would be a seventh of the work.
    with patch.object(model, "validate_constraints"):
        return _made(model, defaults, values)


def _made(model: type[SharedItem], defaults: dict[str, Any], values: dict[str, Any]) -> Any:
    topics = values.pop("topics", ())
    live = values.pop("live", True)
    links = {name: values.pop(name) for name in list(values) if model._meta.get_field(name).many_to_many}
    fields = {"audience": "public", "summary": "A summary.", **defaults, **values}
    if "organisation" not in fields:
        fields["organisation"] = new_organisation()
    item = model(**fields)
    item.live = False
    model.index_model().objects.get().add_child(instance=item)
    item.topics.set([topic(slug) for slug in topics])
    for name, linked in links.items():
        getattr(item, name).set(linked)
    # Of what is not published Wagtail checks as little as of a draft.
    revision = item.save_revision(clean=live)
    if live:
        revision.publish()
    return model.objects.get(pk=item.pk)


def case_study(**values: Any) -> CaseStudyPage:
    """Return a case study, published and public unless told otherwise."""
    defaults = {
        "title": f"Case study {next(_numbers)}",
        "what_happened": "A woman was promised work.",
        "acts": ("recruitment",),
        "means": ("deception",),
        "purposes": ("forced_labour",),
        "year_from": 2023,
        "year_to": 2023,
    }
    return _make(CaseStudyPage, defaults, values)


def court_case(**values: Any) -> CourtCasePage:
    """Return a court case."""
    defaults = {
        "title": f"Person {next(_numbers)} v State",
        "court": "Court of Somewhere",
        "jurisdiction": "Somewhere",
        "decision_date": date(2022, 5, 4),
        "outcome": "convicted",
        "facts": "The facts.",
    }
    return _make(CourtCasePage, defaults, values)


def advocacy_outcome(**values: Any) -> AdvocacyOutcomePage:
    """Return an advocacy outcome."""
    defaults = {
        "title": f"Outcome {next(_numbers)}",
        "actor": "A ministry",
        "change_kinds": ("law",),
        "what_changed": "The law was changed.",
        "level": "national",
        "date": date(2024, 3, 1),
        "our_contribution": "Members wrote to parliament.",
        "evidence": "The official journal.",
    }
    return _make(AdvocacyOutcomePage, defaults, values)


def publication(**values: Any) -> PublicationPage:
    """Return a publication."""
    defaults = {
        "title": f"Study {next(_numbers)}",
        "abstract": "What the study found.",
        "authors": ("A. Author",),
        "year": 2024,
        "publication_type": "study",
        "languages": ("en",),
        "licence": "CC-BY-4.0",
    }
    return _make(PublicationPage, defaults, values)


ITEM_MAKERS = (case_study, court_case, advocacy_outcome, publication)


def entry_of(item: SharedItem) -> CatalogueEntry:
    """Return the item's catalogue entry."""
    return CatalogueEntry.objects.get(item=item.pk)
