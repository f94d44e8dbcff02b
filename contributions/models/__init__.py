"""The tables of contributions: drafts, what was sent and what happened to it, spreadsheets of cases, ends of keeping."""

from .contribution import Contribution, ContributionEvent
from .draft import Draft, DraftFile
from .importing import Import, ImportedCase, ImportRow, RowState
from .retention import RetentionReminder

__all__ = [
    "Contribution",
    "ContributionEvent",
    "Draft",
    "DraftFile",
    "Import",
    "ImportRow",
    "ImportedCase",
    "RetentionReminder",
    "RowState",
]
