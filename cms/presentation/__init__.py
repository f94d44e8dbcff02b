"""What the pages of items show: facts, numbered text, links, and descriptions for machines."""
