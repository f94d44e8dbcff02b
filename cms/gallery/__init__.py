"""The page that shows every component in every state, for those who work on templates; only where DEBUG is on."""
