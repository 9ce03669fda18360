"""Entry point of the single executable, made by build.spec."""

from __future__ import annotations

import sys

from launcher.start import main

if __name__ == "__main__":
    sys.exit(main())
