"""Detectors: where the faces are in a picture."""
