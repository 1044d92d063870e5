"""The files: library.db and cache.db, who writes them, and what was written before."""
