"""Where the bundle's `session-store` begins."""

from __future__ import annotations

import os
import sys

from core.cli import main
from window_entry import give_back

if __name__ == "__main__":
    give_back(os.environ)
    sys.exit(main())
