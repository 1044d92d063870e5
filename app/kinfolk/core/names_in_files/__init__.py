"""Names in and next to photo files: what they claim, and what of it is taken."""
