"""Photos: their folders, places and dates, and the searches for them."""
