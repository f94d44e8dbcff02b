"""Formats of dates by language, where ours differ from Django's."""
