"""The result page: finds, labels and links what the template shows."""
