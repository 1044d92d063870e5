"""People: their fields and lists, and what is decided about them and their groups."""
