"""Writes of the site itself."""
