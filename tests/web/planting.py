"""Items with a word of their own in every text, so that a test can tell wherever one of them shows."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone

from wagtail.images import get_image_model
from wagtail.models import Collection

from PIL import Image

from accounts.models import Organisation
from cases.models import CaseStudyPage, SharedItem
from files.inspection import inspect
from files.models import RepositoryFile
from files.reading.answers import Answer
from files.services import set_facts
from publications.models import PublicationPage
from tests.factories import advocacy_outcome, case_study, court_case, new_organisation, publication
from tests.makers import make_pdf
from usage.models import Use, UseOfItem
from usage.use_codes import Relation, UseKind, UseState

MARKER = "Zyzzyva"
LOWER = MARKER.lower()
# A search for it finds nothing, in no language of a text, and may be told what it could have meant.
MISSPELT = "Zyzzyxa"
BEGINNING = "Zyzz"
SPELLED_ALIKE = "Zyzzyvan"
# Only the planted item has it; the other means the same in Bulgarian.
EVERYDAY, SAME_MEANING = "ladder", "стълба"
TOPIC = "compensation"
# No other item has this one: its count tells of the planted item.
RARE_TOPIC = "witness-protection"

TRANSLATION = {
    "language": "fr",
    "title": f"{MARKER} titre",
    "summary": f"{MARKER} raconté.",
    "by": f"{MARKER} traductrice",
}

PLANTED = (
    *[
        f"{LOWER} {word}"
        for word in ("title", "summary", "happened", "facts", "changed", "abstract", "on page", "author", "was used")
    ],
    *[f"{LOWER} {word}" for word in ("titre", "raconté", "traductrice")],
    *[
        f"{LOWER} file",
        f"{LOWER} foundation",
        f"court of {LOWER}",
        f"ministry of {LOWER}",
        f"{LOWER}/1",
        f"{LOWER}.pdf",
    ],
)


@dataclass(slots=True)
class Planted:
    """An item with the marker in every text, and what stands around it."""

    item: SharedItem
    file: RepositoryFile
    organisation: Organisation
    # A case study with a topic in common, for readers to see; what it is like must not show unless they see that too.
    neighbour: CaseStudyPage | None
    # A case study that names the item as related.
    naming: CaseStudyPage | None
    # What it was used for.
    use: Use
    # The cover, and the publication that the item replaces, if it is one.
    picture: Any = None
    older: PublicationPage | None = None


def plant(maker: Any, **values: Any) -> Planted:
    """Return an item with the marker in every text it has, in its file, its organisation's name and its cover."""
    file = _file()
    texts: dict[str, Any] = {
        case_study: {"what_happened": f"{MARKER} happened.", "origin_countries": ("KI",)},
        court_case: {"facts": f"{MARKER} facts.", "court": f"Court of {MARKER}", "case_numbers": (f"{MARKER}/1",)},
        advocacy_outcome: {"what_changed": f"{MARKER} changed.", "actor": f"Ministry of {MARKER}"},
        publication: {"abstract": f"{MARKER} abstract.", "authors": (f"{MARKER} Author",), "countries": ("KI",)},
    }[maker]
    picture = older = None
    if maker is publication:
        picture, older = make_cover(f"{MARKER} cover", f"{LOWER}.png"), publication(title="An older edition")
        texts |= {"files": [file], "cover": picture, "replaces": older}
    else:
        texts |= {"attachments": [file]}
    organisation = new_organisation(name=f"{MARKER} Foundation {maker.__name__}", slug=f"{maker.__name__}-owner")
    item = maker(
        **{
            "title": f"{MARKER} title {maker.__name__}",
            "summary": f"{MARKER} summary. There was a {EVERYDAY}.",
            "organisation": organisation,
            "organisation_naming": "unnamed",
            "topics": [TOPIC, RARE_TOPIC],
            "translations": [TRANSLATION],
            **texts,
            **values,
        }
    )
    neighbour = case_study(title="A neighbour", topics=[TOPIC])
    naming = case_study(title="One that names it", related_items=[item.page_ptr])
    use = make_use(item, account=f"{MARKER} was used by the {MARKER} court.", jurisdiction=f"Court of {MARKER}")
    return Planted(item, file, organisation, neighbour, naming, use, picture, older)


def make_use(*items: SharedItem, **values: Any) -> Use:
    """Return an accepted use of some items."""
    values = {
        "kind": UseKind.JUDGMENT,
        "account": "A court cited it.",
        "language": "en",
        "state": UseState.ACCEPTED,
    } | values
    use = Use.objects.create(decided_at=timezone.now(), **values)
    for item in items:
        UseOfItem.objects.create(use=use, item=item.page_ptr, relation=Relation.QUOTES)
    return use


@cache
def _read() -> Answer:
    """Read the file in a process of its own, as an upload is read, but once for all tests."""
    content = make_pdf([f"{MARKER} on page one"])
    return inspect(BytesIO(content), f"{LOWER}.pdf", len(content))


def _file() -> RepositoryFile:
    answer = _read()
    stored = RepositoryFile(
        title=f"{MARKER} file",
        language="en",
        collection=Collection.get_first_root_node(),
        file=ContentFile(answer.content, name=f"{LOWER}.pdf"),
    )
    set_facts(stored, answer)
    stored.save()
    return stored


def make_cover(title: str, name: str) -> Any:
    """Return a stored picture."""
    content = BytesIO()
    Image.new("RGB", (24, 32), "teal").save(content, "PNG")
    file = ImageFile(ContentFile(content.getvalue()), name=name)
    return get_image_model().objects.create(title=title, file=file)
