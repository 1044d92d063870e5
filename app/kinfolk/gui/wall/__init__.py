"""The people wall."""
