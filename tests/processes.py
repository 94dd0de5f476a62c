"""Fresh processes, for what can only be seen in one: what is imported, what is installed."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_REPORT = "import sys, json; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"


def run(
    command: Sequence[str | Path], *, cwd: Path = ROOT, check: bool = True, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; `environment` is added to ours. Fails with what it printed."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    if check and done.returncode:
        words = " ".join(str(word) for word in command)
        raise AssertionError(f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def modules_after(code: str) -> set[str]:
    """The names in `sys.modules` of a fresh Python that has run `code`."""
    done = run([sys.executable, "-c", f"{code}\n{_REPORT}"])
    return set(json.loads(done.stderr.splitlines()[-1]))


def packages(modules: set[str]) -> set[str]:
    """The top-level packages that `modules` belong to."""
    return {module.partition(".")[0] for module in modules}
