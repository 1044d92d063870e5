"""How the cores of the machine are shared between photos."""

import os

CORES = os.cpu_count() or 1
# Photos looked at side by side: two that have a core each are done sooner than one after the other
# on two (25 % on small photos); more of them would only take memory.
PHOTOS_AT_ONCE = min(CORES, 4)
