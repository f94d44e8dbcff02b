"""Reads spreadsheets of cases: templates to fill in, files of two kinds, cells, and what each row would become."""
