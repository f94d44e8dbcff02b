"""Writes down who checked what an item says: part of the version that is accepted."""

from typing import cast

from accounts.models import User
from cases.codes.verification import Verification
from cases.models import CaseBase

from ..models import Contribution


def note_verification(held: Contribution, by: User, level: str) -> None:
    """Make a version of the page that says it, unless the newest one does already.

    Args:
        held: the contribution, held by the transaction; its page is read again.
        by: the reviewer.
        level: one of `cases.codes.verification.Verification`.
    """
    item = held.item
    if item is None or held.page is None:
        return
    version = cast(CaseBase, item.get_latest_revision_as_object())
    if version.verification != level:
        version.verification = Verification(level)
        version.save_revision(user=by, clean=False)
        held.page.refresh_from_db()
