"""The database files: library.db and cache.db, their writer, the history, backups and checks."""
