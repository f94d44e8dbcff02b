"""The demo: real judgments, invented cases, outcomes and publications, and an account for each role."""
