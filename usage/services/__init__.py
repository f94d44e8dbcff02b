"""What is written: events, days, uses, reports."""
