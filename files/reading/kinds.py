"""What kind of file is it? Its beginning says it, and a file that is two kinds at once is refused."""

from .answers import Refused

_BLANK = b"\xef\xbb\xbf \t\r\n\0"
_BEGINNING = 1024
_ZIP, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
# The record at the end of a ZIP file with the longest comment.
_ZIP_TAIL = 65_557
_OLD_WORD = b"\xd0\xcf\x11\xe0"


def is_pdf(content: bytes) -> bool:
    """Return whether this is a PDF file, else it is a Word file.

    A PDF may begin with other bytes (ISO 32000-1, annex H.3, note 13), and a ZIP may too; what does so is made to be
    taken for something else by another program.

    Raises:
        Refused: it is neither, or several things at once.
    """
    start = content[:_BEGINNING]
    has_pdf = b"%PDF-" in start
    if start.lstrip(_BLANK).startswith(b"%PDF-"):
        if _ZIP_END in content[-_ZIP_TAIL:] or _ZIP in start:
            raise Refused("two_kinds")
        return True
    if start.startswith(_ZIP):
        if has_pdf:
            raise Refused("two_kinds")
        return False
    if start.startswith(_OLD_WORD):
        raise Refused("old_word")
    raise Refused("begins_otherwise" if has_pdf else "neither")
