"""The views of the site itself: its home, pages of text and errors, health, and what robots ask for."""
