"""Writes of topics that mean something; each is atomic and tells the rest of the system in its own transaction."""
