"""The files under MEDIA_ROOT, on their way into an archive and out of it."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from django.conf import settings

from .archive import CHUNK, ArchiveReader, ArchiveWriter
from .errors import TransferError
from .manifest import FilePart
from .progress import Progress


def refuse_inside_media(path: Path) -> None:
    """Raise if an archive would be one of the files that go into it."""
    if path.resolve().is_relative_to(_root().resolve()):
        raise TransferError(f"{path} lies in MEDIA_ROOT, whose files go into the archive: write it elsewhere.")


def write_files(archive: ArchiveWriter, begin: Progress) -> list[FilePart]:
    """Add every file under MEDIA_ROOT to the archive; one that is deleted meanwhile is passed over."""
    found = {path: size for path in sorted(_files(_root())) if (size := _size(path)) is not None}
    update = begin("Files", sum(found.values()), "B")
    parts = []
    for path in found:
        with suppress(FileNotFoundError), path.open("rb") as source:
            parts.append(archive.add_file(path.relative_to(_root()).as_posix(), source, update))
    return parts


@contextmanager
def files_in_place(archive: ArchiveReader, begin: Progress) -> Iterator[None]:
    """Put the files of the archive under MEDIA_ROOT; if what follows fails, take them away again.

    A file that is there already stays if it is the same: after an interruption, or where only the database moves.

    Raises:
        TransferError: another file is in the place of one, or one is damaged.
    """
    parts = archive.manifest.files
    update = begin("Files", sum(part.size for part in parts), "B")
    placed: list[Path] = []
    try:
        for part in parts:
            target = _place_of(part)
            if target.exists():
                _refuse_other(target, part)
                update(part.size)
            else:
                placed.append(target)
                _write(archive.chunks(part), target, update)
        yield
    except BaseException:
        for target in placed:
            target.unlink(missing_ok=True)
        raise


def _root() -> Path:
    return Path(settings.MEDIA_ROOT).absolute()


def _files(folder: Path) -> Iterator[Path]:
    """Yield all files below a folder, also through links to folders elsewhere."""
    seen: set[Path] = set()
    for name, folders, files in os.walk(folder, followlinks=True):
        here = Path(name).resolve()
        if here in seen:
            folders.clear()
            continue
        seen.add(here)
        yield from (Path(name) / file for file in files)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _place_of(part: FilePart) -> Path:
    name = PurePosixPath(part.name)
    if name.is_absolute() or ".." in name.parts or not name.parts:
        raise TransferError(f"The archive names a file outside MEDIA_ROOT ({part.name}): it was not made by Casebook.")
    return _root() / name


def _refuse_other(target: Path, part: FilePart) -> None:
    digest = hashlib.sha256()
    with target.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    if digest.hexdigest() != part.sha256:
        raise TransferError(
            f"There is another file {target} already: move it away, or import with an empty MEDIA_ROOT."
        )


def _write(chunks: Iterator[bytes], target: Path, update: Callable[[int], object]) -> None:
    """Write beside the place and rename, so that no half file ever has the name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
                update(len(chunk))
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)
