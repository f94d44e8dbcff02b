"""What a view says of its answer: which item, and which of its files, it has served.

The recorder learns it from here and never from the address: an address may lead to an item that the reader may not have.
"""

from dataclasses import dataclass
from typing import TypeVar

from django.http.response import HttpResponseBase

from .codes import Kind

_MARK = "_casebook_served"
Response = TypeVar("Response", bound=HttpResponseBase)


@dataclass(frozen=True, slots=True)
class Served:
    """An item's page or file as it was served.

    `version` tells apart what COUNTER takes for different addresses of one item: the language of its page.
    `own` says that the reader works for the organisation that shared it.
    """

    item_id: int
    file_id: int | None = None
    version: str = ""
    own: bool = False

    @property
    def kind(self) -> Kind:
        """A file is content, a page tells about it; the page of a case counts as a view too."""
        return Kind.REQUEST if self.file_id else Kind.VIEW

    @property
    def address(self) -> str:
        """What counts as the same address: the file, or the page in a language; the query string is no part of it."""
        return f"f{self.file_id}" if self.file_id else f"p{self.item_id}.{self.version}"


def mark_served(response: Response, served: Served) -> Response:
    """Note on a response what it serves, and return it."""
    setattr(response, _MARK, served)
    return response


def served_by(response: HttpResponseBase) -> Served | None:
    """Return what a response serves, if it is an item."""
    return getattr(response, _MARK, None)
