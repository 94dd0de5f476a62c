"""desk customer import: a list of the marketing system into the customer file."""

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.cli import customer, output
from desk.cli.exports import Csv, ListTarget, Replace, Xlsx, put_list
from desk.cli.inputs import decoded
from desk.cli.session import Session, Usage, session
from desk.enums import ImportState
from desk.i18n import N_, _
from desk.refusals import Refusal

if TYPE_CHECKING:
    from desk.services.importing import Imported, ImportForm, ImportPreview

app = customer.app
STOPPED = 1
"""Exit code of an import that was stopped, or that refused rows."""


@app.command(
    name="import",
    help=N_("Take a list of the marketing system in, CSV or XLSX; safe to run twice."),
)
def take_in(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The list, CSV or XLSX."))],
    columns: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help=N_("Which column is what, TOML; else guessed.")),
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help=N_("Show the first ten rows as they would be kept."))
    ] = False,
    save_map: Annotated[
        Path | None,
        typer.Option("--save-map", metavar="FILE", help=N_("With --preview: keep the mapping.")),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help=N_("Go on with an import that was stopped."))
    ] = False,
    refused: Annotated[
        Path | None,
        typer.Option("--refused", metavar="FILE", help=N_("Where refused rows go, CSV.")),
    ] = None,
    encoding: Annotated[
        str,
        typer.Option("--encoding", metavar="NAME", help=N_("utf-8, gb18030, utf-16 or big5.")),
    ] = "",
    file_wins: Annotated[
        bool, typer.Option("--file-wins", help=N_("Also replace what was corrected here."))
    ] = False,
) -> None:
    from desk.importing.mapping import read
    from desk.services.importing import ImportForm

    if preview and resume:
        raise Usage(_("Choose --preview or --resume, not both."))
    if save_map and not preview:
        raise Usage(_("--save-map goes with --preview."))
    here = session(ctx)
    form = ImportForm(
        path=file,
        mapping=read(_text(columns)) if columns else None,
        encoding=encoding,
        file_wins=file_wins,
        resume=resume,
        refused=refused,
    )
    if preview:
        _preview(here, form, save_map)
    else:
        _run(here, form)


def _text(path: Path) -> str:
    from desk.importing.mapping import LARGEST

    try:
        with path.open("rb") as file:
            return decoded(file.read(LARGEST * 4))
    except OSError as error:
        raise Refusal(
            _("The file {path} cannot be read.").format(path=path),
            _("Check its name and whether you may open it: {reason}").format(
                reason=error.strerror or type(error).__name__
            ),
            field="map",
            code="file_unreadable",
        ) from error


def _preview(here: Session, form: "ImportForm", save_map: Path | None) -> None:
    from desk.importing.mapping import written
    from desk.importing.words import came_said, masked
    from desk.services.importing import preview_import

    found = preview_import(here.desk, here.who, form)
    if save_map:
        if save_map.exists():
            raise Refusal(
                _("{name} is there already.").format(name=save_map.name),
                _("Name another file."),
                field="save_map",
                code="file_exists",
            )
        output.to_file(save_map, written(found.mapping).encode())
    data: dict[str, Any] = {
        "encoding": found.read.encoding,
        "delimiter": found.read.delimiter,
        "sheet": found.read.sheet,
        "header_row": found.header_row,
        "rows_about": found.read.rows_about,
        "key": found.mapping.key,
        "columns": found.mapping.columns,
        "left_out": list(found.left_out),
        "problem": found.problem.message if found.problem else "",
        "rows": [
            {
                "line": row.outcome.line,
                "came": row.outcome.came,
                "changed": list(row.outcome.changed),
                "kept_ours": list(row.outcome.kept_ours),
                "reason": row.outcome.reason,
                "values": masked(row.entry),
            }
            for row in found.rows
        ],
    }
    here.put(data, lambda: _say_preview(found))
    if found.problem is not None:
        raise found.problem
    refused = [came_said(row.outcome) for row in found.rows if row.outcome.reason]
    if refused and here.as_json:
        output.tell(*refused)


def _say_preview(found: "ImportPreview") -> None:
    from desk.importing.targets import TARGETS
    from desk.importing.words import came_said, masked

    output.put_table(
        (_("Column of the file"), _("becomes"), ""),
        (
            (header, _(TARGETS[name].title) if name in TARGETS else name, name)
            for header, name in found.mapping.columns.items()
        ),
        _("What each column becomes"),
    )
    if found.left_out:
        output.put_text(_("Left out: {names}").format(names="、".join(found.left_out)))
    if found.rows:
        names = [name for name in TARGETS if any(name in masked(r.entry) for r in found.rows)]
        titles = [_(TARGETS[name].title) for name in names]
        output.put_table(
            (_("Line of the file"), *titles, _("What comes of it")),
            (
                (
                    row.outcome.line,
                    *(masked(row.entry).get(name, "") for name in names),
                    came_said(row.outcome),
                )
                for row in found.rows
            ),
            _("The first rows as they would be kept"),
        )
    if found.stopped is not None:
        output.put_text(
            _("An import of this file was stopped after {count} rows: --resume goes on.").format(
                count=f"{found.stopped.rows_read:,}"
            )
        )


def _run(here: Session, form: "ImportForm") -> None:
    from desk.importing.words import counted
    from desk.services.importing import run_import

    asked = []
    before = signal.getsignal(signal.SIGINT)

    def stop(_number: int, _frame: object) -> None:
        asked.append(True)
        # A second time it ends at once; what is whole is kept all the same.
        signal.signal(signal.SIGINT, before)

    # Whoever acts is asked for the PIN first: there Ctrl+C means what it always means.
    desk, who = here.desk, here.who
    signal.signal(signal.SIGINT, stop)
    try:
        done = run_import(desk, who, form, told=_told, stop=lambda: bool(asked))
    finally:
        signal.signal(signal.SIGINT, before)
        if sys.stderr.isatty():
            sys.stderr.write("\n")
    run = done.run
    stopped = run.state is ImportState.STOPPED
    data = {
        "import_id": run.id,
        "state": run.state,
        "rows": run.rows_read,
        "added": run.added,
        "updated": run.updated,
        "unchanged": run.unchanged,
        "refused": run.refused,
        "kept_ours": run.kept_ours,
        "refused_file": done.refused_file,
    }
    here.put(data, lambda: output.put_text(counted(run)))
    if done.refused_file:
        output.tell(
            _("What a person should look at stands in {path}.").format(path=done.refused_file)
        )
    if stopped:
        output.tell(_("Stopped; --resume goes on behind the last row that was kept."))
    if stopped or run.refused:
        raise typer.Exit(STOPPED)


def _told(done: "Imported") -> None:
    if sys.stderr.isatty():
        most = max(done.rows_about, 1)
        part = min(100, done.run.rows_read * 100 // most)
        sys.stderr.write(f"\r{part:3d} %  {done.run.rows_read:,}")
        sys.stderr.flush()


@app.command("imports", help=N_("Show the imports there were, the last one first."))
def imports(
    ctx: typer.Context, csv: Csv = None, xlsx: Xlsx = None, replace: Replace = False
) -> None:
    from desk.importing.words import counted, state_said
    from desk.services.importing import list_imports

    here = session(ctx)
    target = ListTarget(csv, xlsx, replace=replace)
    if target.wanted:
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.IMPORTS), target)
        return
    found = list_imports(here.desk, here.who)
    here.put(
        found,
        lambda: output.put_table(
            (_("Begun"), _("File"), _("State"), _("What came of it")),
            ((here.local(r.started_at), r.name, state_said(r), counted(r)) for r in found),
        ),
    )
