"""The photo view: a photo with everybody in it."""
