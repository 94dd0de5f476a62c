"""A folder that is full in the middle of a run: the real error of the system, and on again."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.i18n import use
from desk.letter.printer import ONE_SIDE, FolderPrinter, Sheets
from desk.letter.printers import folder_name
from desk.letter.run import ItemState, RunFile
from desk.services import print_runs, printing
from desk.services.letter_rows import frozen_page
from desk.services.print_loop import carry_on
from desk.services.print_runs import RunForm
from tests.desk.services.hall import Hall, open_hall


class _Limited(FolderPrinter):
    """A folder without room for a file beyond so many bytes."""

    def __init__(self, folder: Path, room: int) -> None:
        super().__init__(folder)
        self.room = room

    def send(self, content: bytes, name: str, sheets: Sheets = ONE_SIDE) -> str:
        # Only where processes have such limits.
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.room, hard))
        try:
            job = super().send(content, name, sheets)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        self.room -= len(content)
        return job


@contextmanager
def _small(folder: Path, size: int) -> Iterator[FolderPrinter]:
    """A folder of so many bytes: a file system of its own where one may be mounted."""
    folder.mkdir()
    mount = shutil.which("mount")
    mounted = (
        mount is not None
        and os.geteuid() == 0
        and subprocess.run(
            [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
            capture_output=True,
            check=False,
        ).returncode
        == 0
    )
    try:
        yield FolderPrinter(folder) if mounted else _Limited(folder, size)
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def _go(hall: Hall, run: RunFile, printer: FolderPrinter) -> bool:
    return carry_on(
        hall.desk,
        hall.lead,
        run.run.id,
        printer,
        tell=lambda _told: None,
        wait=lambda _seconds: False,
    )


def _of_three(hall: Hall, folder: Path) -> tuple[RunFile, int]:
    """A run of three letters into a folder, and about the size of one."""
    letters = [hall.issued()[1] for _each in range(3)]
    with hall.desk.store.read() as book:
        pages = [frozen_page(book, letter).content for letter in letters]
    form = RunForm(printer=folder_name(folder))
    run = print_runs.begin_run(hall.desk, hall.lead, [one.id for one in letters], form)
    return run, max(len(page) for page in pages)


def test_nothing_is_lost_and_nothing_comes_out_twice(tmp_path: Path) -> None:
    use("zh_CN")
    hall, folder = open_hall(), tmp_path / "small"
    run, size = _of_three(hall, folder)
    with _small(folder, size * 5 // 2) as printer:
        assert not _go(hall, run, printer)
        items = print_runs.run_file(hall.desk, hall.lead, run.run.id).items
        states = [item.state for item in items]
        assert states == [ItemState.SENT, ItemState.SENT, ItemState.FAILED]
        assert "没有空间" in items[2].wrong
        # No half page stays behind to be taken for a letter.
        kept = {path.name: path.read_bytes()[-6:] for path in folder.iterdir()}
        assert sorted(kept) == sorted(f"{item.number}.pdf" for item in items[:2])
        assert all(b"%%EOF" in end for end in kept.values())
    # Somebody makes room: what was kept is taken away, the run goes on with the third.
    free = FolderPrinter(tmp_path / "small")
    printing.resume_run(hall.desk, hall.lead, run.run.id, free)
    assert _go(hall, run, free)
    items = print_runs.run_file(hall.desk, hall.lead, run.run.id).items
    assert {item.state for item in items} == {ItemState.SENT}
    assert (folder / f"{items[2].number}.pdf").read_bytes().startswith(b"%PDF")
    assert len({item.number for item in items}) == 3
