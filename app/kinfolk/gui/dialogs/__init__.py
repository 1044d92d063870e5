"""Sheets that cover the window until they are answered."""
