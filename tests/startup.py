"""Loaded before every other plugin of pytest: what makes the tests start sooner."""

import gc

# A fifth of the time of loading Django and Wagtail goes into looking for garbage that is not there yet.
# `conftest.pytest_collection_finish` begins to look for it.
gc.disable()
