"""Pixels in, numbers out: faces detected, embedded, graded and grouped. No database, no Qt."""
