"""Takes the metadata out of pictures without touching what is seen: maker, place, time, comments."""

import re

_JPEG_START = b"\xff\xd8"
_JPEG_SCAN, _JPEG_END = 0xDA, 0xD9
# APP1 (EXIF, XMP), APP3 to APP13 (maker's notes, IPTC), APP15 and comments; APP0, APP2 (colours) and APP14 (Adobe's colour
# transform) say how the picture is shown.
_JPEG_REMOVED = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# The list of further pictures after this one, which stands where colours do (CIPA DC-007).
_JPEG_OTHERS = b"MPF\0"
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_REMOVED = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})


def without_metadata(picture: bytes) -> bytes:
    """Return a JPEG or PNG without metadata, and anything else as it is.

    What follows the end is left out too.
    """
    if picture.startswith(_JPEG_START):
        return _jpeg(picture)
    if picture.startswith(_PNG_START):
        return _png(picture)
    return picture


def _jpeg(picture: bytes) -> bytes:
    """Follow the picture to its end: metadata may stand between its scans, and a second picture or a film after it."""
    kept = bytearray(_JPEG_START)
    at = 2
    while at + 2 <= len(picture) and picture[at] == 0xFF:
        marker = picture[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _JPEG_END:
            return bytes(kept + picture[at : at + 2])
        alone = marker in _JPEG_ALONE
        end = at + 2 if alone else at + 2 + int.from_bytes(picture[at + 2 : at + 4], "big")
        if marker == _JPEG_SCAN:
            end = _end_of_scan(picture, end)
        if marker not in _JPEG_REMOVED and not picture.startswith(_JPEG_OTHERS, at + 4):
            kept += picture[at:end]
        at = end
    return bytes(kept)


def _end_of_scan(picture: bytes, start: int) -> int:
    """Return where the next marker stands; one that starts the decoder anew belongs to the scan."""
    found = _NEXT_MARKER.search(picture, start)
    return found.start() if found else len(picture)


def _png(picture: bytes) -> bytes:
    kept = bytearray(_PNG_START)
    at = len(_PNG_START)
    while at + 12 <= len(picture):
        end = at + 12 + int.from_bytes(picture[at : at + 4], "big")
        kind = picture[at + 4 : at + 8]
        if kind not in _PNG_REMOVED:
            kept += picture[at:end]
        at = end
        if kind == b"IEND":
            break
    return bytes(kept)
