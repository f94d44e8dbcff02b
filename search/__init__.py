"""The search over the catalogue."""
