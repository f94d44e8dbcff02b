"""Writes of contributions: drafts, sending, and every change of state."""
