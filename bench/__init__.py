"""What `make bench` runs: measures in a real Chromium, beside the naive way, written to `bench/results.json`.

The page is driven with the hands of the browser tests.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

sys.path.insert(0, str(ROOT / "tests" / "browser"))
