"""Everything decided: written to one file, and read into another library. See docs/export.md."""
