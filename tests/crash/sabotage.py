"""Desk broken on purpose, to see that the kills find it: each way is put in force in a child."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from desk.exporting import files


def torn() -> None:
    """No transaction: each statement is kept by itself."""
    from db import store
    from db.engine import _held

    vars(store)["writing"] = lambda engine: _held(engine, lambda _connection: None)


def forgetful() -> None:
    """A call is confirmed and not kept."""
    from db.unit_of_work import KeptAct

    keep = KeptAct.commit

    def commit(act: KeptAct) -> None:
        if act._head.act == "case.contact":
            act.committed = True
        else:
            keep(act)

    KeptAct.commit = commit  # type: ignore[assignment, method-assign]


def straight() -> None:
    """A list is written under its final name from the first byte."""

    def write(target: Path, content: bytes, *, over: bool = True) -> None:
        with target.open("wb", buffering=0) as file:
            for at in range(0, len(content), 64):
                file.write(content[at : at + 64])
                time.sleep(0.02)

    vars(files)["write_whole"] = write


WAYS: dict[str, tuple[Callable[[], None], str]] = {
    "torn": (torn, "counter"),
    "forgetful": (forgetful, "counter"),
    "straight": (straight, "paper"),
}
"""Each way, and the work in which it must be found."""
MOST = 30
"""Kills within which it must be found."""


def main(folder: Path) -> int:
    """Say for each way which kinds of wrong were found, as JSON."""
    from tests.crash.kills import kills

    found = {}
    for name, (sabotage, work) in WAYS.items():
        report = kills(folder / name, MOST, 1, [work], sabotage=sabotage, enough=1)
        found[name] = sorted({one.split(": ")[1] for one in report.wrong})
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
