"""Sheets that show all faces of a group or person: to take some out, or to split it."""
