"""The tables of contributions: drafts with their files, what was sent, what happened to it, and spreadsheets of cases."""

from .contribution import Contribution, ContributionEvent
from .draft import Draft, DraftFile
from .importing import Import, ImportedCase, ImportRow, RowState

__all__ = [
    "Contribution",
    "ContributionEvent",
    "Draft",
    "DraftFile",
    "Import",
    "ImportRow",
    "ImportedCase",
    "RowState",
]
