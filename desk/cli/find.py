"""desk find: cases, customers and letters by any piece of them."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Annotated

import typer

from desk import masks
from desk.cli import output
from desk.cli.exports import Csv, InFull, ListTarget, Replace, Xlsx, put_list
from desk.cli.params import After, Limit
from desk.cli.session import Session, session
from desk.enums import Topic
from desk.finding import MOST_ASKED, FoundKind, Narrowing
from desk.i18n import N_, _
from desk.labels import label
from desk.text import clean_line
from desk.views import FoundRow


def find(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("What to look for."))],
    kind: Annotated[
        list[FoundKind] | None, typer.Option("--kind", help=N_("Only hits of this kind."))
    ] = None,
    open_only: Annotated[
        bool, typer.Option("--open", help=N_("Only cases that are open."))
    ] = False,
    mine: Annotated[
        bool, typer.Option("--mine", help=N_("Only open cases that you hold."))
    ] = False,
    topic: Annotated[
        Topic | None, typer.Option("--topic", help=N_("Only what is about this topic."))
    ] = None,
    since: Annotated[
        str, typer.Option("--since", metavar="DAY", help=N_("Only what came on this day or later."))
    ] = "",
    until: Annotated[
        str,
        typer.Option("--until", metavar="DAY", help=N_("Only what came on this day or earlier.")),
    ] = "",
    due_first: Annotated[
        bool, typer.Option("--due-first", help=N_("Open cases, what is due first on top."))
    ] = False,
    after: After = "",
    limit: Limit = 50,
    csv: Csv = None,
    xlsx: Xlsx = None,
    in_full: InFull = "",
    replace_it: Replace = False,
) -> None:
    from desk.services.lists import find as look

    here = session(ctx)
    target = ListTarget(csv, xlsx, in_full, replace_it)
    narrowing = Narrowing(
        kinds=frozenset(kind or ()),
        open_only=open_only,
        holder_id=here.who.staff_id if mine else "",
        topic=topic,
        since=_day_begins(here, since, "since"),
        before=_day_begins(here, until, "until", after=1),
        due_first=due_first,
    )
    if target.wanted:
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.FOUND, text=text, narrowing=narrowing), target)
        return
    # One more than is shown says whether there is more.
    found = look(here.desk, here.who, text, narrowing=narrowing, after=after, limit=limit + 1)
    rows = [_masked(row) for row in found[:limit]]

    def words() -> None:
        if len(clean_line(text)) > MOST_ASKED:
            output.tell(
                _("Only the first {most} characters were looked for.").format(most=MOST_ASKED)
            )
        output.put_table(
            (_("Kind"), _("Number"), _("Customer"), _("Where"), _("Excerpt"), _("When")),
            (
                (
                    label(row.kind),
                    row.reference,
                    row.title,
                    label(row.where) if row.where else "",
                    row.excerpt,
                    here.local(row.at),
                )
                for row in rows
            ),
        )
        if len(found) > limit:
            output.tell(
                _("There are more than {n}; go on with --after '{cursor}'.").format(
                    n=limit, cursor=rows[-1].cursor
                )
            )
        elif not rows:
            output.tell(_("Nothing was found."))

    here.put(rows, words)


def _day_begins(here: Session, text: str, field: str, *, after: int = 0) -> datetime | None:
    """When a day that was typed begins at the branch, or one some days after it."""
    if not text:
        return None
    from desk.dates import parse_day

    hours = here.desk.hours
    today = hours.day_of(here.desk.clock.now())
    day = parse_day(text, today=today, calendar=here.desk.calendar, field=field)
    return datetime.combine(day + timedelta(days=after), time.min, tzinfo=hours.tz)


def _masked(row: FoundRow) -> FoundRow:
    return replace(row, title=masks.mask_name(row.title, organisation=row.organisation))
