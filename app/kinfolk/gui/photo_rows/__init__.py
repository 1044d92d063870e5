"""Photos in rows under headings, the grid that all pages of photos use."""
