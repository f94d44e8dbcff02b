"""People, the organisations they belong to, their roles, and sign-in."""
