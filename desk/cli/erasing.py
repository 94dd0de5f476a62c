"""desk customer erase, desk retention: what is erased on request, and when its time is over."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import customer_file, output
from desk.cli.exports import Csv, ListTarget, Replace, Xlsx, put_list
from desk.cli.session import Session, Usage, session
from desk.erasing import kept_for, said_kept, values_erased
from desk.i18n import N_, _, current
from desk.saying import say_moment

if TYPE_CHECKING:
    from desk.customer_file import Erasure
    from desk.services.retention import RuleDue

app = customer_file.app
retention = typer.Typer(
    no_args_is_help=True, help=N_("How long personal data is kept, and what is due to be erased.")
)

Dry = Annotated[
    bool, typer.Option("--dry-run", help=N_("Say what would be erased, and erase nothing."))
]
Rule = Annotated[str, typer.Argument(metavar="RULE", help=N_("Id of the rule (“retention list”)."))]


@app.command(help=N_("Erase a customer's data on request; what must stay is said with its reason."))
def erase(
    ctx: typer.Context,
    customer_id: Annotated[str, typer.Argument(metavar="ID", help=N_("Id of the customer."))],
    asked: Annotated[
        str, typer.Option(help=N_("How it was asked for and checked; no name, no number."))
    ] = "",
    dry_run: Dry = False,
) -> None:
    from desk.services.erasing import erase_customer, preview_erasure

    here = session(ctx)
    if dry_run:
        done = preview_erasure(here.desk, here.who, customer_id)
    else:
        done = erase_customer(here.desk, here.who, customer_id, asked)
    _put(here, done, dry_run=dry_run)


@app.command(help=N_("A copy of what is kept about a customer, for them; the look is kept."))
def copy(
    ctx: typer.Context,
    customer_id: Annotated[str, typer.Argument(metavar="ID", help=N_("Id of the customer."))],
    reason: Annotated[
        str, typer.Option(help=N_("How it was asked for and checked; no name, no number."))
    ],
    target: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help=N_("Write it into this file: PDF or text.")
        ),
    ] = None,
) -> None:
    from desk.services.copy_of_file import copy_of_file, copy_page

    here = session(ctx)
    if target is not None and target.suffix.lower() == ".pdf":
        output.to_file(target, copy_page(here.desk, here.who, customer_id, reason).pdf)
        here.put({"file": target}, lambda: output.put_text(str(target)))
        return
    made = copy_of_file(here.desk, here.who, customer_id, reason)
    if target is not None:
        output.to_file(target, made.text().encode("utf-8-sig"))
        here.put({"file": target}, lambda: output.put_text(str(target)))
    else:
        here.put(made, lambda: output.put_text(made.text()), in_full=True)


def _put(here: Session, done: "Erasure", *, dry_run: bool) -> None:
    def words() -> None:
        count = values_erased(done)
        said = _("{count} values would be erased.") if dry_run else _("{count} values are erased.")
        output.put_text(said.format(count=count))
        output.put_table(
            (_("Stays, and why"),), ((said_kept(line),) for line in done.kept), _("What stays")
        )

    here.put(done, words)


@retention.command("list", help=N_("Every rule of keeping, and how much is due by it."))
def rules(ctx: typer.Context) -> None:
    from desk.services.retention import rules_due

    here = session(ctx)
    found = rules_due(here.desk, here.who)

    def words() -> None:
        output.put_table(
            (_("Rule"), _("Data"), _("Kept for"), _("Due now"), _("Standing"), _("Why so long")),
            (
                (r.rule_id, r.label, kept_for(r.months, r.since), counted(r), standing(r), r.why)
                for r in found
            ),
        )

    here.put(found, words)


def span(rule: "RuleDue") -> str:
    """How long, and from when, in words."""
    return kept_for(rule.months, rule.since)


def counted(rule: "RuleDue") -> str:
    """How many are due; beyond what is counted, that there are more."""
    from desk.services.retention import MOST_COUNTED

    return f"{MOST_COUNTED}+" if rule.count >= MOST_COUNTED else str(rule.count)


def standing(rule: "RuleDue") -> str:
    """Whether a rule is one, or a working default of ours."""
    return _("our own default") if rule.default else rule.source


@retention.command(help=N_("What a rule would erase first; nothing is changed."))
def due(ctx: typer.Context, rule: Rule) -> None:
    from desk.services.retention import what_is_due

    here = session(ctx)
    found = what_is_due(here.desk, here.who, rule)
    rows = [
        (one.what or one.row_id, say_moment(one.since.astimezone(here.zone), current()))
        for one in found
    ]
    here.put(found, lambda: output.put_table((_("What"), _("Since")), rows))


@retention.command(
    help=N_("Erase what is due, of one rule or of all; ctrl+c stops between pieces.")
)
def run(
    ctx: typer.Context,
    rule: Annotated[
        str, typer.Argument(metavar="[RULE]", help=N_("Id of one rule; without it, all."))
    ] = "",
    dry_run: Dry = False,
) -> None:
    from desk.services.retention import rules_due

    here = session(ctx)
    found = [r for r in rules_due(here.desk, here.who) if r.count and rule in ("", r.rule_id)]
    if rule and not found:
        # Says which rules there are, if this is none.
        from desk.services.retention import what_is_due

        what_is_due(here.desk, here.who, rule)
    counts = {r.rule_id: r.count if dry_run else _run(here, r) for r in found}

    def words() -> None:
        if not found:
            output.put_text(_("Nothing is due."))
            return
        head = _("To be erased") if dry_run else _("Erased")
        rows = [(r.label, str(counts[r.rule_id])) for r in found]
        output.put_table((_("Data"), head), rows)

    here.put(counts, words)


def _run(here: Session, rule: "RuleDue") -> int:
    from desk.services.retention import clean_up, erase_due

    done, more = 0, True
    try:
        while more:
            piece = erase_due(here.desk, here.who, rule.rule_id)
            done, more = done + piece.erased, piece.more
            output.progress(done, max(rule.count, done) if not more else max(rule.count, done + 1))
    finally:
        if done and not clean_up(here.desk, here.who):
            output.tell(_("Somebody is reading in the book: run this once more later."))
    return done


@retention.command(help=N_("What was erased, when, by whom and on which ground: the erase log."))
def log(
    ctx: typer.Context,
    customer_id: Annotated[
        str, typer.Option("--customer", metavar="ID", help=N_("Of one customer alone."))
    ] = "",
    csv: Csv = None,
    xlsx: Xlsx = None,
    replace: Replace = False,
) -> None:
    from desk.services.retention import erase_log

    here = session(ctx)
    target = ListTarget(csv, xlsx, replace=replace)
    if target.wanted:
        if customer_id:
            raise Usage(_("The log is written out whole, without --customer."))
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.ERASED), target)
        return
    found = erase_log(here.desk, here.who, customer_id=customer_id)
    rows = [
        (
            say_moment(one.row.at.astimezone(here.zone), current()),
            one.rule,
            one.about,
            str(values_erased(one.row)),
            _("; ").join(map(said_kept, one.row.kept)),
            one.by,
        )
        for one in found
    ]
    heads = (_("When"), _("On what ground"), _("About"), _("Values"), _("What stays"), _("By"))
    here.put(found, lambda: output.put_table(heads, rows))
