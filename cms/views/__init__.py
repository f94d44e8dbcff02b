"""The views of the site itself: items, files, the pages of text, and what machines ask for."""
