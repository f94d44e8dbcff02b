"""Archives that somebody has changed."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

MANIFEST = "manifest.json"
Members = dict[str, bytes]


def with_members(archive: Path, target: Path, change: Callable[[Members], object]) -> Path:
    """Write a copy of the archive in which the content of members is other."""
    with ZipFile(archive) as source:
        members = {name: source.read(name) for name in source.namelist()}
    change(members)
    with ZipFile(target, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return target


def with_manifest(archive: Path, target: Path, change: Callable[[Any], object]) -> Path:
    """Write a copy whose manifest is other."""

    def apply(members: Members) -> None:
        manifest = json.loads(members[MANIFEST])
        change(manifest)
        members[MANIFEST] = json.dumps(manifest).encode()

    return with_members(archive, target, apply)


def with_rows(archive: Path, target: Path, table: str, change: Callable[[list[dict[str, Any]]], object]) -> Path:
    """Write a copy that is sound, but in which a table has other rows."""

    def apply(members: Members) -> None:
        manifest = json.loads(members[MANIFEST])
        part = next(part for part in manifest["tables"] if part["name"] == table)
        member = f"tables/{table}.jsonl"
        rows = [dict(zip(part["columns"], json.loads(line), strict=True)) for line in members[member].splitlines()]
        change(rows)
        members[member] = b"".join(json.dumps(list(row.values())).encode() + b"\n" for row in rows)
        part |= {"rows": len(rows), "sha256": hashlib.sha256(members[member]).hexdigest()}
        members[MANIFEST] = json.dumps(manifest).encode()

    return with_members(archive, target, apply)
