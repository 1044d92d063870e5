"""The panel that shows what was done, and goes back to any of it."""
