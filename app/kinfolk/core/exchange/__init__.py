"""Export everything decided to one file, and import it into another library; see docs/export.md."""
