"""Writes of the index, and what keeps it and the catalogue in step."""
