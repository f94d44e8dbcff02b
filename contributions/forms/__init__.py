"""The forms of contributors."""
