"""Kinfolk: finds the people in somebody's own photos, on their own machine."""

import os

# Threads of numpy's that wait busily would take the cores from the decoders and the window. It is
# read when numpy is loaded, which is later.
os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")

__version__ = "0.1.0"
