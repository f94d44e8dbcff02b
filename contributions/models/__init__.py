"""The tables of contributions: drafts with their files, what was sent, and what happened to it."""

from .contribution import Contribution, ContributionEvent
from .draft import Draft, DraftFile

__all__ = ["Contribution", "ContributionEvent", "Draft", "DraftFile"]
