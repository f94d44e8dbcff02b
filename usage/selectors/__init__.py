"""What pages ask of the figures."""
