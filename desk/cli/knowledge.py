"""desk playbook, calendar: what the hall knows."""

from pathlib import Path
from typing import Annotated

import typer

from desk.cli import output
from desk.cli.session import Session, Usage, session
from desk.enums import Mood, Topic
from desk.i18n import N_, _, current
from desk.labels import label
from desk.playbook.playbook import Playbook
from desk.playbook.sentences import USE_WORDS, SentenceUse, fitting

playbook = typer.Typer(no_args_is_help=True, help=N_("The rules and words the hall works by."))
calendar = typer.Typer(no_args_is_help=True, help=N_("Working days and holidays."))


@playbook.command(
    help=N_("What a good clerk says to a mood on a topic, and how a letter then apologises.")
)
def say(
    ctx: typer.Context,
    topic: Annotated[Topic, typer.Option("--topic", help=N_("What it is about."))],
    mood: Annotated[Mood, typer.Option("--mood", help=N_("How the customer feels."))] = Mood.CALM,
) -> None:
    from desk.playbook.load import load

    here = session(ctx)
    book, today = load(current(), here.places.site), here.machine.clock.now().date()
    found = fitting(book.sentences.values(), mood, topic, today, *SentenceUse)
    rows = [{"use": one.use, "text": one.text} for one in found]
    heads = (_("Use"), _("Sentence"))
    here.put_plain(
        rows,
        lambda: output.put_table(heads, ((_(USE_WORDS[one.use]), one.text) for one in found)),
    )


@playbook.command(help=N_("Check the shipped playbook, or a site's own folder laid over it."))
def check(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help=N_("Folder of a site's own entries."))
    ] = None,
    live: Annotated[
        bool,
        typer.Option("--live", help=N_("Also list what is not proved and prints as a blank.")),
    ] = False,
) -> None:
    from desk.playbook.load import check as problems_of
    from desk.playbook.load import load

    here = session(ctx)
    if folder is not None and not folder.is_dir():
        raise Usage(_("There is no folder {path}.").format(path=folder))
    site = folder or here.places.site
    problems = problems_of(site)
    unproved = _unproved(load(current(), site)) if live and not problems else []

    def words() -> None:
        for problem in problems:
            output.put_text(str(problem))
        if not problems:
            output.put_text(_("The playbook is sound."))
        if unproved:
            output.put_table(
                (_("Entry"), _("Field"), _("What we believe")),
                ((u["entry"], u["field"], u["text"]) for u in unproved),
                _("Not proved: prints as a blank, to be filled in as posted in the hall"),
            )

    here.put_plain({"problems": problems, "unproved": unproved}, words)
    if problems:
        raise typer.Exit(1)


def _unproved(book: Playbook) -> list[dict[str, str]]:
    from desk.notice import blanks

    found = [
        {"entry": f"procedure {procedure.id}", "field": blank.key, "text": blank.hint}
        for procedure in book.procedures.values()
        for blank in blanks(procedure)
    ]
    found += [
        {"entry": f"limit {limit.id}", "field": "amount", "text": limit.label}
        for limit in book.limits.values()
        if not limit.printable
    ]
    return found


@playbook.command(help=N_("Report from closed cases where the words for topics mislead."))
def tune(ctx: typer.Context) -> None:
    from desk.services.tuning import misleading_words

    here = session(ctx)
    found = misleading_words(here.desk, here.who)

    def words() -> None:
        output.put_text(
            _(
                "Of {cases} closed cases the first proposal was right in {first}, one of three in "
                "{among}."
            ).format(cases=found.cases, first=found.first, among=found.among_three)
        )
        if found.newest_only:
            output.put_text(_("Only the newest cases were looked at."))
        if found.mistaken:
            output.put_table(
                (_("Settled on"), _("Proposed first"), _("Cases"), _("Because of")),
                (
                    (
                        label(one.topic),
                        label(one.proposed),
                        one.cases,
                        "、".join(f"{word} {count}" for word, count in one.words),
                    )
                    for one in found.mistaken
                ),
                _("Where words mislead; nothing was changed"),
            )

    here.put_plain(found, words)


@playbook.command("list", help=N_("List the entries of the playbook, of one kind or all."))
def list_(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=N_("Kind of entry, for example article."))
    ] = "",
    directory: Annotated[
        bool,
        typer.Option("--directory", help=N_("The units customers are helped to, with phones.")),
    ] = False,
) -> None:
    from desk.playbook.load import load

    here = session(ctx)
    book = load(current(), here.places.site)
    if directory:
        _say_directory(here, book)
        return
    if kind and kind not in book.tables:
        raise Usage(
            _("There is no kind “{name}”. There are: {names}.").format(
                name=kind, names=", ".join(book.tables)
            )
        )
    rows = [
        {
            "kind": name,
            "id": entry.id,
            "version": entry.version,
            "valid_from": entry.valid_from,
            "valid_to": entry.valid_to,
            "confidence": entry.confidence,
            "from_site": book.origins[name, entry.id].from_site,
        }
        for name, table in book.tables.items()
        for entry in table.values()
        if kind in ("", name)
    ]

    def words() -> None:
        output.put_table(
            (_("Kind"), "ID", _("Version"), _("Valid from"), _("Valid to"), _("Own")),
            (
                (
                    r["kind"],
                    r["id"],
                    r["version"],
                    r["valid_from"],
                    r["valid_to"],
                    _("yes") if r["from_site"] else "",
                )
                for r in rows
            ),
        )

    here.put_plain(rows, words)


def _say_directory(here: Session, book: Playbook) -> None:
    units = [
        {
            "id": entry.id,
            "unit": entry.unit,
            "what_for": entry.what_for,
            "topics": entry.topics,
            "address": entry.address,
            "phone": entry.phone,
            "hours": entry.hours,
            "bring": entry.bring,
        }
        for entry in book.directory.values()
    ]

    def words() -> None:
        output.put_table(
            ("ID", _("Unit"), _("Phone"), _("Address"), _("Opening hours"), _("What for")),
            (
                (u["id"], u["unit"], u["phone"] or "—", u["address"], u["hours"], u["what_for"])
                for u in units
            ),
            _("A unit without a phone is to be called first: ask the lead to fill it in."),
        )

    here.put_plain(units, words)


@calendar.command(help=N_("Say whether a day is a working day at this branch, and why."))
def explain(
    ctx: typer.Context,
    day: Annotated[
        str, typer.Argument(metavar="DAY", help=N_("A day, for example 2026-10-01 or today."))
    ],
) -> None:
    from desk.dates import parse_day
    from desk.services.book import explain_day

    here = session(ctx)
    who = here.who
    today = here.desk.hours.day_of(here.desk.clock.now())
    meant = parse_day(day, today=today, calendar=here.desk.calendar, field="day")
    fact = here.desk.calendar.fact(meant)
    text = explain_day(here.desk, who, meant)
    spans = [str(span) for span in here.desk.hours.open_spans(meant, here.desk.calendar)]

    def words() -> None:
        output.put_text(text)
        output.put_pairs([(_("Open"), ", ".join(spans) or _("closed"))])

    here.put({"day": meant, "working": fact.working, "why": text, "open": spans}, words)
