"""desk insight: today, the month table, the rule of every figure, the cases behind a number."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import output
from desk.cli.exports import Csv, ListTarget, Replace, Xlsx, put_list
from desk.cli.session import Usage, session
from desk.i18n import N_, _, current
from desk.insight.figures import By, Figure
from desk.insight.trend import AMOUNT, MOST, Step

if TYPE_CHECKING:
    from desk.cli.session import Session
    from desk.insight.period import Period

app = typer.Typer(
    no_args_is_help=True,
    help=N_("What was done, month by month, and the cases behind every number."),
)

Asked = Annotated[
    str,
    typer.Option("--month", metavar="YYYY-MM", help=N_("The month; else the present one.")),
]
First = Annotated[
    str, typer.Option("--from", metavar="YYYY-MM-DD", help=N_("From this day, not of a month."))
]
Last = Annotated[
    str, typer.Option("--to", metavar="YYYY-MM-DD", help=N_("To this day; else to today."))
]
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")


def _period(here: "Session", typed: str, first: str, last: str) -> "Period | None":
    from desk.insight.period import Days, Month

    if first or last:
        if typed or not first:
            raise Usage(_("Give --month, or --from with or without --to."))
        today = here.desk.hours.day_of(here.desk.clock.now())
        return Days(_day(first), _day(last) if last else today)
    if not typed:
        return None
    found = _MONTH.fullmatch(typed.strip())
    if found is None:
        raise Usage(_("Write the month like 2026-11."))
    return Month(int(found[1]), int(found[2]))


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise Usage(_("Write the day like 2026-11-21.")) from error


@app.command(help=N_("Say what waits in the whole hall now, and what today brought."))
def today(ctx: typer.Context) -> None:
    from desk.insight.words import today_text
    from desk.services.insight import today as read

    here = session(ctx)
    found = read(here.desk, here.who)
    data = {
        "received": found.received,
        "closed": found.closed,
        "waiting": {view.value: count for view, count in found.counts.by_view.items()},
    }
    here.put(data, lambda: output.put_text(today_text(found.received, found.closed, found.counts)))


@app.command(help=N_("Show the month table beside the month before; or write it to a file."))
def month(
    ctx: typer.Context,
    month: Asked = "",
    first: First = "",
    last: Last = "",
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=N_("PDF, or text if it ends in .txt.")),
    ] = None,
    csv: Csv = None,
    xlsx: Xlsx = None,
    replace: Replace = False,
) -> None:
    from desk.insight.words import month_text
    from desk.services.insight import month_page, month_table

    here = session(ctx)
    asked = _period(here, month, first, last)
    export = ListTarget(csv, xlsx, "", replace)
    if export.wanted:
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.MONTH, period=asked), export)
        return
    if target is not None:
        page = month_page(here.desk, here.who, asked)
        text = target.suffix.lower() == ".txt"
        output.to_file(target, page.text.encode() if text else page.pdf)
        here.put({"file": target}, lambda: output.put_text(str(target)))
        return
    found = month_table(here.desk, here.who, asked)
    data = {**output.plain(found), "complaints_per_million": found.per_million}
    here.put(data, lambda: output.put_text(month_text(found, current())))


@app.command(help=N_("Say how each figure is counted."))
def indicators(ctx: typer.Context) -> None:
    from desk.insight.words import indicator_text, indicators

    here = session(ctx)
    found = indicators(current())
    here.put_plain(found, lambda: output.put_text(indicator_text(found, current())))


@app.command(help=N_("List the cases behind a figure of a month, as far as you may see them."))
def behind(
    ctx: typer.Context,
    figure: Annotated[Figure, typer.Argument(help=N_("The figure."))],
    month: Asked = "",
    first: First = "",
    last: Last = "",
    by: Annotated[By, typer.Option("--by", help=N_("What --part is a part of."))] = By.WHOLE,
    part: Annotated[str, typer.Option("--part", help=N_("One topic or department."))] = "",
    other: Annotated[
        bool, typer.Option("--other", help=N_("Only those for which it does not hold."))
    ] = False,
    after: Annotated[str, typer.Option("--after", help=N_("Go on behind this cursor."))] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help=N_("Rows."))] = 200,
) -> None:
    from desk.labels import label
    from desk.services.insight import behind as read

    here = session(ctx)
    rows = read(
        here.desk,
        here.who,
        figure,
        _period(here, month, first, last),
        by=by,
        group=part or None,
        good=False if other else None,
        after=after,
        limit=limit,
    )

    def words() -> None:
        for row in rows:
            sign = "✓" if row.good else "!"
            told = (row.reference, f"{here.local(row.at):%Y-%m-%d %H:%M}", label(row.topic))
            output.put_text("  ".join((sign, *told, label(row.status), row.holder)))

    here.put(rows, words)


@app.command(help=N_("Note how many customers the hall serves, as of a day."))
def served(
    ctx: typer.Context,
    customers: Annotated[int, typer.Argument(metavar="NUMBER", help=N_("How many customers."))],
    on: Annotated[
        str, typer.Option("--on", metavar="YYYY-MM-DD", help=N_("As of which day; else today."))
    ] = "",
) -> None:
    from desk.services.insight import set_served

    here = session(ctx)
    day = _day(on) if on else here.desk.hours.day_of(here.desk.clock.now())
    branch = set_served(here.desk, here.who, customers, day)
    data = {"customers": branch.customers_served, "on": branch.customers_served_on}
    here.put(data, lambda: output.put_text(f"{branch.customers_served} ({day})"))


@app.command(help=N_("Show what the last weeks or months brought, closed and answered in time."))
def trend(
    ctx: typer.Context,
    by: Annotated[Step, typer.Option("--by", help=N_("Weeks or months."))] = Step.MONTH,
    amount: Annotated[
        int, typer.Option("--last", min=1, max=MOST, help=N_("How many of them."))
    ] = AMOUNT,
) -> None:
    from desk.insight.picture_words import trend_table
    from desk.services.trend import trend as read

    here = session(ctx)
    found = read(here.desk, here.who, by, amount=amount)
    heads, lines = trend_table(found, current())
    here.put(found, lambda: output.put_table(heads, lines))


@app.command(help=N_("Show topics by their weight, and what they reach together."))
def topics(ctx: typer.Context, month: Asked = "", first: First = "", last: Last = "") -> None:
    from desk.bars import bar
    from desk.insight.picture_words import topic_table
    from desk.services.trend import topics as read

    here = session(ctx)
    found = read(here.desk, here.who, _period(here, month, first, last))
    heads, lines = topic_table(found, current())
    most = max((one.count for one in found), default=0)
    bars = [bar(one.count, most, 20) for one in found]

    def words() -> None:
        output.put_table(
            ("", *heads), ((bar_, *line) for bar_, line in zip(bars, lines, strict=True))
        )

    here.put(found, words)
