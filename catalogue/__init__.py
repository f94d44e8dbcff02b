"""The catalogue: what may be read of each item, by whom, and in which words. Everything public reads it."""
