"""desk notice: procedures and one-time notices."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import typer

from desk import masks
from desk import notice as rules
from desk.cli import output
from desk.cli.inputs import read_form
from desk.cli.params import File as InputFile
from desk.cli.params import NoticeNumber, RequestId, Target
from desk.cli.session import Session, session
from desk.enums import Confirmation, NoticeKind, Topic
from desk.forms import ConfirmForm, NoticeForm
from desk.i18n import N_, _, current
from desk.labels import label
from desk.notice import Notice
from desk.playbook.procedure import Procedure
from desk.refusals import Refusal
from desk.saying import say_day

app = typer.Typer(no_args_is_help=True, help=N_("One-time notices: everything needed, told once."))

Preview = Annotated[
    bool, typer.Option("--preview", help=N_("Only show what it would say; nothing is kept."))
]
Columns = Annotated[
    int,
    typer.Option("--columns", min=32, max=132, help=N_("Half-width characters of a line.")),
]


@app.command(help=N_("List the procedures with their questions and materials."))
def procedures(
    ctx: typer.Context,
    topic: Annotated[
        Topic | None, typer.Option(help=N_("Only those that help with this topic."))
    ] = None,
) -> None:
    from desk.playbook.load import load

    here = session(ctx)
    book = load(current(), here.places.site)
    found = book.procedures_for(topic) if topic else tuple(book.procedures.values())

    def words() -> None:
        output.put_table(
            (_("Procedure"), _("Title"), _("Questions"), _("Materials")),
            ((p.id, p.title, len(p.questions), len(p.materials)) for p in found),
        )

    if here.as_json:
        output.put_json([_as_data(p) for p in found])
    else:
        words()


@app.command(help=N_("Make a notice from JSON (“desk schema notice”): one paper, two copies."))
def make(
    ctx: typer.Context,
    procedure: Annotated[str, typer.Argument(metavar="PROCEDURE", help=N_("Id of the procedure."))],
    file: InputFile = None,
    case: Annotated[
        str, typer.Option(metavar="REF", help=N_("Reference of the case it belongs to."))
    ] = "",
    more: Annotated[
        list[str] | None,
        typer.Option(
            "--more", metavar="PROCEDURE", help=N_("A further procedure of this visit; repeatable.")
        ),
    ] = None,
    oral: Annotated[
        bool,
        typer.Option("--oral", help=N_("It was told on the phone: logged, nothing is signed.")),
    ] = False,
    preview: Preview = False,
    request_id: RequestId = "",
) -> None:
    from desk.services.notices import make_notice, preview_notice

    here = session(ctx)
    form = read_form(NoticeForm, file)
    if form.procedure not in ("", procedure):
        raise differs("procedure", form.procedure, procedure)
    if case and form.case not in ("", case):
        raise differs("case", form.case, case)
    form = replace(
        form,
        procedure=procedure,
        case=case or form.case,
        more=[*form.more, *(more or [])],
        oral=form.oral or oral,
    )
    if preview:
        text = preview_notice(here.desk, here.who, form)
        here.put({"text": text}, lambda: output.put_text(text))
        return
    put(here, make_notice(here.desk, here.who, form, request_id=request_id))


@app.command(help=N_("Show a notice."))
def show(ctx: typer.Context, number: NoticeNumber) -> None:
    from desk.services.notices import show_notice

    here = session(ctx)
    put(here, show_notice(here.desk, here.who, number))


@app.command(help=N_("Note how the customer confirmed a notice."))
def sign(
    ctx: typer.Context,
    number: NoticeNumber,
    confirmation: Annotated[
        Confirmation, typer.Option("--how", help=N_("Signed, fingerprint, read aloud or refused."))
    ] = Confirmation.SIGNED,
    witness: Annotated[
        str, typer.Option(metavar="NUMBER", help=N_("Staff number of a witness."))
    ] = "",
    reason: Annotated[str, typer.Option(help=N_("Why there is no signature."))] = "",
) -> None:
    from desk.services.notices import confirm_notice

    here = session(ctx)
    form = ConfirmForm(confirmation=confirmation, witness=witness, reason=reason)
    put(here, confirm_notice(here.desk, here.who, number, form))


@app.command(help=N_("Write a notice as PDF, two copies in one file."))
def pdf(
    ctx: typer.Context,
    number: NoticeNumber,
    target: Target,
    large: Annotated[
        bool | None,
        typer.Option("--large/--no-large", help=N_("In large print.")),
    ] = None,
) -> None:
    from desk.services.notices import notice_page

    here = session(ctx)
    output.to_file(target, notice_page(here.desk, here.who, number, large=large).pdf)
    here.put({"file": target}, lambda: output.put_text(str(target)))


@app.command(help=N_("Write a notice as plain text, for any printer."))
def txt(ctx: typer.Context, number: NoticeNumber, target: Target, columns: Columns = 80) -> None:
    from desk.services.notices import notice_page

    here = session(ctx)
    text = notice_page(here.desk, here.who, number).text_of(columns)
    output.to_file(target, text.encode())
    here.put({"file": target}, lambda: output.put_text(str(target)))


def differs(field: str, one: str, other: str) -> Refusal:
    """The refusal of an input that says something else than the command line."""
    return Refusal(
        _("The input says “{one}”, the command line “{other}”.").format(one=one, other=other),
        _("Leave it out of one of the two."),
        field=field,
        code="differs",
    )


def _as_data(procedure: Procedure) -> dict[str, Any]:
    blanks = [output.plain(b) for b in rules.blanks(procedure)]
    return {**output.plain(procedure), "blanks": blanks}


def put(here: Session, notice: Notice) -> None:
    """Answer with a notice: its number, its lines, limit, fee and place."""

    def words() -> None:
        output.put_text(f"{notice.number}  {notice.title}")
        if notice.rows:
            output.put_table(
                (_("Material"), _("Form"), _("State"), _("Remark")),
                (
                    (
                        row.name,
                        rules.form_words(row, notice.language),
                        label(row.state),
                        row.reason or row.note,
                    )
                    for row in notice.rows
                ),
            )
        materials = notice.kind is NoticeKind.MATERIALS
        output.put_pairs(
            [
                (_("Kind"), "" if materials else label(notice.kind)),
                (_("Visit"), notice.visit if notice.visit > 1 else ""),
                (_("Still needed"), len(rules.missing(notice.rows)) if materials else ""),
                (_("Follows by"), _day(notice.commitment_due)),
                (_("Ground"), notice.ground),
                (_("Reason"), notice.reason),
                (_("What remains open"), notice.remedy),
                (_("Until"), _day(notice.until)),
                (_("Time limit"), notice.limit_text),
                (_("Fee"), notice.fee_text),
                (_("Place"), notice.place),
                (_("Told by"), notice.told_by_name),
                (_("Told on the phone"), _("yes") if notice.oral else ""),
                (_("Confirmed"), label(notice.confirmation) if notice.confirmation else ""),
            ]
        )

    if here.as_json:
        data = output.plain(notice, here.zone)
        data["account_no"] = masks.mask_account(notice.account_no)
        output.put_json(data)
    else:
        words()


def _day(day: date | None) -> str:
    return say_day(day, current()) if day else ""
