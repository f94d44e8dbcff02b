"""Closed lists of codes, a module a subject. The codes are stored; the labels are translated."""
