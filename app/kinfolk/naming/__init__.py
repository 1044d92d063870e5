"""Naming faces without a window: what is typed, what it would do, and what becomes of it."""
