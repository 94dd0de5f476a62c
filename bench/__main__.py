"""Everything that is measured, one after the other; the figures go to RESULTS.md as well.

python -m bench [NAME…]
"""

import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
HELPERS = {"__init__", "__main__", "floors", "terminal", "books"}


def names() -> list[str]:
    """The measurements there are: every module here that has a `main`."""
    return sorted(
        path.stem
        for path in HERE.glob("*.py")
        if path.stem not in HELPERS and "\ndef main() -> bool:" in path.read_text(encoding="utf-8")
    )


def main(asked: list[str]) -> int:
    """Run them in processes of their own; 1 if one missed its limit."""
    unknown = sorted(set(asked) - set(names()))
    if unknown:
        print(f"no such measurement: {', '.join(unknown)}; there are {', '.join(names())}")
        return 2
    missed, figures = [], []
    for name in asked or names():
        run = subprocess.run(
            [sys.executable, "-m", f"bench.{name}"], stdout=subprocess.PIPE, text=True, check=False
        )
        print(run.stdout, end="", flush=True)
        figures.append(run.stdout.rstrip())
        if run.returncode:
            missed.append(name)
    verdict = f"missed: {', '.join(missed)}" if missed else "every limit kept"
    print(verdict)
    if not asked:
        write(figures, verdict)
    return 1 if missed else 0


def write(figures: list[str], verdict: str) -> None:
    """Keep the figures with the machine they were measured on."""
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    day = datetime.now(UTC).date().isoformat()
    body = "\n".join(figures)
    (HERE / "RESULTS.md").write_text(
        f"# Figures\n\nMeasured {day} on {machine}; {verdict}.\n\n```\n{body}\n```\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
