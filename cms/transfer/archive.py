"""The archive: a zip file with a manifest, the rows of each table as lines of JSON, and the files under MEDIA_ROOT."""

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .errors import TransferError
from .manifest import FilePart, Manifest, TablePart

MANIFEST = "manifest.json"
CHUNK = 1 << 20
# What zipfile and json raise for bytes that were changed or are missing.
_DAMAGED = (
    BadZipFile, zlib.error, struct.error, EOFError, OSError, KeyError, ValueError, TypeError, AttributeError, RuntimeError,
)  # fmt: skip


class ArchiveWriter:
    """Writes the parts of an archive one after the other; nothing is held in memory."""

    def __init__(self, archive: ZipFile) -> None:
        self._zip = archive

    def add_rows(self, name: str, rows: Iterable[list[Any]]) -> tuple[int, str]:
        """Add a table; return the number of rows and the digest."""
        digest, number = hashlib.sha256(), 0
        with self._member(_table_member(name), ZIP_DEFLATED) as member:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"
                digest.update(line)
                member.write(line)
                number += 1
        return number, digest.hexdigest()

    def add_file(self, name: str, source: IO[bytes], progress: Callable[[int], object]) -> FilePart:
        """Add a file."""
        digest, size = hashlib.sha256(), 0
        with self._member(_file_member(name), ZIP_STORED) as member:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                member.write(chunk)
                size += len(chunk)
                progress(len(chunk))
        return FilePart(name, size, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest."""
        with self._member(MANIFEST, ZIP_DEFLATED) as member:
            member.write(manifest.to_json().encode())

    def _member(self, name: str, compression: int) -> IO[bytes]:
        info = ZipInfo(name)
        info.compress_type = compression
        info.external_attr = 0o600 << 16
        return self._zip.open(info, "w", force_zip64=True)


class ArchiveReader:
    """Reads an archive and tells of every byte that is not as it was written."""

    def __init__(self, file: IO[bytes]) -> None:
        with _damage_told("the file"):
            self._zip = ZipFile(file)
        with _damage_told(MANIFEST):
            self.manifest = Manifest.from_json(self._zip.read(MANIFEST))

    def rows(self, table: TablePart) -> Iterator[list[Any]]:
        """Yield the rows of a table.

        Raises:
            TransferError: they are not those that the manifest tells of; it may come after the last row.
        """
        member, digest, number = _table_member(table.name), hashlib.sha256(), 0
        with _damage_told(member), self._zip.open(member) as lines:
            for line in lines:
                digest.update(line)
                row = json.loads(line)
                if len(row) != len(table.columns):
                    raise ValueError
                number += 1
                yield row
            if (number, digest.hexdigest()) != (table.rows, table.sha256):
                raise ValueError

    def chunks(self, part: FilePart) -> Iterator[bytes]:
        """Yield a file piece by piece.

        Raises:
            TransferError: it is not what the manifest tells of; it may come after the last piece.
        """
        member, digest = _file_member(part.name), hashlib.sha256()
        with _damage_told(member), self._zip.open(member) as source:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                yield chunk
            if digest.hexdigest() != part.sha256:
                raise ValueError


@contextmanager
def new_archive(path: Path) -> Iterator[ArchiveWriter]:
    """Make a file that only its owner can read; it gets its name when all is written, and goes if that fails.

    Raises:
        TransferError: there is a file already, or it cannot be written.
    """
    if path.exists():
        raise TransferError(f"There is a file {path} already: choose another name.")
    draft = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise TransferError(f"Another export is writing {draft}, or one was killed: then delete that file.") from None
    except OSError as error:
        raise TransferError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            with ZipFile(file, "w") as archive:
                yield ArchiveWriter(archive)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


@contextmanager
def open_archive(path: Path) -> Iterator[ArchiveReader]:
    """Open an archive.

    Raises:
        TransferError: there is none, or it is no archive of this format.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise TransferError(f"{path} cannot be read: {error.strerror}.") from error
    with file:
        yield ArchiveReader(file)


@contextmanager
def _damage_told(part: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        raise TransferError(f"The archive is damaged ({part}): copy it again, or export again.") from error


def _table_member(name: str) -> str:
    return f"tables/{name}.jsonl"


def _file_member(name: str) -> str:
    return f"media/{name}"
