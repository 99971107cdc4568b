"""Run `hanoi-press …` in a process of its own, in a folder of the test's choice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from spiders_tests.loopback import ROOT


def run_hanoi_press(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, with these variables added to an environment that says nothing of hanoi_press."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANOI_PRESS_", "SCRAPY_"))}
    clean |= {"PYTHONPATH": str(ROOT), "COLUMNS": "80"} | environment
    command = [sys.executable, "-m", "hanoi_press", *arguments]
    return subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, timeout=120)
