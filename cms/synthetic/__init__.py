"""Synthetic cases for load work: realistic text, many at once."""
