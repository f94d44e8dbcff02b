"""The embedded engine: SQLite's FTS5 in the database of the site, written in the transaction that publishes."""
