"""The programs of packaging/ are imported as they import each other: by their names alone."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
