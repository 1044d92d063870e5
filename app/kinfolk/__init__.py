"""Kinfolk: finds the people in somebody's own photos, on their own machine."""

import os

# Threads of numpy's that wait busily would take the cores from the decoders and the window. It is
# read when numpy is loaded, which is later.
os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")

# ONNX Runtime from 1.32 on keeps a number for the machine and sends its maker what it does, unless
# this is there when it is loaded. Nothing leaves the machine, whatever somebody has set.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__version__ = "0.1.0"
