"""Creates thousands of case studies: the tree's paths are computed, and rows are inserted in bulk.

Wagtail's own way (`add_child`, a revision, `publish`) costs some 100 ms a page; this is for load work and benchmarks only.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from wagtail.models import Locale, Page

from accounts.models import Organisation
from cases.codes.trafficking import Act, AgeBand, Gender, Means, Purpose, Sector
from cases.models import CaseStudyIndexPage, CaseStudyPage, CaseStudyTopic, Topic
from cases.models.references import take_references
from catalogue.services.bulk import rare_collection
from catalogue.services.entries import write_entries

from .texts import make_story

BATCH = 500
COUNTRIES = ("NL", "BE", "DE", "FR", "ES", "IT", "GB", "PL", "AT", "CZ", "SE", "IE")
ORIGINS = ("RO", "BG", "UA", "MD", "NG", "VN", "AL", "PH", "MA", "ET", "BD", "CO")
# Asked for thousands of times; an enumeration makes its list anew each time.
ACTS, MEANS, PURPOSES, SECTORS, GENDERS = (codes.values for codes in (Act, Means, Purpose, Sector, Gender))
Progress = Callable[[int], object]


@rare_collection()
def load_synthetic(number: int, progress: Progress, seed: int = 1) -> None:
    """Create and publish `number` case studies, each batch in a transaction of its own."""
    chance = Random(seed)  # noqa: S311  stories, not secrets
    topics = list(Topic.objects.filter(broader__isnull=False, narrower__isnull=True).values_list("pk", flat=True))
    organisations = _organisations()
    for start in range(0, number, BATCH):
        size = min(BATCH, number - start)
        with transaction.atomic():
            items = _insert(size, organisations, chance)
            CaseStudyTopic.objects.bulk_create(
                CaseStudyTopic(content_object=item, tag_id=topic)
                for item in items
                for topic in chance.sample(topics, min(3, len(topics)))
            )
            write_entries(items)
        progress(size)


def _organisations() -> list[Organisation]:
    found = list(Organisation.objects.all())
    return found or [Organisation.objects.create(name="Synthetic organisation", slug="synthetic", country="NL")]


def _insert(size: int, organisations: list[Organisation], chance: Random) -> list[CaseStudyPage]:
    index = CaseStudyIndexPage.objects.select_for_update().get()
    last = Page.objects.child_of(index).order_by("path").last()
    first = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
    references = take_references(CaseStudyPage.kind.prefix, timezone.localdate().year, size)
    common = {
        "content_type": ContentType.objects.get_for_model(CaseStudyPage),
        "locale": Locale.get_default(),
        "depth": index.depth + 1,
    }
    items = []
    for offset, reference in enumerate(references):
        item = CaseStudyPage(**_fields(organisations, chance), **common, reference=reference, slug=reference.lower())
        item.path = Page._get_path(index.path, index.depth + 1, first + offset)
        item.url_path = f"{index.url_path}{item.slug}/"
        item.translation_key = uuid4()
        item.draft_title = item.title
        items.append(item)
    _insert_rows(items)
    Page.objects.filter(pk=index.pk).update(numchild=models.F("numchild") + size)
    return items


def _insert_rows(items: list[CaseStudyPage]) -> None:
    """Insert the page's row and the case study's; Django's own bulk_create refuses models with two tables."""
    page_fields = [field for field in Page._meta.local_concrete_fields if not field.primary_key]
    keys = Page._base_manager._insert(
        items, fields=page_fields, using="default", returning_fields=Page._meta.db_returning_fields
    )
    for item, (key,) in zip(items, keys, strict=True):
        item.pk = item.page_ptr_id = item.id = key
    fields = CaseStudyPage._meta.local_concrete_fields
    CaseStudyPage._base_manager._insert(items, fields=fields, using="default")


def _fields(organisations: list[Organisation], chance: Random) -> dict[str, Any]:
    language, title, summary, text = make_story(chance)
    year = chance.randint(2008, 2025)
    published = timezone.now() - timedelta(minutes=chance.randint(1, 3_000_000))
    return {
        "title": title, "language": language, "summary": summary, "what_happened": text, "live": True,
        "first_published_at": published, "last_published_at": published, "organisation": chance.choice(organisations),
        "audience": "public" if chance.random() < 0.8 else "network",
        "year_from": year, "year_to": min(2025, year + chance.choice((0, 0, 0, 2))),
        "exploitation_countries": (chance.choice(COUNTRIES),), "origin_countries": (chance.choice(ORIGINS),),
        "acts": (chance.choice(ACTS),), "means": (chance.choice(MEANS),),
        "purposes": (chance.choice(PURPOSES),), "sectors": (chance.choice(SECTORS),),
        "age_band": chance.choice((AgeBand.FROM_18, AgeBand.FROM_27, AgeBand.FROM_30)), "gender": chance.choice(GENDERS),
    }  # fmt: skip
