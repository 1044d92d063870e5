"""Boards of cards with faces to judge: what Review and New faces have in common."""
