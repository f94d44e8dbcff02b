"""The pages of contributors and of reviewers."""
