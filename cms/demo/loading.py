"""Loads the demo: each item in a transaction of its own, so that it can be interrupted and goes on where it was."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import slugify

from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from accounts.models import Organisation
from cases.models import AdvocacyOutcomePage, CourtCasePage, SharedItem, Topic
from catalogue.kinds import ITEM_MODELS
from catalogue.vocabulary import get_vocabulary
from catalogue.words import folded
from files.services import store_file
from publications.models import PublicationPage

from .contributing import load_contributions
from .items import DemoError, publish_item
from .judgments import court_case_fields
from .people import load_accounts, load_organisations
from .pictures import make_cover, make_docx, make_pdf
from .uses import load_uses

CONTENT = Path(__file__).resolve().parent / "content"
# What `load_demo --large` adds, to try the search on more than a handful.
LARGE = CONTENT / "large"
Progress = Callable[[], object]
# Advocacy outcomes name the items that supported them, which are there by then.
_IN_ORDER = sorted(ITEM_MODELS, key=lambda model: model is AdvocacyOutcomePage)
Row = dict[str, Any]


def rows_of(name: str, *, large: bool = False) -> list[Row]:
    """Return the rows of a content file; a folder of the same name holds one row a file.

    Args:
        name: what the rows are of, such as "case-studies".
        large: add the rows that only the large demo has.
    """
    rows: list[Row] = []
    for path in (CONTENT / f"{name}.json", *([LARGE / f"{name}.json"] if large else [])):
        if path.exists():
            content = json.loads(path.read_text(encoding="utf-8"))
            rows += content["entries"] if isinstance(content, dict) else content
    return rows + [json.loads(one.read_text(encoding="utf-8")) for one in sorted((CONTENT / name).glob("*.json"))]


class Demo:
    """The demo on its way into the database."""

    def __init__(self, *, large: bool = False) -> None:
        self.organisations: dict[str, Organisation] = {}
        self.topics: dict[str, Topic] = {}
        # Pages by the key or title under which other rows name them.
        self.pages: dict[str, Page] = {}
        self.rows: list[tuple[type[SharedItem], Row]] = [
            (model, row) for model in _IN_ORDER for row in rows_of(model.kind.folder, large=large)
        ]

    def load(self, progress: Progress) -> int:
        """Create what is missing and return how many items were created.

        Raises:
            DemoError: a row is not valid.
        """
        self.organisations = load_organisations(rows_of("organisations"))
        load_accounts(self.organisations)
        self.topics = {topic.slug: topic for topic in Topic.objects.all()}
        created = 0
        for model, row in self.rows:
            page = model.objects.filter(title=row["title"], language=row.get("language", "en")).first()
            if page is None:
                page = self._create(model, row)
                created += 1
            self.pages[row["title"]] = self.pages[str(row.get("key", row["title"]))] = page
            progress()
        load_contributions(rows_of("contributions"))
        load_uses(rows_of("uses"), self.pages)
        return created

    def _create(self, model: type[SharedItem], row: Row) -> SharedItem:
        if model is CourtCasePage:
            fields, topics = court_case_fields(row, self.organisations["secretariat"]), list(self._named(row["topics"]))
        else:
            fields = {**row, "organisation": self.organisations[row["organisation"]]}
            topics = [self._topic(slug) for slug in row["topics"]]
        if model is PublicationPage:
            fields |= {"replaces_id": self.pages[str(row["replaces"])].pk} if row.get("replaces") else {}
        index = model.index_model().objects.get()
        return publish_item(model, index, fields, topics, lambda item: self._add(item, row))

    def _topic(self, slug: str) -> Topic:
        if slug not in self.topics:
            raise DemoError(f"There is no topic “{slug}”.")
        return self.topics[slug]

    def _named(self, names: list[str]) -> Iterator[Topic]:
        """Yield the topics that bear these names."""
        vocabulary = get_vocabulary()
        for name in names:
            slugs = vocabulary.names.get(" ".join(folded(name)), ())
            if not slugs:
                raise DemoError(f"No topic has the name “{name}”.")
            yield self._topic(slugs[0])

    def _add(self, item: SharedItem, row: Row) -> None:
        """Add the files, the cover and the links to other items."""
        if isinstance(item, PublicationPage):
            item.files.set([_file(row, file) for file in row.get("files", ())])
            if hue := row.get("cover", {}).get("hue"):
                item.cover = _cover(row, hue)
        if related := [self.pages[key] for key in row.get("related", ()) if key in self.pages]:
            item.related_items.set(related)
        if isinstance(item, AdvocacyOutcomePage):
            item.supporting_items.set([self.pages[key] for key in row.get("supporting", ()) if key in self.pages])


def _file(row: Row, file: Row) -> Any:
    chapters, title = file["chapters"], file.get("title") or row["title"]
    word = file["filename"].endswith(".docx")
    content = make_docx(title, chapters) if word else make_pdf(title, ", ".join(row["authors"]), row["year"], chapters)
    root = Collection.get_first_root_node()
    name = ContentFile(content, name=file["filename"])
    return store_file(file=name, title=title, language=file["language"], collection=root)


def _cover(row: Row, hue: int) -> Any:
    picture = ContentFile(make_cover(row["title"], row["year"], hue), name=f"{slugify(row['title'])[:40]}.png")
    return get_image_model().objects.create(title=f"Cover: {row['title']}"[:255], file=picture)
