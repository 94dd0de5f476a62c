"""What a list of the marketing system would become, in lines for the screen."""

from collections.abc import Iterator

from desk.i18n import _, ngettext
from desk.importing.targets import TARGETS
from desk.importing.words import came_said, masked
from desk.services.import_batch import Came
from desk.services.importing import ImportPreview
from screens.widgets.flow import Para

_SHOWN = (
    "account.number",
    "customer.name",
    "customer.phone",
    "account.address",
    "customer.address",
)
"""Fields of a row that are enough to know it again."""
_SIGNS = {
    Came.ADDED: ("+ ", "$success"),
    Came.UPDATED: ("~ ", "$warning"),
    Came.UNCHANGED: ("= ", "$text-muted"),
    Came.REFUSED: ("✗ ", "$error"),
}


def lines_of(found: ImportPreview) -> list[Para]:
    """How the file was read, what each column becomes, and its first rows as they would be kept."""
    return [*_read(found), *_columns(found), *_rows(found)]


def _read(found: ImportPreview) -> Iterator[Para]:
    about = found.read.rows_about
    words = ngettext("about {count} row", "about {count} rows", about).format(count=f"{about:,}")
    kind = found.read.sheet or found.read.encoding.upper()
    yield Para(f"{found.read.path.name} · {kind} · {words}", "bold")
    if found.stopped is not None:
        yield Para(
            _("An import of this list was stopped after {count} rows.").format(
                count=f"{found.stopped.rows_read:,}"
            ),
            "$warning",
        )


def _columns(found: ImportPreview) -> Iterator[Para]:
    pairs = [
        f"{header} → {_(TARGETS[name].title)}"
        for header, name in found.mapping.columns.items()
        if name in TARGETS
    ]
    if pairs:
        yield Para("  ".join(pairs))
    if found.left_out:
        names = "、".join(found.left_out)
        yield Para(_("Left out: {names}").format(names=names), "$text-muted")
    if found.problem is None:
        yield Para(
            _("Ctrl+E keeps these as a file beside the list, to be mended and named next time."),
            "$text-muted",
        )
    yield Para("")


def _rows(found: ImportPreview) -> Iterator[Para]:
    for row in found.rows:
        values = masked(row.entry)
        words = "  ".join(values[name] for name in _SHOWN if values.get(name))
        sign, style = _SIGNS[row.outcome.came]
        line = _("line {line}").format(line=row.outcome.line)
        yield Para(f"{line}  {words}  {came_said(row.outcome)}".replace("    ", "  "), style, sign)
    if found.rows:
        yield Para("")
        yield Para(_("Ctrl+S takes all of it in; Esc goes back."), "$text-muted")
