"""Let tests import the programs of packaging/ as these import each other: by their bare names."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
