"""The settings sheet and its parts."""
