"""What the two processes say to each other: the limits on the way in, an answer of bounded size on the way out."""

import json
from dataclasses import asdict, dataclass, field
from typing import IO, Any

_LENGTH_BYTES = 8
# The exit status of a child that met something nobody foresaw, and of one whose memory was used up.
BROKE_OFF, OUT_OF_MEMORY = 70, 71


class Refused(Exception):
    """The file cannot be taken; `code` names the reason, see `files.refusals`."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Limits:
    """How much reading one file may cost.

    `seconds` are of the processor, `memory` is address space in bytes, `answer` is the size of the answer in bytes.
    `unpacked` bounds what a Word file unpacks to, in bytes; `pixels` bounds a picture.
    """

    seconds: int
    memory: int
    answer: int
    unpacked: int
    pixels: int

    def as_argument(self) -> str:
        """Return the limits as one argument of a command."""
        return json.dumps(asdict(self))

    @classmethod
    def from_argument(cls, argument: str) -> "Limits":
        """Return the limits that an argument holds."""
        return cls(**json.loads(argument))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: the kind of file, its pages and their texts, and the cleaned file that is stored in its place.

    `kind` is the ending of the file's name; `pages` is None where a kind of file has no fixed pages.
    """

    kind: str
    content: bytes
    pages: int | None = None
    texts: list[str] = field(default_factory=list)


def write_answer(out: IO[bytes], answer: Answer) -> None:
    """Write an answer: the length of its head, the head, the cleaned file."""
    _write(out, {"kind": answer.kind, "pages": answer.pages, "texts": answer.texts}, answer.content)


def write_refusal(out: IO[bytes], refused: Refused) -> None:
    """Write why the file cannot be taken."""
    _write(out, {"refused": refused.code, "params": refused.params}, b"")


def _write(out: IO[bytes], head: dict[str, Any], content: bytes) -> None:
    # A text may hold half of a pair of surrogates, which no encoding takes.
    encoded = json.dumps(head, ensure_ascii=False).encode("utf-8", "replace")
    out.write(len(encoded).to_bytes(_LENGTH_BYTES, "big"))
    out.write(encoded)
    out.write(content)
    out.flush()


def read_answer(source: IO[bytes]) -> Answer:
    """Return the answer.

    Raises:
        Refused: the child refuses the file.
        ValueError: there is no whole answer.
    """
    length = int.from_bytes(source.read(_LENGTH_BYTES), "big")
    head = json.loads(source.read(length))
    if "refused" in head:
        raise Refused(head["refused"], **head["params"])
    return Answer(head["kind"], source.read(), head["pages"], head["texts"])
