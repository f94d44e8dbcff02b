"""Writes of the catalogue and the index."""
