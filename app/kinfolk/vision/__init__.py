"""Pixels in, numbers out: faces found, described, graded and grouped. No database, no Qt."""
