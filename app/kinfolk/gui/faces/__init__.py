"""Grids, models and painting of faces and people, used by all pages."""
