"""The pages of contributors."""
