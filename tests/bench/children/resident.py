"""Opens the window on a data folder, has everything checked, and prints the memory the process then holds (MB)."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.bench.screen import opened

window = opened(Path(sys.argv[1]))
status = Path("/proc/self/status").read_text("ascii", "replace")
print(int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) / 1024)
window.close()
