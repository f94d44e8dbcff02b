"""The lines of the spool: what an event, and what was left out, look like as JSON on a line of their own.

A line is read by a version that may be later than the one that wrote it, and may be torn by a full disk; so each is checked.
"""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .codes import Kind, Reason
from .serving import Served

_LARGEST_KEY = 2**62
# From 1970 on to the year 9999, in milliseconds.
_LAST_MOMENT = 253_402_300_799_999
_FIRST_DAY, _DAY_MS = date(1970, 1, 1).toordinal(), 86_400_000


@dataclass(frozen=True, slots=True)
class CountedLine:
    """An event; `at` in milliseconds since 1970."""

    id: UUID
    at: int
    item_id: int
    file_id: int | None
    address: str
    actor: bytes

    @property
    def kind(self) -> Kind:
        """What was done."""
        return Kind.REQUEST if self.file_id else Kind.VIEW

    @property
    def day(self) -> date:
        """The UTC day."""
        return day_of(self.at)


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """That something was served and not counted."""

    at: int
    reason: Reason

    @property
    def day(self) -> date:
        """The UTC day."""
        return day_of(self.at)


@dataclass(frozen=True, slots=True)
class EmptySearchLine:
    """That a search found nothing; its words are of the vocabulary (see `usage.empty_searches`)."""

    at: int
    words: str

    @property
    def day(self) -> date:
        """The UTC day."""
        return day_of(self.at)


Line = CountedLine | LeftOutLine | EmptySearchLine
LONGEST_WORDS = 300


class UnreadableLine(ValueError):
    """The line is none of ours, or was torn."""


def day_of(at: int) -> date:
    """Return the UTC day of a moment in milliseconds."""
    return date.fromordinal(_FIRST_DAY + at // _DAY_MS)


def counted(event_id: UUID, at: int, served: Served, actor: bytes) -> CountedLine:
    """Return the line of what was served."""
    return CountedLine(event_id, at, served.item_id, served.file_id, served.address, actor)


def written(line: Line) -> bytes:
    """Return the line as it stands in a spool file. It begins a new line, so that one that was torn before it spoils none."""
    if isinstance(line, LeftOutLine):
        values: dict[str, object] = {"at": line.at, "out": line.reason.value}
    elif isinstance(line, EmptySearchLine):
        values = {"at": line.at, "nothing": line.words}
    else:
        values = {
            "id": line.id.hex, "at": line.at, "item": line.item_id, "file": line.file_id, "address": line.address,
            "actor": line.actor.hex(),
        }  # fmt: skip
    return b"\n" + json.dumps(values, separators=(",", ":")).encode() + b"\n"


def read(text: bytes) -> Line:
    """Return what a line says.

    Raises:
        UnreadableLine: nothing that can be relied on.
    """
    try:
        # Of bytes it would first guess the encoding, which takes longer than the rest.
        values = json.loads(text.decode())
        at = _number(values["at"], _LAST_MOMENT)
        if "out" in values:
            return LeftOutLine(at, Reason(values["out"]))
        if "nothing" in values:
            return EmptySearchLine(at, _words(values["nothing"]))
        file_id = None if values["file"] is None else _number(values["file"], _LARGEST_KEY)
        address, actor = str(values["address"]), bytes.fromhex(values["actor"])
        if len(actor) != 16 or not 0 < len(address) <= 48:
            raise UnreadableLine("A part has the wrong length.")
        return CountedLine(UUID(values["id"]), at, _number(values["item"], _LARGEST_KEY), file_id, address, actor)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableLine(type(error).__name__) from error


def _words(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_WORDS or "\x00" in value:
        raise UnreadableLine("The words are none, or too many.")
    return value


def _number(value: object, largest: int) -> int:
    if type(value) is not int or not 0 < value <= largest:
        raise UnreadableLine("A number is none, or out of range.")
    return value
