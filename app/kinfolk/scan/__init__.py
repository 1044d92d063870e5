"""Scans: from folders of photos to faces of people, joining vision to core."""
