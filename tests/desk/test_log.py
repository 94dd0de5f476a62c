"""The log: kinds and places, nothing of what was worked with, small, several windows at once."""

import logging
import os
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import log
from desk.refusals import Fault, Refusal
from tests.hooks import hooks_put_back

CANARY = "柳明月13900000001"


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    with hooks_put_back():
        log.begin(tmp_path / "desk.log")
        yield tmp_path / "desk.log"


NOTHING: dict[str, str] = {}


def broken(said: str) -> Exception:
    """An error that tells what it was about, with a cause that does so too."""
    try:
        try:
            NOTHING[said]
        except KeyError as cause:
            raise ValueError(f"no {said}") from cause
    except ValueError as error:
        return error
    raise AssertionError


def test_an_error_is_kept_by_kind_and_place_with_its_cause(path: Path) -> None:
    logging.getLogger("screens.working").error("work of %s failed", Path, exc_info=broken(CANARY))
    kept = path.read_text(encoding="utf-8")
    assert "work of Path failed" in kept
    assert kept.index("KeyError") < kept.index("ValueError")
    assert "tests/desk/test_log.py:" in kept
    assert " broken" in kept
    assert CANARY not in kept
    assert str(log.ROOT) not in kept


def test_no_value_gets_in_by_any_way(path: Path) -> None:
    ours, theirs = logging.getLogger("db.book"), logging.getLogger("sqlalchemy.engine")
    ours.error("kept %s of %s", CANARY, 7)
    ours.error("kept %s", Fault(CANARY, CANARY))
    ours.error("kept %(name)s", {"name": CANARY})
    ours.error("%s %s", CANARY)
    theirs.error(f"INSERT {CANARY}")
    theirs.error("INSERT %s", CANARY, exc_info=Refusal(CANARY, CANARY, code="no_such_case"))
    kept = path.read_text(encoding="utf-8")
    assert CANARY not in kept
    assert "kept … of 7" in kept
    assert "Refusal no_such_case" in kept


def test_what_nobody_caught_is_kept_and_its_words_are_not_shown(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = broken(CANARY)
    sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=lambda: NOTHING[CANARY])
    thread.start()
    thread.join()
    shown = capsys.readouterr()
    assert CANARY not in shown.out + shown.err + path.read_text(encoding="utf-8")
    assert "ValueError" in shown.err
    assert "KeyError" in path.read_text(encoding="utf-8")


def test_nobody_else_may_read_it(path: Path) -> None:
    logging.getLogger("desk").error("it was noted")
    assert path.exists()
    # Folders of Windows have lists of their own.
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_stays_small(path: Path) -> None:
    for _time in range(40):
        logging.getLogger("desk").error("x" * 60_000)
    files = [one for one in log.files_of(path) if one.exists()]
    assert len(files) == log.KEPT + 1 == len(list(path.parent.iterdir()))
    assert all(one.stat().st_size <= log.LIMIT for one in files)


def test_a_log_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    nowhere = tmp_path / "gone" / "desk.log"
    assert not log.write_down(nowhere, broken(CANARY))
    assert log.told(OSError(28, CANARY)).startswith("OSError ENOSPC")
