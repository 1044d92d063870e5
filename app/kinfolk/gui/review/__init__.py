"""The page Review, which asks about suggestions."""
