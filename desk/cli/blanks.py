"""desk forms: forms with reserved numbers for a day without power."""

from pathlib import Path
from typing import Annotated

import typer

from desk.blanks import BlankForm, ranges
from desk.cli import output
from desk.cli.session import session
from desk.enums import BlankKind, BlankState
from desk.i18n import N_, _
from desk.labels import label

app = typer.Typer(
    no_args_is_help=True,
    help=N_("Numbered forms, printed ahead for a day without power; each is accounted for."),
)

FormNumber = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("Number of the form."))]
FormsFile = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE", help=N_("PDF to be written.")),
]
FormsLanguage = Annotated[
    str, typer.Option("--language", metavar="zh_CN|en", help=N_("Language of the forms."))
]


@app.command("print", help=N_("Take numbers for forms of a kind and write them as one PDF."))
def print_forms(
    ctx: typer.Context,
    target: FormsFile,
    kind: Annotated[BlankKind, typer.Option("--kind", help=N_("Which form."))],
    count: Annotated[int, typer.Option("--count", help=N_("How many."))] = 20,
    language: FormsLanguage = "zh_CN",
) -> None:
    from desk.services.blanks import blank_pages, reserve

    here = session(ctx)
    made = reserve(here.desk, here.who, kind, count)
    numbers = [form.number for form in made]
    page = blank_pages(here.desk, here.who, numbers, language)
    output.to_file(target, page.pdf)
    said = _("{numbers} written to {path}.").format(numbers=", ".join(ranges(numbers)), path=target)
    here.put({"numbers": numbers, "file": target}, lambda: output.put_text(said))


@app.command("again", help=N_("Write forms that are not used yet once more, under their numbers."))
def again(
    ctx: typer.Context,
    numbers: Annotated[list[str], typer.Argument(metavar="NUMBER…", help=N_("Their numbers."))],
    target: FormsFile,
    language: FormsLanguage = "zh_CN",
) -> None:
    from desk.services.blanks import blank_pages

    here = session(ctx)
    page = blank_pages(here.desk, here.who, numbers, language)
    output.to_file(target, page.pdf)
    here.put({"file": target}, lambda: output.put_text(str(target)))


@app.command("list", help=N_("List the forms and what became of each."))
def list_forms(
    ctx: typer.Context,
    state: Annotated[
        BlankState | None, typer.Option("--state", help=N_("Only those in this state."))
    ] = None,
) -> None:
    from desk.services.blanks import blank_forms

    here = session(ctx)
    found = blank_forms(here.desk, here.who, state)

    def words() -> None:
        output.put_table(
            (_("Number"), _("Paper form"), _("State"), _("Printed"), _("Entered as"), _("Reason")),
            (
                (
                    form.number,
                    label(form.kind),
                    label(form.state),
                    here.local(form.printed_at),
                    entered,
                    form.reason,
                )
                for form, entered in found
            ),
            _("Forms for a day without power"),
        )

    here.put([{**output.plain(form, here.zone), "entered_as": as_} for form, as_ in found], words)


@app.command("use", help=N_("Name the case or notice that was entered from a form."))
def use_form(
    ctx: typer.Context,
    number: FormNumber,
    case: Annotated[str, typer.Option("--case", metavar="REF", help=N_("Its case."))] = "",
    notice: Annotated[str, typer.Option("--notice", metavar="NUMBER", help=N_("Its notice."))] = "",
) -> None:
    from desk.services.blanks import use

    here = session(ctx)
    form = use(here.desk, here.who, number, case, notice)
    here.put(form, lambda: _say(form))


@app.command("spoil", help=N_("Put a form down as spoiled or lost."))
def spoil_form(
    ctx: typer.Context,
    number: FormNumber,
    reason: Annotated[str, typer.Option("--reason", help=N_("Why."))],
) -> None:
    from desk.services.blanks import spoil

    here = session(ctx)
    form = spoil(here.desk, here.who, number, reason)
    here.put(form, lambda: _say(form))


def _say(form: BlankForm) -> None:
    output.put_text(f"{form.number} {label(form.state)}")
