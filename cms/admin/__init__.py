"""What Casebook changes in Wagtail's pages about pages."""
