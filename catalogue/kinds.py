"""All kinds of items, in the order in which pages list them. What each is, its model says (`cases.kinds`)."""

from django.utils.functional import Promise

from cases.kinds import ItemKind
from cases.models import CASE_TYPES, SharedItem
from publications.models import PublicationPage

ITEM_MODELS: tuple[type[SharedItem], ...] = (*CASE_TYPES, PublicationPage)
KINDS: tuple[ItemKind, ...] = tuple(model.kind for model in ITEM_MODELS)
MODEL_BY_KIND: dict[str, type[SharedItem]] = {model.kind.code: model for model in ITEM_MODELS}
# A reference of an item, as a part of a regular expression; people write it in small letters too.
REFERENCE = rf"(?i:{'|'.join(kind.prefix for kind in KINDS)})-\d{{4}}-\d{{4,7}}"


def kind_choices() -> list[tuple[str, str | Promise]]:
    """Return (code, label) of each kind; a function, so that another kind changes no column of the catalogue."""
    return [(kind.code, kind.label) for kind in KINDS]


def kind_label(code: str) -> str:
    """Return the name of a kind in the reader's language; a code that is not known is its own name."""
    model = MODEL_BY_KIND.get(code)
    return str(model.kind.label) if model else code
