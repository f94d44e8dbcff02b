"""What members share, from the first word typed to the day it is withdrawn: drafts, sending, review."""
