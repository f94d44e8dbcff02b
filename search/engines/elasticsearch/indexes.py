"""The index behind the alias: made, filled beside the old one, and put in its place in one call."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from elasticsearch import Elasticsearch, NotFoundError

from ..shape import Shape
from . import mapping

# What stands after the alias in the name of an index: when it was made, and something by chance.
_MADE = r"-\d{14}-[0-9a-f]{6}"
# While an index is filled nobody searches it, so nothing has to be made searchable in between.
_FILLING = {"refresh_interval": "-1"}


class Indexes:
    """The indexes of one alias."""

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client, self.alias = client, alias

    def current(self) -> str | None:
        """Return the index behind the alias, if there is one."""
        if not self._client.indices.exists_alias(name=self.alias):
            return None
        return next(iter(self._client.indices.get_alias(name=self.alias).body))

    def present(self) -> tuple[str, Shape] | None:
        """Return the index behind the alias and the shape that it says it has, in one request; None if there is none.

        One that nobody can read by the name for readers says nothing that holds.
        """
        try:
            found = self._client.indices.get(
                index=self.alias, features="aliases,mappings", filter_path="*.aliases,*.mappings._meta"
            )
        except NotFoundError:
            return None
        ((name, parts),) = found.body.items()
        said = parts.get("mappings", {}).get("_meta", {})
        digest = said.get("shape", "") if reading_alias(self.alias) in parts["aliases"] else ""
        return name, Shape(digest, said.get("made_by", ""))

    def create(self, shape: Shape) -> str:
        """Make an empty index and return its name. It can be written to under `writing_alias` alone.

        The alias keeps a write from making an index by itself, without our mapping, if this one is deleted meanwhile.
        """
        fields = mapping.build_mapping()
        fields.meta("_meta", {"shape": shape.digest, "made_by": shape.made_by})
        settings = mapping.settings_with(fields)
        settings["index"] = {**settings["index"], **_FILLING}
        name = f"{self.alias}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
        self._client.indices.create(
            index=name, settings=settings, mappings=fields.to_dict(), aliases={writing_alias(name): {}}
        )
        return name

    def put_in_place(self, name: str) -> None:
        """Let readers and writers see this index from now on, and delete the old one in the same call."""
        self._client.indices.put_settings(index=name, settings={"index": {"refresh_interval": None}})
        self._client.indices.refresh(index=name)
        aliases = (self.alias, reading_alias(self.alias))
        actions: list[dict[str, dict[str, str]]] = [{"add": {"index": name, "alias": alias}} for alias in aliases]
        if old := self.current():
            actions.append({"remove_index": {"index": old}})
        self._client.indices.update_aliases(actions=actions)

    def delete(self, name: str) -> None:
        """Delete an index that did not come to be used."""
        self._client.indices.delete(index=name, ignore_unavailable=True)

    def delete_unfinished(self) -> None:
        """Delete what an interrupted rebuild has left behind."""
        current = self.current()
        for name in self._client.indices.get(index=f"{self.alias}-*", features="aliases", allow_no_indices=True).body:
            # Another site on this server may have an alias that begins like ours.
            if name != current and re.fullmatch(re.escape(self.alias) + _MADE, name):
                self.delete(name)

    @contextmanager
    def fresh(self, shape: Shape) -> Iterator[str]:
        """Make an index that is deleted again if it cannot be filled."""
        self.delete_unfinished()
        name = self.create(shape)
        try:
            yield name
        except BaseException:
            self.delete(name)
            raise


def reading_alias(alias: str) -> str:
    """Return the name under which an index is read. One whose words look otherwise does not have it, and is missing for readers."""
    return f"{alias}-words-{mapping.words_digest()}"


def writing_alias(name: str) -> str:
    """Return the name under which this index and no other is written to, before and after it is put in place."""
    return f"{name}-filling"
