"""Files that belong to cases and publications: checked, measured, read page by page."""
