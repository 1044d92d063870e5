"""The photo a face is from."""
