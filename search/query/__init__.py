"""The query language, the same on every engine: read, understood, and marked in texts."""
