"""The tables of counting."""

from .days import CountedItem, DailyFigure, Day, ItemTotal, Restatement
from .events import Event, LeftOut, SpoolFile

__all__ = ["CountedItem", "DailyFigure", "Day", "Event", "ItemTotal", "LeftOut", "Restatement", "SpoolFile"]
