"""Aligned faces as directions."""
