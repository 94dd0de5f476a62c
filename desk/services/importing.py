"""The customer file from a list of the marketing system: looked at, taken in, gone on with.

An import is one act in many transactions: each batch is kept with one entry of the journal that
names the import, together with the row of the import itself. Between two batches it can be
stopped, and goes on behind the last whole one.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from desk.collecting import cycles_left_alone
from desk.customer_file import ImportRun
from desk.enums import ImportState
from desk.i18n import _
from desk.ids import new_id
from desk.importing import mapping as mappings
from desk.importing.mapping import ImportMapping
from desk.importing.refused_file import RefusedFile, RefusedRow
from desk.importing.rows import Entry, Judge, Wrong, judge_of
from desk.importing.seen import Seen
from desk.importing.source import Read, Row, Table, opened
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.import_batch import Batch, Came, Outcome, batch_of
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.text import clean_line

BATCH = 500
"""Rows that are kept together: others wait for the book no longer than one batch takes, and an
entry of the journal stays as small as a megabyte."""
SILENT = timedelta(minutes=1)
"""An import that kept nothing for so long has been ended from outside."""
PREVIEW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportForm:
    """What is imported and how. No mapping: the one that the headers suggest."""

    path: Path
    mapping: ImportMapping | None = None
    encoding: str = ""
    file_wins: bool = False
    """Whether the file also changes what a person corrected here."""
    resume: bool = False
    """Whether to go on with an import of this very file that was stopped."""
    refused: Path | None = None
    """Where refused rows go; beside the file unless said otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One row as it would be kept, or why not."""

    outcome: Outcome
    entry: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """A file that was looked at: how it was read, its headers, and its first rows judged."""

    read: Read
    headers: tuple[str, ...]
    header_row: int
    mapping: ImportMapping
    rows: tuple[PreviewRow, ...] = ()
    problem: Refusal | None = None
    """Why it cannot be imported by this mapping."""
    stopped: ImportRun | None = None
    """An import of this very file that was stopped and can be gone on with."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """Columns that become nothing."""
        named = {mappings.folded(header) for header in self.mapping.columns}
        return tuple(h for h in self.headers if h and mappings.folded(h) not in named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How an import stands. `refused_file` is there once a row was refused."""

    run: ImportRun
    rows_about: int
    refused_file: Path | None = None


@service("import.preview", May.IMPORT, writes=False)
def preview_import(desk: Desk, who: Actor, form: ImportForm) -> ImportPreview:
    """Look at a file: what its columns are, and its first ten rows as they would be kept."""
    with _opened(form) as table:
        mapping = form.mapping or mappings.guess(table.headers)
        found = ImportPreview(
            read=table.read,
            headers=table.headers,
            header_row=table.header_row,
            mapping=mapping,
        )
        try:
            mappings.check(mapping, table.headers)
        except Refusal as refusal:
            return replace(found, problem=refusal)
        judge, seen = judge_of(mapping, table.headers), Seen()
        first = [_look(judge(row), row, seen) for row in islice(table.rows, PREVIEW)]
    with desk.store.read() as book:
        entries = [entry for _row, entry, _came in first if entry is not None]
        batch = batch_of(book, entries, desk.clock.now(), file_wins=form.file_wins)
        rows = tuple(
            PreviewRow(outcome=_came(batch, entry, came), entry=entry)
            for _row, entry, came in first
        )
        return replace(
            found, rows=rows, stopped=_stopped(book, found.read, mapping, desk.clock.now())
        )


