"""The Django project and the site's own pages."""
