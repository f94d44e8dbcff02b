"""The tables of counting, and of what items were used for."""

from .days import CountedItem, DailyFigure, Day, ItemTotal, Restatement
from .digests import DigestWish
from .events import EmptySearch, Event, LeftOut, SpoolFile
from .reports import Report
from .uses import Use, UseOfItem, UseReporter

__all__ = [
    "CountedItem", "DailyFigure", "Day", "DigestWish", "EmptySearch", "Event", "ItemTotal", "LeftOut", "Report", "Restatement", "SpoolFile",
    "Use", "UseOfItem", "UseReporter",
]  # fmt: skip
