"""What every test stands on: the catalogue, the language, the time zone, and a home of its own."""

import os
import sys
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from desk import i18n
from tools.catalogue import CatalogueError, compile_catalogue

ROOT = Path(__file__).resolve().parent.parent
REQUIRE_ALL = os.environ.get("DESK_REQUIRE_ALL") == "1"
SNAPSHOT_PYTHON = (3, 11)
"""Snapshots are made by one Python: another may wrap or time a frame differently."""

HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_DATA_HOME": "share",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "DESK_HOME": "desk",
}
"""Where a program looks for a place of its own, and the folder it is given instead."""

settings.register_profile(
    "desk", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "ci", settings.get_profile("desk"), database=None, derandomize=True, print_blob=True
)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

for _name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
    os.environ.pop(_name, None)
os.environ["LANG"] = "zh_CN.UTF-8"
os.environ["TZ"] = "Asia/Shanghai"
if sys.platform != "win32":
    time.tzset()


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogue once, and refuse snapshots that another Python would make."""
    if config.getoption("update_snapshots", default=False) and (
        sys.version_info[:2] != SNAPSHOT_PYTHON
    ):
        raise pytest.UsageError("Snapshots are made with Python 3.11 only.")
    if not hasattr(config, "workerinput"):
        try:
            compile_catalogue(ROOT)
        except CatalogueError as error:
            raise pytest.UsageError(f"The catalogue cannot be read: {error}") from error


@pytest.fixture(autouse=True)
def _house(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Chinese to begin with, nobody's settings, and no file outside the test's own folders."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith("DESK_")]:
        if name != "DESK_REQUIRE_ALL":
            monkeypatch.delenv(name)
    for name, folder in HOMES.items():
        monkeypatch.setenv(name, str(home / folder))
    i18n.use("zh_CN")
    yield
    i18n.use("zh_CN")


def _skipped(reason: object) -> str:
    why = reason[2] if isinstance(reason, tuple) else reason
    return f"DESK_REQUIRE_ALL=1 takes a skipped test for a failed one. {why}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With DESK_REQUIRE_ALL=1 a skipped test fails."""
    report = yield
    if REQUIRE_ALL and report.skipped:
        report.outcome, report.longrepr = "failed", _skipped(report.longrepr)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """With DESK_REQUIRE_ALL=1 a module that skips itself fails."""
    report = yield
    if REQUIRE_ALL and report.skipped:
        report.outcome, report.longrepr = "failed", _skipped(report.longrepr)
    return report