@service("import.run", May.IMPORT)
def run_import(
    desk: Desk,
    who: Actor,
    form: ImportForm,
    *,
    told: Callable[[Imported], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Imported:
    """Take a file in, batch by batch. `told` hears of each batch, `stop` is asked before each.

    Refuses while another import runs. What breaks off leaves every whole batch kept and the
    import to be gone on with.
    """
    with _opened(form) as table:
        mapping = mappings.check(form.mapping or mappings.guess(table.headers), table.headers)
        run = _begin(desk, who, form, table.read, mapping)
        work = _Work(desk, who, run, table, judge_of(mapping, table.headers), form)
        try:
            work.skip()
            whole = work.all_batches(told or (lambda _imported: None), stop or (lambda: False))
        except BaseException:
            # Whatever it was, the next person must not wait for an import that is over.
            with suppress(Exception):
                work.end(ImportState.STOPPED)
            raise
        work.end(ImportState.DONE if whole else ImportState.STOPPED)
        return work.stands


@service("import.list", May.IMPORT, writes=False)
def list_imports(desk: Desk, who: Actor, *, limit: int = 20) -> list[ImportRun]:
    """The imports there were, the last one first."""
    with desk.store.read() as book:
        return book.find(ImportRun, order="-started_at", limit=limit)


def _opened(form: ImportForm) -> AbstractContextManager[Table]:
    mapping = form.mapping or ImportMapping()
    return opened(
        form.path,
        encoding=form.encoding,
        sheet=mapping.sheet,
        header_row=mapping.header_row,
    )


def _look(judged: Entry | Wrong, row: Row, seen: Seen) -> tuple[Row, Entry | None, Outcome | None]:
    """A row judged by itself and beside those before it: what it says, or what came of it."""
    if isinstance(judged, Wrong):
        return row, None, Outcome(row.line, Came.REFUSED, judged.reason)
    entry, note = seen.look(judged)
    if entry is None:
        return row, None, Outcome(row.line, Came.UNCHANGED)
    if isinstance(entry, Wrong):
        return row, None, Outcome(row.line, Came.REFUSED, entry.reason)
    return row, entry, Outcome(row.line, Came.UNCHANGED, note) if note else None


def _came(batch: Batch, entry: Entry | None, came: Outcome | None) -> Outcome:
    """What came of a row after it was taken in; a note on it stands beside."""
    if entry is None:
        assert came is not None
        return came
    taken = batch.take(entry)
    return replace(taken, reason=taken.reason or came.reason) if came else taken


# -- beginning ----------------------------------------------------------------------------


def _begin(
    desk: Desk, who: Actor, form: ImportForm, read: Read, mapping: ImportMapping
) -> ImportRun:
    now = desk.clock.now()
    with desk.store.act(
        "import.begin", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        for other in act.find(ImportRun, state=ImportState.RUNNING):
            if now - other.last_at < SILENT:
                raise _already(act, other, desk)
            act.put(replace(other, state=ImportState.STOPPED, ended_at=other.last_at))
        run = _stopped(act, read, mapping, now) if form.resume else None
        if form.resume and run is None:
            raise Refusal(
                _("No import of this very file was stopped."),
                _("Import it from its beginning: what is on file already stays as it is."),
                field="resume",
                code="nothing_to_resume",
            )
        if run is None:
            run = ImportRun(
                id=new_id(),
                name=clean_line(read.path.name)[:200],
                content_hash=read.content_hash,
                mapping=mappings.written(mapping),
                by=who.staff_id,
                started_at=now,
                last_at=now,
            )
            act.add(run)
        else:
            act.put(replace(run, state=ImportState.RUNNING, last_at=now, ended_at=None))
        act.commit()
    with desk.store.read() as book:
        begun = book.get(ImportRun, run.id)
        assert begun is not None
        return begun


def _already(book: Book, other: ImportRun, desk: Desk) -> Refusal:
    staff = book.get(Staff, other.by)
    free = desk.hours.local(other.last_at + SILENT)
    return Refusal(
        _("{name} is importing “{file}” now.").format(
            name=staff.name if staff else "", file=other.name
        ),
        _(
            "Wait until it is through. If that computer was switched off, try again at {time}."
        ).format(time=f"{free:%H:%M}"),
        code="import_running",
    )


def _stopped(book: Book, read: Read, mapping: ImportMapping, now: datetime) -> ImportRun | None:
    """The last import of these very bytes by this very mapping, if it did not come to its end."""
    same = book.find(ImportRun, content_hash=read.content_hash, order="-started_at")
    last = next((run for run in same if run.mapping == mappings.written(mapping)), None)
    if last is None or last.state is ImportState.DONE or not last.rows_read:
        return None
    running = last.state is ImportState.RUNNING and now - last.last_at < SILENT
    return None if running else last


# -- the work -----------------------------------------------------------------------------


class _Work:
    """One import on its way through a file."""

    def __init__(
        self,
        desk: Desk,
        who: Actor,
        run: ImportRun,
        table: Table,
        judge: Judge,
        form: ImportForm,
    ) -> None:
        self._desk, self._who, self._form = desk, who, form
        self._run = run
        self._table, self._judge, self._seen = table, judge, Seen()
        self._last_line = 0
        self._refused: RefusedFile | None = None
        self._path = form.refused or refused_beside(form.path, run.id)

    @property
    def stands(self) -> Imported:
        """How the import stands."""
        return Imported(
            run=self._run,
            rows_about=max(self._table.read.rows_about, self._run.rows_read),
            refused_file=self._path if self._path.exists() else None,
        )

    def skip(self) -> None:
        """Pass over what an earlier part of this import dealt with, and remember it."""
        for row in islice(self._table.rows, self._run.rows_read):
            judged = self._judge(row)
            if isinstance(judged, Entry):
                self._seen.look(judged)
            self._last_line = row.line
        behind = self._last_line if self._run.rows_read else None
        self._refused = RefusedFile(self._path, self._table.headers, behind=behind)

    def all_batches(self, told: Callable[[Imported], None], stop: Callable[[], bool]) -> bool:
        """Every batch that is left; False when it was stopped before the last."""
        told(self.stands)
        for rows in _batches(self._table.rows):
            if stop():
                return False
            self._batch(rows)
            told(self.stands)
        return True

    def _batch(self, rows: list[Row]) -> None:
        with cycles_left_alone():
            self._keep(rows)

    def _keep(self, rows: list[Row]) -> None:
        looked = [_look(self._judge(row), row, self._seen) for row in rows]
        entries = [entry for _row, entry, _came in looked if entry is not None]
        now = self._desk.clock.now()
        with self._act("import.batch", now) as act:
            batch = batch_of(act, entries, now, file_wins=self._form.file_wins)
            outcomes: list[tuple[Row, Outcome]] = []
            for row, entry, came in looked:
                outcomes.append((row, _came(batch, entry, came)))
            act.add(*batch.added.values())
            act.put(*batch.changed.values())
            run = self._counted([came for _row, came in outcomes], now)
            act.put(run)
            # On disk before the batch is: a row must not vanish without a word.
            assert self._refused is not None
            self._refused.add(RefusedRow(row, came.reason) for row, came in outcomes if came.reason)
            act.commit()
        self._run = replace(run, version=run.version + 1)

    def _counted(self, outcomes: list[Outcome], now: datetime) -> ImportRun:
        count = {came: 0 for came in Came}
        for one in outcomes:
            count[one.came] += 1
        run = self._run
        return replace(
            run,
            rows_read=run.rows_read + len(outcomes),
            added=run.added + count[Came.ADDED],
            updated=run.updated + count[Came.UPDATED],
            unchanged=run.unchanged + count[Came.UNCHANGED],
            refused=run.refused + count[Came.REFUSED],
            kept_ours=run.kept_ours + sum(len(one.kept_ours) for one in outcomes),
            last_at=now,
        )

    def end(self, state: ImportState) -> None:
        """Say in the book how it ended."""
        now = self._desk.clock.now()
        with self._act("import.end", now) as act:
            run = replace(self._run, state=state, ended_at=now, last_at=now)
            act.put(run)
            act.commit()
        self._run = replace(run, version=run.version + 1)

    def _act(self, name: str, now: datetime) -> AbstractContextManager[Act]:
        return self._desk.store.act(
            name, staff_id=self._who.staff_id, at=now, note=f"import:{self._run.id}"
        )


def refused_beside(path: Path, run_id: str) -> Path:
    """Where the refused rows of an import go: beside its file, one list an import."""
    return path.with_name(f"{path.stem[:80]}-{_('refused')}-{run_id[-6:]}.csv")


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while piece := list(islice(rows, BATCH)):
        yield piece
