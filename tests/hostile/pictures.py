"""Pictures that cost far more to decode than to send, lie, or tell where they were taken."""

import struct
import zlib
from io import BytesIO

from PIL import Image

from .packing import packed_blanks


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    """Return a picture as a file."""
    out = BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def enormous_webp() -> bytes:
    """126 megapixels of one colour in some bytes: a small picture that says it is large, and can be decoded as such."""
    small = bytearray(saved(Image.new("RGB", (16, 16), "white"), "WEBP", lossless=True))
    small[21:25] = (11_999 | 10_499 << 14).to_bytes(4, "little")
    return bytes(small)


def twenty_eight_bytes() -> bytes:
    """A GIF that ends before its picture begins."""
    return b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, packed: bytes, before: bytes = b"") -> bytes:
    """Return a grey PNG with the given claims and packed rows."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + before + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def lying_dimensions() -> bytes:
    """A PNG of 4,000 million pixels, it says."""
    return png(65_535, 65_535, zlib.compress(b"\0" * 100))


def rows_missing() -> bytes:
    return png(4_000, 4_000, zlib.compress(b"\0" * 100))


def rows_without_end() -> bytes:
    """One pixel, and a gigabyte of rows."""
    return png(1, 1, packed_blanks(100, b"\0"))


def text_without_end() -> bytes:
    """A comment of half a gigabyte."""
    return png(1, 1, zlib.compress(b"\0\0"), _chunk(b"zTXt", b"Comment\0\0" + packed_blanks(50, b"x")))


def ten_thousand_frames() -> bytes:
    head = b"GIF89a" + struct.pack("<HH", 1_000, 1_000) + b"\x80\0\0\0\0\0\xff\xff\xff"
    frame = (
        b"\x21\xf9\x04\x00\x01\x00\x00\x00," + struct.pack("<HHHH", 0, 0, 1_000, 1_000) + b"\x00\x02\x02\x44\x01\x00"
    )
    return head + frame * 10_000 + b";"


def where_it_was_taken() -> bytes:
    """A photograph with the place, the camera and a comment."""
    exif = Image.Exif()
    exif[0x010F] = "danger camera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 1.0)
    return saved(Image.new("RGB", (60, 40), "red"), "JPEG", exif=exif, comment=b"danger")


def picture_and_page_of_the_web() -> bytes:
    """A GIF after which a page of the web follows."""
    return saved(Image.new("RGB", (10, 10)), "GIF") + b"<script>danger()</script>"


def cut_short() -> bytes:
    content = saved(Image.effect_noise((500, 500), 90).convert("RGB"), "JPEG")
    return content[: len(content) // 3]


def page_of_the_web() -> bytes:
    return b"<svg xmlns='http://www.w3.org/2000/svg'><script>danger()</script></svg>"
