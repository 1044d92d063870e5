"""The photo view: a photo with everyone in it."""
