"""The topics in Wagtail's admin: managing them, and choosing them for an item."""
