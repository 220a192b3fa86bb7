"""Where the files lie that tests read: the checkout, the layouts, and the reference documents beside the checkout."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAYOUTS = ROOT / "tests" / "recognise" / "layouts"
SHARED = Path(os.environ.get("GONGKAI_SHARED") or ROOT.parent / "shared")
