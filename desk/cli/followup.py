"""desk followup and desk draft: calling back, and what was being typed."""

from dataclasses import replace
from typing import Annotated

import typer

from desk.cli import output
from desk.cli.inputs import read_form
from desk.cli.params import File, Reference
from desk.cli.session import session
from desk.forms import FollowUpForm
from desk.forms_loop import CardForm
from desk.i18n import N_, _, current
from desk.saying import joined

app = typer.Typer(no_args_is_help=True, help=N_("Calling back after a reply."))
draft = typer.Typer(no_args_is_help=True, help=N_("What you were typing and did not save."))


@app.command(help=N_("Note one try to call back, from JSON (“desk schema follow_up”)."))
def record(ctx: typer.Context, ref: Reference, file: File = None) -> None:
    from desk.services.closing import record_follow_up

    here = session(ctx)
    form = read_form(FollowUpForm, file)
    done = record_follow_up(here.desk, here.who, ref, form)

    def words() -> None:
        if done.satisfied is False:
            output.put_text(_("Noted. The customer is not satisfied: the case is taken up again."))
        else:
            output.put_text(_("The call-back is noted."))

    here.put(done, words)


@app.command(help=N_("Type in a follow-up card that came back, from JSON (“desk schema card”)."))
def card(ctx: typer.Context, ref: Reference, file: File = None) -> None:
    from desk.services.cards import record_card

    here = session(ctx)
    done = record_card(here.desk, here.who, ref, read_form(CardForm, file))

    def words() -> None:
        output.put_text(_("The card is typed in."))
        if done.satisfied is False:
            output.put_text(_("The customer is not satisfied: the lead has been told."))

    here.put(done, words)


@draft.command("list", help=N_("List your own drafts, newest first."))
def list_(ctx: typer.Context) -> None:
    from desk.parked import parked
    from desk.services.drafts import drafts

    here = session(ctx)
    found = drafts(here.desk, here.who)
    begun = {one.subject: one for one in parked(found)}

    def about(subject: str) -> tuple[str, str]:
        one = begun.get(subject)
        return (one.name, one.begins[:20]) if one else ("", "")

    def words() -> None:
        output.put_table(
            (_("Form"), _("Subject"), _("Kept at"), _("Customer"), _("Begins with")),
            ((d.form, d.subject, here.local(d.saved_at), *about(d.subject)) for d in found),
        )

    here.put(
        [
            {
                "form": d.form,
                "subject": d.subject,
                "saved_at": d.saved_at,
                "customer": about(d.subject)[0],
                "begins": about(d.subject)[1],
            }
            for d in found
        ],
        words,
    )


@draft.command(help=N_("Throw away one of your own drafts."))
def discard(
    ctx: typer.Context,
    form: Annotated[str, typer.Argument(metavar="FORM", help=N_("Which form."))],
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help=N_("What it belongs to."))],
) -> None:
    from desk.services.drafts import discard_draft

    here = session(ctx)
    discard_draft(here.desk, here.who, form, subject)
    here.put(
        {"form": form, "subject": subject}, lambda: output.put_text(_("The draft is thrown away."))
    )


@app.command("list", help=N_("List whom to call back, and at which time of day best."))
def to_call_back(ctx: typer.Context) -> None:
    from desk.cli.case_words import moment_words
    from desk.masks import mask_name
    from desk.services.calling_back import to_call_back as ask

    here = session(ctx)
    found = [replace(one, customer=mask_name(one.customer)) for one in ask(here.desk, here.who)]

    def words() -> None:
        output.put_table(
            (_("Case"), _("Customer"), _("Phone"), _("By"), _("Tried"), _("Best time")),
            (
                (
                    one.reference,
                    one.customer,
                    one.phone,
                    moment_words(here, one.due_at) if one.due_at else "",
                    joined(one.tried, current()),
                    _("somebody else calls") if one.own else one.best,
                )
                for one in found
            ),
        )

    here.put(found, words)
