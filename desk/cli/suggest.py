"""desk suggest: from what a customer says to likely topics, sensitive words and points."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.cli import output
from desk.cli.inputs import LARGEST, BadInput, decoded, form_of, parsed, read_text
from desk.cli.params import File
from desk.cli.session import Usage, session
from desk.form import Form
from desk.i18n import N_, _, current
from desk.labels import label
from desk.refusals import Refusal

if TYPE_CHECKING:
    from desk.suggest import Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeForm(Form):
    """One line of `--jsonl`."""

    narrative: str


def suggest(
    ctx: typer.Context,
    file: File = None,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help=N_('One {"narrative": …} a line in, one answer a line out.')),
    ] = False,
) -> None:
    from desk.playbook.load import load
    from desk.suggest import Suggester

    here = session(ctx)
    suggester = Suggester(load(current(), here.places.site))
    if jsonl:
        if here.as_json:
            raise Usage(_("Choose --json or --jsonl, not both."))
        refused = False
        for line in _lines(file):
            try:
                form = form_of(NarrativeForm, parsed(line))
            except Refusal as refusal:
                refused = True
                output.put_json(_refused(refusal), line=True)
            else:
                output.put_json(suggester.suggest(form.narrative).as_json(), line=True)
            sys.stdout.flush()
        if refused:
            raise typer.Exit(1)
        return
    found = suggester.suggest(read_text(file))
    if here.as_json:
        output.put_json(found.as_json())
    else:
        _say(found)


def _lines(file: Any) -> Iterator[str]:
    """Line by line as they come, so that a program may ask and be answered in turn."""
    source = getattr(sys.stdin, "buffer", None) if file is None else None
    if source is None or sys.stdin.isatty():
        yield from (line for line in read_text(file).splitlines() if line.strip())
        return
    while raw := source.readline(LARGEST + 1):
        if raw.strip():
            yield decoded(raw)


def _refused(refusal: Refusal) -> dict[str, Any]:
    more = refusal.more if isinstance(refusal, BadInput) else []
    return {
        "refusal": refusal.message,
        "hint": refusal.hint,
        "field": refusal.field or (more[0].field if more else ""),
        "code": refusal.code,
    }


def _say(found: "Suggestion") -> None:
    output.put_table(
        (_("Topic"), _("Weight"), _("Because of")),
        ((label(one.topic), one.score, "、".join(one.reasons)) for one in found.topics),
        _("Likely topics"),
    )
    if found.sensitive:
        output.put_table(
            (_("Take care"), _("Because of"), _("What to do")),
            (
                (hit.entry.label, "、".join(hit.words), "\n".join(hit.entry.what_to_do))
                for hit in found.sensitive
            ),
        )
    output.put_table(
        ("", _("Kind"), _("What the customer says, asks or wants")),
        ((n, label(one.kind), one.matter) for n, one in enumerate(found.points, 1)),
        _("Proposed points"),
    )
