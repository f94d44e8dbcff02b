"""The catalogue of what may be read, and the search over it."""
