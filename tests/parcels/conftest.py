"""The test files of this folder share modules beside them and the small course of the exercises' tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "exercises"))
