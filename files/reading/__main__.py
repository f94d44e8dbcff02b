"""The child: reads one file from standard input and writes one answer to standard output."""

import sys
from typing import IO

from .answers import BROKE_OFF, OUT_OF_MEMORY, Answer, Limits, Refused, write_answer, write_refusal
from .confinement import confine


def read(purpose: str, content: bytes, limits: Limits) -> Answer:
    """Return what a file holds, and the file without what is not kept.

    The parsers are imported here: each start pays only for the one that it needs.

    Raises:
        Refused: it cannot be taken.
    """
    if purpose == "picture":
        from .pictures import read_picture  # noqa: PLC0415  # see above

        return read_picture(content, limits)
    from .kinds import is_pdf  # noqa: PLC0415  # see above

    if is_pdf(content):
        from .pdf import read_pdf  # noqa: PLC0415  # see above

        return read_pdf(content)
    from .odt import is_odt, read_odt  # noqa: PLC0415  # see above

    if is_odt(content):
        if purpose != "text":
            raise Refused("odt_stored")
        return read_odt(content, limits)
    from .word import read_word  # noqa: PLC0415  # see above

    return read_word(content, limits)


def main(purpose: str, limits: Limits, parent: int, source: IO[bytes], out: IO[bytes]) -> int:
    """Read the file and return the exit status."""
    confine(limits, parent)
    try:
        write_answer(out, read(purpose, source.read(), limits))
    except Refused as refused:
        write_refusal(out, refused)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception:  # noqa: BLE001  # a parser may raise anything; the text of its error may quote the file
        return BROKE_OFF
    return 0


if __name__ == "__main__":
    _, purpose, limits, parent = sys.argv
    sys.exit(main(purpose, Limits.from_argument(limits), int(parent), sys.stdin.buffer, sys.stdout.buffer))
