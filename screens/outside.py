"""Showing a file in a program outside the terminal, where the computer has one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def open_outside(path: Path) -> bool:
    """Have the computer show a file; False where nothing can show it. Waits for nobody."""
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError:
            return False
        return True
    desktop = sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if not desktop or program is None:
        return False
    try:
        subprocess.Popen(
            [program, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True
