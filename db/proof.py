"""A copy is read through in a process of its own: whoever types meanwhile feels nothing of it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from db.bare import key_file_of, raw_key
from desk import i18n
from desk.i18n import _
from desk.refusals import Fault


def faults_apart(path: Path) -> Sequence[str]:
    """What does not agree in the book at `path`, one sentence each, in our language.

    The key of an encrypted one goes through a pipe: never over the command line.
    """
    raw = raw_key(path)
    here = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-m", "db.proof", i18n.current()],
        input=json.dumps([str(path), raw.hex() if raw else ""]),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": here, "PYTHONIOENCODING": "utf-8"},
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        check=False,
    )
    try:
        faults = json.loads(done.stdout)
    except ValueError as error:
        raise Fault(
            _("The copy could not be read through; it was thrown away."),
            _("Try again; if it stays so, run “desk verify” on the book."),
        ) from error
    return [str(fault) for fault in faults]


def _main(language: str) -> None:
    from db.backup import faults_of_copy

    i18n.use(language)
    if hasattr(os, "nice"):
        os.nice(10)
    said, raw = json.loads(sys.stdin.read())
    path = Path(said)
    if raw:
        from db.cipher.keyfile import read
        from db.cipher.keyring import hold

        for key in read(key_file_of(path)).keys:
            hold(key.id, bytes.fromhex(raw))
    faults = faults_of_copy(path)
    sys.stdout.write(json.dumps(list(faults), ensure_ascii=False))


if __name__ == "__main__":
    _main(sys.argv[1])
