"""The photos: all of them, or those of a folder, and who is in them."""
