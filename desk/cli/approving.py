"""desk letter, what an approver works with: waiting, differences, returns, the register."""

from typing import Annotated

import typer

from desk.cli import letter as letters
from desk.cli import output
from desk.cli.exports import Csv, ListTarget, Replace, Xlsx, put_list
from desk.cli.letter import Kind, letter_of, put
from desk.cli.params import LetterName
from desk.cli.session import Usage, session
from desk.enums import LetterState
from desk.forms import RemarkForm
from desk.i18n import N_, _
from desk.labels import label
from desk.letter.difference import Piece
from desk.letter.register import fault_words
from desk.services.register import Register
from desk.services.returns import Difference
from desk.views import LetterRow

app = letters.app


@app.command(help=N_("List the letters that wait for approval, oldest first, and for whom."))
def waiting(ctx: typer.Context) -> None:
    from desk import masks
    from desk.letter.agreement import still_needed
    from desk.services.lists import letters_waiting

    here = session(ctx)
    rows = letters_waiting(here.desk, here.who, [LetterState.SUBMITTED])

    def needed(row: LetterRow) -> list[str]:
        return [label(role) for role in still_needed(row.grade, row.agreed)]

    def words() -> None:
        output.put_table(
            (_("Case"), _("Kind"), _("Customer"), _("Written by"), _("Sent in"), _("Waits for")),
            (
                (
                    row.reference,
                    label(row.kind),
                    masks.mask_name(row.customer),
                    row.author,
                    here.local(row.submitted_at),
                    _(", ").join(needed(row)),
                )
                for row in rows
            ),
        )

    shown = [
        output.plain(row, here.zone)
        | {
            "customer": masks.mask_name(row.customer),
            "needed": [role.value for role in still_needed(row.grade, row.agreed)],
        }
        for row in rows
    ]
    here.put(shown, words)


@app.command(help=N_("Show what changed in a letter since it was returned, with the remarks."))
def diff(
    ctx: typer.Context,
    name: LetterName,
    turn: Annotated[
        int, typer.Option("--turn", min=0, help=N_("Which return; without it, the last one."))
    ] = 0,
    kind: Kind = None,
) -> None:
    from desk.services.returns import difference

    here = session(ctx)
    letter = letter_of(here, name, kind)
    found = difference(here.desk, here.who, letter.id, turn=turn)

    def words() -> None:
        if found is None:
            output.put_text(_("This letter was never returned."))
        else:
            output.put_text("\n".join(difference_lines(found)))

    here.put(found, words)


def difference_lines(found: Difference) -> list[str]:
    """A difference line by line, with − for what went and + for what came."""
    lines = [
        _("Return {n}, by {name}").format(n=found.turn, name=found.by),
        *([found.given.comment] if found.given.comment else []),
    ]
    for row in found.remarks:
        sign = "✓" if row.settled else "○"
        lines.append(f"{sign} [{row.number}] {row.where}{_(': ')}{row.remark.text}")
        if row.remark.answer:
            lines.append("    → " + row.remark.answer)
    for field in found.fields:
        lines.append(f"@ {field.where}")
        lines += [f"- {field.before}"] if field.before else []
        lines += [f"+ {field.after}"] if field.after else []
    under = ""
    for change in found.text:
        if change.under != under:
            under = change.under
            lines.append(f"# {under}")
        lines += [f"- {_marked(change.before)}"] if change.before else []
        lines += [f"+ {_marked(change.after)}"] if change.after else []
    if not found.fields and not found.text:
        lines.append(_("Nothing has changed since."))
    return lines


def _marked(pieces: tuple[Piece, ...]) -> str:
    """A sentence with what changed in it between angles; a wholly new one has none."""
    if all(piece.changed for piece in pieces):
        return "".join(piece.text for piece in pieces)
    return "".join(f"‹{piece.text}›" if piece.changed else piece.text for piece in pieces)


