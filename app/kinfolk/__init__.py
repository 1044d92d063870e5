"""Kinfolk finds the people in your own photos, on your own machine.

Importing the package sets environment variables that numpy and ONNX Runtime read as they load.
"""

import os

# numpy multiplies matrices on one thread. Most matrices here are small: further threads would wait
# busily for each other, take three times as much of the processor, and 40 MB of memory each. numpy
# reads the variable when it is loaded, which happens later.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# ONNX Runtime from 1.32 on gives the machine an id and reports its use to its maker, unless this is
# set when it is loaded. Nothing leaves the machine, whatever the user's environment says.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
