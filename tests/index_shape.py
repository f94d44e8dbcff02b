"""Indexes of another shape than the running code makes, for tests of what an upgrade leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from search.engines import get_engine
from search.engines.shape import Shape
from search.services.rebuild import rebuild_index

EARLIER, LATER = Shape("earlier", "0.0.1"), Shape("later", "99.0")


def make_index_of(shape: Shape) -> None:
    """Make the index again so that it says to have another shape; its words look as they do."""
    if shape.digest:
        shape = replace(shape, digest=f"{get_engine().own_shape().words}_{shape.digest}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(get_engine()), "own_shape", lambda engine: shape)
        rebuild_index(lambda number: None)


@contextmanager
def counted_rebuilds() -> Iterator[list[str]]:
    """Yield a list that grows with each index that is made."""
    made: list[str] = []
    rebuild = type(get_engine()).rebuild

    def counted(engine, fill, catch_up):
        made.append("made")
        rebuild(engine, fill, catch_up)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(get_engine()), "rebuild", counted)
        yield made
