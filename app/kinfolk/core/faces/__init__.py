"""Faces: where they are, whose they are, and what is stored of each."""
