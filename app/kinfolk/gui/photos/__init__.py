"""The page Photos, with its search."""
