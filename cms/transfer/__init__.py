"""Moves all content from one database to another, in one archive: rows as the database holds them, and files."""
