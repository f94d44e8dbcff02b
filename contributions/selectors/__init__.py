"""Reads of contributions that span several tables."""
