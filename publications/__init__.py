"""Studies and reports: publication pages, their files and editions."""
