"""Topics, the three case types, and what they are made of."""
