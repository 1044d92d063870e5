"""Kinfolk: finds the people in somebody's own photos, on their own machine."""

import os

# numpy multiplies matrices on one thread. What is compared here is mostly small: more threads take
# three times as much of the processor for it, waiting for each other, and 40 MB each. It is read
# when numpy is loaded, which is later.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# ONNX Runtime from 1.32 on keeps a number for the machine and sends its maker what it does, unless
# this is there when it is loaded. Nothing leaves the machine, whatever somebody has set.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
