"""A picture: decoded, and coded anew without anything but what is seen."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from .answers import Answer, Limits, Refused

# By the names of Pillow: the ending of the file's name, and how it is coded again.
_FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "JPEG": ("jpg", {"quality": 92, "subsampling": "4:2:0", "optimize": True}),
    "PNG": ("png", {"optimize": False}),
    "WEBP": ("webp", {"quality": 92, "method": 2}),
    "GIF": ("gif", {}),
}
# What many phones make: a photograph, followed by its brighter half or a smaller copy (CIPA DC-007). The first one is shown.
_STILL = frozenset({"MPO"})
_PLAIN_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})


def read_picture(content: bytes, limits: Limits) -> Answer:
    """Return a picture without place, time, maker, comments and whatever follows it.

    Raises:
        Refused: it is no picture, broken, moving, or larger than the limit.
    """
    # Pillow would only warn, or stop at a limit of its own.
    Image.MAX_IMAGE_PIXELS = None
    _check_size(*_webp_size(content), limits)
    try:
        with Image.open(BytesIO(content), formats=list(_FORMATS)) as picture:
            _check(picture, limits)
            return _coded(picture)
    except UnidentifiedImageError as error:
        raise Refused("no_picture") from error
    except (OSError, ValueError, SyntaxError, IndexError, KeyError, TypeError, EOFError) as error:
        raise Refused("picture_broken") from error


def _check(picture: Image.Image, limits: Limits) -> None:
    _check_size(picture.width, picture.height, limits)
    if picture.format not in _STILL and getattr(picture, "is_animated", False):
        raise Refused("picture_moves")


def _check_size(width: int, height: int, limits: Limits) -> None:
    pixels = width * height
    if pixels > limits.pixels:
        raise Refused("too_many_pixels", millions=-(-pixels // 1_000_000), most=limits.pixels // 1_000_000)


def _webp_size(content: bytes) -> tuple[int, int]:
    """Return what a WebP says of its size, else (0, 0): Pillow takes the memory for it before it can be asked.

    The sizes stand in the first 30 bytes (RFC 9649, 2.5 to 2.7).
    """
    kind, head = content[8:16], content[16:30]
    if kind == b"WEBPVP8X":
        return 1 + int.from_bytes(head[8:11], "little"), 1 + int.from_bytes(head[11:14], "little")
    if kind == b"WEBPVP8L":
        bits = int.from_bytes(head[5:9], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"WEBPVP8 ":
        return int.from_bytes(head[10:12], "little") & 0x3FFF, int.from_bytes(head[12:14], "little") & 0x3FFF
    return 0, 0


def _coded(picture: Image.Image) -> Answer:
    kind = "JPEG" if picture.format in _STILL else picture.format or ""
    ending, how = _FORMATS[kind]
    picture.load()
    upright = _in_plain_colours(ImageOps.exif_transpose(picture))
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    if kind == "JPEG" and upright.mode not in {"L", "RGB"}:
        upright = upright.convert("RGB")
    out = BytesIO()
    upright.save(out, kind, **how)
    return Answer(ending, out.getvalue())


def _in_plain_colours(picture: Image.Image) -> Image.Image:
    """Return the picture in the colours that every screen knows; a profile of its own would be one more parser to trust."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        try:
            converted = ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            # A profile that is none says nothing of the picture.
            converted = None
        if converted is not None:
            return converted
    return picture if picture.mode in _PLAIN_MODES else picture.convert("RGB")
