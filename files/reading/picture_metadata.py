"""Takes the metadata out of pictures without touching what is seen: maker, place, time, comments."""

_JPEG_START = b"\xff\xd8"
_JPEG_SCAN = 0xDA
# APP1 (EXIF, XMP), APP3 to APP13 (maker's notes, IPTC), APP15 and comments; APP0, APP2 (colours) and APP14 (Adobe's colour
# transform) say how the picture is shown.
_JPEG_REMOVED = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_REMOVED = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})


def without_metadata(picture: bytes) -> bytes:
    """Return a JPEG or PNG without metadata, and anything else as it is.

    What follows the end of a PNG is left out too.
    """
    if picture.startswith(_JPEG_START):
        return _jpeg(picture)
    if picture.startswith(_PNG_START):
        return _png(picture)
    return picture


def _jpeg(picture: bytes) -> bytes:
    kept = bytearray(_JPEG_START)
    at = 2
    while at + 4 <= len(picture) and picture[at] == 0xFF:
        marker = picture[at + 1]
        if marker == 0xFF or marker in _JPEG_ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == _JPEG_SCAN:
            break
        end = at + 2 + int.from_bytes(picture[at + 2 : at + 4], "big")
        if marker not in _JPEG_REMOVED:
            kept += picture[at:end]
        at = end
    return bytes(kept) + picture[at:]


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
