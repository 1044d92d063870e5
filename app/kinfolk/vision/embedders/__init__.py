"""Embedders: aligned faces as directions."""
