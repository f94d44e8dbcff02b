"""Bytes that unpack to far more, made without packing all of them."""

import zlib

_BLOCK = 10_000_000


def packed_blanks(blocks: int, sign: bytes = b" ", before: bytes = b"") -> bytes:
    """Return packed bytes: `before`, then some times ten million of one sign."""
    packer = zlib.compressobj(9)
    start = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(sign * _BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush a block can be repeated. The checksum at the end is what nobody waits for.
    return start + block * blocks + b"\x03\x00" + bytes(4)
