"""Faces and people as they are shown everywhere."""
