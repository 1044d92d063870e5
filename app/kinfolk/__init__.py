"""Kinfolk: finds the people in somebody's own photos, on their own machine."""

__version__ = "0.1.0"
