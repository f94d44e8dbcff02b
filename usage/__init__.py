"""Counting what is read and downloaded, without watching anyone; what it was used for; and reports of both."""
