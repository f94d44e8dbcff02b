"""Derives the whole catalogue and index again. Long work: it reports progress, may be interrupted, and goes on where it was."""

from catalogue.models import CatalogueEntry
from catalogue.services.bulk import rare_collection
from catalogue.services.correction import Progress, correct_entries
from catalogue.services.exclusive import exclusive

from ..documents import documents_for
from ..engines import get_engine
from ..engines.base import SearchEngine, Writer
from ..engines.shape import Standing

INDEX_BATCH = 500
# The name of the lock: one rebuild at a time, of whichever engine.
WORK = "search-rebuild"


def rebuild_all(progress: Progress) -> int:
    """Put right every entry of the catalogue and build a fresh index; return the number of entries.

    Each batch of entries is a transaction of its own that tells the present index too, so an interruption leaves
    everything in step; entries that are right are not written again. Editors can save meanwhile.

    Args:
        progress: told of each item that was looked at and of each entry that was indexed.

    Raises:
        AlreadyRunning: another rebuild is at work.
    """
    with exclusive(WORK):
        correct_entries(progress)
        _build_index(progress)
    return CatalogueEntry.objects.count()


def rebuild_index(progress: Progress) -> int:
    """Build a fresh index from the catalogue as it is; return the number of entries.

    For another engine, a new server, or after a restored database: nothing is derived again, so it takes half the time.

    Raises:
        AlreadyRunning: another rebuild is at work.
    """
    with exclusive(WORK):
        return _build_index(progress)


def is_to_be_renewed(engine: SearchEngine) -> bool:
    """Whether the index is missing, or made by other rules and not by a later version.

    A later version may be at work on the same engine. The embedded index belongs to the code that runs beside it, whatever
    made it.
    """
    standing = engine.index_state().standing
    return standing in {Standing.MISSING, Standing.OLDER} or (standing is Standing.NEWER and engine.transactional)


def renew_index(progress: Progress) -> bool:
    """Build a fresh index if the present one is to be renewed; return whether it was.

    It is asked again under the lock, because another worker may just have done it.

    Raises:
        AlreadyRunning: another rebuild is at work.
    """
    with exclusive(WORK):
        if not is_to_be_renewed(get_engine()):
            return False
        _build_index(progress)
    return True


@rare_collection()
def _build_index(progress: Progress) -> int:
    written: dict[int, int] = {}

    def fill(writer: Writer) -> None:
        if done := writer.written():
            written.update(done)
            progress(len(done))
        keys = [key for key in CatalogueEntry.objects.order_by("pk").values_list("pk", flat=True) if key not in written]
        for start in range(0, len(keys), INDEX_BATCH):
            documents = documents_for(keys[start : start + INDEX_BATCH])
            writer.add(documents)
            written.update((document.entry_id, document.version) for document in documents)
            progress(len(documents))

    get_engine().rebuild(fill, lambda writer: _catch_up(writer, written))
    return len(written)


def _catch_up(writer: Writer, written: dict[int, int]) -> None:
    """Bring in what changed while an index was filled; `written` has what is in it, by entry and version."""
    current = dict(CatalogueEntry.objects.values_list("pk", "version"))
    stale = [pk for pk, version in written.items() if current.get(pk) != version]
    missing = [pk for pk, version in current.items() if written.get(pk) != version]
    writer.remove(stale)
    writer.add(documents_for(missing))
    # An engine may ask again, for what changed while it caught up.
    for pk in stale:
        del written[pk]
    written.update((pk, current[pk]) for pk in missing)
