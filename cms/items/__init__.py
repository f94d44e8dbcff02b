"""The public pages of items and their files: what they show, for people and for machines, and how files are sent."""
