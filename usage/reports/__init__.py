"""Frozen reports as they are shown: read once, then written as a page, a PDF file, tables and COUNTER's forms."""
