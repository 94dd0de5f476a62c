"""desk notice, the part of who comes again: found, returned, cannot be done, our omissions."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from desk import masks
from desk import notice as rules
from desk.cli import notice as notices
from desk.cli import output
from desk.cli.inputs import read_form
from desk.cli.notice import Preview, differs, put
from desk.cli.params import File, Limit, NoticeNumber, RequestId
from desk.cli.session import Session, session
from desk.forms import CannotForm, ReturnForm
from desk.i18n import N_, _, current
from desk.labels import label
from desk.notice import Notice
from desk.saying import say_moment

app = notices.app


@app.command(help=N_("Say, from JSON (“desk schema cannot”), what cannot be done or must wait."))
def cannot(
    ctx: typer.Context,
    procedure: Annotated[str, typer.Argument(metavar="PROCEDURE", help=N_("Id of the procedure."))],
    file: File = None,
    case: Annotated[
        str, typer.Option(metavar="REF", help=N_("Reference of the case it belongs to."))
    ] = "",
    request_id: RequestId = "",
) -> None:
    from desk.services.postponed import make_postponement

    here = session(ctx)
    form = read_form(CannotForm, file)
    if form.procedure not in ("", procedure):
        raise differs("procedure", form.procedure, procedure)
    if case and form.case not in ("", case):
        raise differs("case", form.case, case)
    form = replace(form, procedure=procedure, case=case or form.case)
    put(here, make_postponement(here.desk, here.who, form, request_id=request_id))


@app.command(help=N_("Find what a customer was told, by number, code, phone, account or name."))
def find(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("What to look for."))],
    limit: Limit = 20,
) -> None:
    from desk.services.visits import find_notices

    here = session(ctx)
    found = find_notices(here.desk, here.who, text, limit=limit)

    def words() -> None:
        output.put_table(
            (
                *(_("Number"), _("Customer"), _("Title"), _("Told"), _("Told by")),
                *(_("Visit"), _("Still needed")),
            ),
            (
                (
                    *(one.number, masks.mask_name(one.customer_name), one.title),
                    *(_moment(here, one), one.told_by_name, one.visit),
                    "、".join(row.name for row in rules.missing(one.rows)),
                )
                for one in found
            ),
        )

    here.put([_listed(here, one) for one in found], words)


def _listed(here: Session, notice: Notice) -> dict[str, Any]:
    return {
        "number": notice.number,
        "title": notice.title,
        "visit": notice.visit,
        "customer_name": masks.mask_name(notice.customer_name),
        "account_no": masks.mask_account(notice.account_no),
        "told_by": notice.told_by_name,
        "made_at": here.local(notice.made_at),
        "missing": [
            {"material": row.material_id, "name": row.name} for row in rules.missing(notice.rows)
        ],
    }


@app.command(
    "return",
    help=N_("Enter a return visit from JSON (“desk schema return”): only what was missing counts."),
)
def return_(
    ctx: typer.Context,
    number: NoticeNumber,
    file: File = None,
    agreed_by: Annotated[
        str,
        typer.Option(
            "--agreed-by",
            metavar="NUMBER",
            help=N_("The lead who agrees to ask for something new; the PIN is in DESK_LEAD_PIN."),
        ),
    ] = "",
    preview: Preview = False,
    request_id: RequestId = "",
) -> None:
    from desk.services.visits import look_back, return_visit

    here = session(ctx)
    form = read_form(ReturnForm, file)
    if not preview:
        lead = here.agreeing(agreed_by)
        put(
            here,
            return_visit(here.desk, here.who, number, form, agreed_by=lead, request_id=request_id),
        )
        return
    back = look_back(here.desk, here.who, number, form)

    def words() -> None:
        output.put_text(
            _("{name} told this on {moment}, notice {number}.").format(
                name=back.told_by, moment=_moment(here, back.first), number=back.first.number
            )
        )
        new = {one.row.material_id: label(one.reason) for one in back.new}
        output.put_table(
            (_("Still needed"), _("New, because")),
            ((row.name, new.get(row.material_id, "")) for row in back.asked),
        )
        if back.may_follow:
            output.put_text(_("All of it may follow later: nobody has to be sent away."))

    here.put(
        {
            "number": back.first.number,
            "told_by": back.told_by,
            "made_at": back.first.made_at,
            "asked": back.asked,
            "new": [
                {"material": one.row.material_id, "name": one.row.name, "reason": one.reason}
                for one in back.new
            ],
            "may_follow": back.may_follow,
        },
        words,
    )


@app.command(help=N_("List what we left out of notices, with reason and lead."))
def breaches(ctx: typer.Context) -> None:
    from desk.services.visits import breaches as ours

    here = session(ctx)
    found = ours(here.desk, here.who)

    def words() -> None:
        output.put_table(
            (
                _("Notice"),
                _("Title"),
                _("Left out"),
                _("Told by"),
                _("Reason"),
                _("Lead"),
                _("When"),
            ),
            (
                (
                    *(one.number, one.title, one.breach.name, one.told_by),
                    *(one.breach.reason, one.agreed_by, here.local(one.breach.at)),
                )
                for one in found
            ),
            _("Left out by us: {count}").format(count=len(found)),
        )

    here.put(found, words)


def _moment(here: Session, notice: Notice) -> str:
    return say_moment(notice.made_at.astimezone(here.zone), current())
