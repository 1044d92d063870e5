"""The page New: faces that scans have added to people the user knows."""