@app.command("return", help=N_("Send a submitted letter back with a comment or remarks."))
def return_(
    ctx: typer.Context,
    name: LetterName,
    comment: Annotated[str, typer.Option(help=N_("What should be mended."))] = "",
    point: Annotated[
        list[str] | None,
        typer.Option(
            "--point", metavar="N:TEXT", help=N_("A remark on a point, e.g. “2:which day?”.")
        ),
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            "--part",
            metavar="PART:TEXT",
            help=N_("A remark on result, advice or text, e.g. “text:shorter”."),
        ),
    ] = None,
    kind: Kind = None,
) -> None:
    from desk.services.returns import return_letter

    here = session(ctx)
    remarks = [_on_point(one) for one in point or ()]
    remarks += [RemarkForm(part=head, text=text) for head, text in map(_split, part or ())]
    letter = letter_of(here, name, kind)
    put(here, return_letter(here.desk, here.who, letter.id, comment, remarks))


def _split(typed: str) -> tuple[str, str]:
    head, _colon, text = typed.replace("：", ":", 1).partition(":")
    return head.strip(), text.strip()


def _on_point(typed: str) -> RemarkForm:
    head, text = _split(typed)
    if not (head.isascii() and head.isdigit() and int(head)):
        raise Usage(_("Write the number of the point, a colon, and the remark: 2:which day?"))
    return RemarkForm(point=int(head), text=text)


@app.command(help=N_("Tick a remark on a returned letter as mended, or answer it."))
def remark(
    ctx: typer.Context,
    name: LetterName,
    number: Annotated[int, typer.Argument(metavar="N", help=N_("Number of the remark."))],
    answer: Annotated[
        str, typer.Option("--answer", help=N_("What you say to it instead of mending it."))
    ] = "",
    not_done: Annotated[bool, typer.Option("--undo", help=N_("Take the tick away."))] = False,
    kind: Kind = None,
) -> None:
    from desk.services.returns import answer_remark, difference

    here = session(ctx)
    letter = letter_of(here, name, kind)
    done = not answer and not not_done
    answer_remark(here.desk, here.who, letter.id, number, done=done, answer=answer)
    found = difference(here.desk, here.who, letter.id)
    assert found is not None
    here.put(found.remarks, lambda: output.put_text("\n".join(difference_lines(found))))


@app.command(help=N_("Show the register of letters of a year, and whether it has gaps."))
def register(
    ctx: typer.Context,
    year: Annotated[int, typer.Option("--year", help=N_("Year; without it, this one."))] = 0,
    csv: Csv = None,
    xlsx: Xlsx = None,
    replace: Replace = False,
) -> None:
    from desk.services.register import letter_register

    here = session(ctx)
    target = ListTarget(csv, xlsx, replace=replace)
    found = letter_register(here.desk, here.who, year)
    if target.wanted:
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.REGISTER, year=found.year), target)
    else:
        here.put(found, lambda: _show(found))
    if found.faults:
        output.tell(*(fault_words(fault) for fault in found.faults))
        raise typer.Exit(1)


def _columns() -> tuple[str, ...]:
    return (
        _("Number"),
        _("Date"),
        _("Kind"),
        _("Case"),
        _("Approved by"),
        _("State"),
        _("Void for"),
    )


def _lines(found: Register) -> list[tuple[str, ...]]:
    return [
        (
            row.number,
            row.issued_on.isoformat(),
            label(row.kind),
            row.reference,
            "、".join(row.approvers),
            label(row.state),
            row.void_reason,
        )
        for row in found.rows
    ]


def _show(found: Register) -> None:
    output.put_table(_columns(), _lines(found))
    sound = _("no gap, no double") if not found.faults else _("not in order")
    output.put_text(
        _("{year}: {count} letters, last number {last}, {sound}").format(
            year=found.year, count=len(found.rows), last=found.last, sound=sound
        )
    )
