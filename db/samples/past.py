"""A year of past cases, composed of scenarios; no two are told in the same words."""

import tomllib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from db.samples import handling
from db.samples.people import Hall
from db.samples.schedule import Life
from desk.case import Case
from desk.enums import (
    CaseKind,
    Channel,
    Conclusion,
    ContactWay,
    Mood,
    PointKind,
    RemedyBy,
    Topic,
)
from desk.forms import (
    AnswerForm,
    CaseForm,
    CommitmentForm,
    ContactForm,
    CustomerForm,
    FollowUpForm,
    HandoverForm,
    PointForm,
)
from desk.services import casework, closing, custody, intake
from desk.staff.model import Actor

SEED = 20261121


@dataclass(frozen=True, slots=True)
class Past:
    """A past case as it will be lived; `received` is local to the branch."""

    number: int
    received: datetime
    form: CaseForm
    answers: tuple[AnswerForm, ...]
    twist: str
    """What was special: "", "late", "handover", "reminded", "promise" or "dissatisfied"."""


@cache
def words() -> dict[str, Any]:
    """What past cases are composed of."""
    text = Path(__file__).with_name("past.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def compose(hall: Hall, end: datetime, count: int) -> list[Past]:
    """`count` past cases over the year before `end`, no two narratives alike."""
    rng = Random(SEED)
    told: set[str] = set()
    known = words()["scenario"]
    made: list[Past] = []
    for number in range(count):
        received = _moment(hall, rng, end, number, count)
        scenario = known[number % len(known)] if number < len(known) else rng.choice(known)
        made.append(_compose(hall, rng, scenario, number, received, told))
    return made


def _moment(hall: Hall, rng: Random, end: datetime, number: int, count: int) -> datetime:
    """A moment in opening hours; summer and winter bring more, as they do."""
    share = (number + rng.random()) / count
    days = 30 + round((1 - share) * 330)
    day = (end - timedelta(days=days)).astimezone(hall.desk.hours.tz)
    at = day.replace(hour=rng.choice((8, 9, 9, 10, 10, 11, 14, 15, 16)), minute=rng.randint(31, 58))
    return handling.working_moment(hall, at.replace(second=0, microsecond=0))


def _compose(
    hall: Hall,
    rng: Random,
    scenario: dict[str, Any],
    number: int,
    received: datetime,
    told: set[str],
) -> Past:
    local = hall.desk.hours.local(received)
    slots = _slots(rng, local.date(), hall)
    while True:
        parts = [rng.choice(sentences) for sentences in scenario["say"]]
        parts.insert(rng.randint(0, len(parts)), rng.choice(words()["asides"]))
        narrative = "".join(parts).format(**slots)
        if narrative not in told:
            break
        slots = _slots(rng, local.date(), hall)
    told.add(narrative)
    chosen = scenario["point"]
    known = words()
    given = "".join(rng.sample(known["given"], rng.choice((1, 2, 2))))
    street = rng.choice(known["streets"])
    kind = CaseKind(rng.choice(scenario["kinds"]))
    form = CaseForm(
        kind=kind,
        channel=rng.choice((Channel.WALK_IN, Channel.WALK_IN, Channel.WALK_IN, Channel.PHONE)),
        topic=Topic(scenario["topic"]),
        mood=Mood(rng.choice(scenario["moods"])),
        narrative=narrative,
        told=rng.choice(words()["told"]),
        customer=CustomerForm(
            name=rng.choice(known["surnames"]) + given,
            salutation=rng.choice(("先生", "女士")),
            phone=f"1990002{number:04d}",
            account_no=f"99{number + 20000:08d}",
            address=f"临江市{street}{rng.randint(1, 199)}号",
        ),
        points=[
            PointForm(kind=PointKind(p["kind"]), matter=p["matter"].format(**slots)) for p in chosen
        ],
    )
    answers = tuple(_answer(p, slots) for p in chosen)
    twist = rng.choices(
        ("", "late", "handover", "reminded", "promise", "dissatisfied"), (66, 7, 9, 8, 6, 4)
    )[0]
    return Past(number, received, form, answers, twist)


def _slots(rng: Random, day: date, hall: Hall) -> dict[str, Any]:
    low = rng.randint(90, 320)
    check = hall.desk.calendar.add_working_days(day, 1)
    return {
        "kwh": low,
        "kwh2": low * 2 + rng.randint(1, 60),
        "yuan": rng.randint(21, 480),
        "minutes": rng.randint(32, 95),
        "days": rng.randint(3, 26),
        "overdue": rng.randint(33, 80),
        "hour": rng.randint(7, 10),
        "month": (day.month - 2) % 12 + 1,
        "floor": rng.randint(2, 9),
        "people": rng.randint(3, 9),
        "clerk_day": handling.spoken(day),
        "check_day": handling.spoken(check),
    }


def _answer(point: dict[str, Any], slots: dict[str, Any]) -> AnswerForm:
    conclusion = Conclusion(point["conclusion"])
    supplier = conclusion in (Conclusion.SUBSTANTIATED, Conclusion.PARTLY_SUBSTANTIATED)
    return AnswerForm(
        finding=point["finding"].format(**slots),
        basis=point.get("basis", ""),
        articles=point.get("articles", []),
        conclusion=conclusion,
        true_part=point.get("true_part", ""),
        apology="由此给您添了麻烦，我们诚恳致歉。" if supplier else "",
        remedy=point["remedy"].format(**slots),
        remedy_by=RemedyBy(point.get("by", RemedyBy.UNIT)),
        remedy_owner=point.get("owner", ""),
        amount_fen=slots["yuan"] * 100 if point.get("money") else None,
        payment="退回原付款账户" if point.get("money") else "",
    )


def past_cases(hall: Hall, end: datetime, count: int) -> list[Life]:
    """A life for each past case."""
    return [_life(hall, past) for past in compose(hall, end, count)]


def _life(hall: Hall, past: Past) -> Iterator[datetime]:
    desk, clock, rng = hall.desk, hall.clock, Random(past.number)
    clerk = hall.clerks[past.number % len(hall.clerks)]
    other = hall.clerks[(past.number + 1) % len(hall.clerks)]
    lead = hall.leads[past.number % len(hall.leads)]

    def later(days: int = 0) -> datetime:
        return handling.later(hall, rng, clock.now(), days)

    yield past.received
    reference = intake.register_case(
        desk, clerk, past.form, request_id=f"past-{past.number}"
    ).reference
    handling.report_ahead(hall, clerk, reference)
    holder = clerk
    # What is said about one of us goes past the clerk to the lead: it is not theirs to give away.
    if past.twist == "handover" and _holds(hall, clerk, reference):
        yield later()
        holder = yield from _handed_over(hall, rng, reference, clerk, other)
    if past.twist == "reminded":
        yield later(2)
        casework.remind(desk, holder, reference, "还没有消息，麻烦催一下")
    promised = None
    if past.twist == "promise":
        due = desk.calendar.add_working_days(desk.hours.day_of(clock.now()), 3)
        promise = CommitmentForm(text="办好当天电话告知", owner=holder.name, due_on=due)
        promised = casework.promise(desk, holder, reference, promise)
    for position, form in enumerate(past.answers, 1):
        yield later(position % 2)
        today = desk.hours.day_of(clock.now())
        done = None if form.remedy_by is RemedyBy.CUSTOMER else today
        whole = replace(form, remedy_done_on=done)
        handling.answer(hall, holder, reference, position, whole)
    if past.twist == "late":
        yield later(7)
    if promised is not None:
        yield later()
        casework.keep_promise(desk, holder, reference, promised.id, "已电话告知，通话记录在案")
    yield from _replied(hall, rng, reference, holder, lead)
    if _needs_call(hall, reference, holder):
        yield later(1)
        caller = other if holder is not other else clerk
        if past.twist == "dissatisfied":
            unhappy = FollowUpForm(reached=True, satisfied=False, result=2, words="说得不够细")
            closing.record_follow_up(desk, caller, reference, unhappy)
            yield later(1)
            again = f"{past.answers[0].finding}复核结果一致。"
            first = replace(past.answers[0], finding=again)
            done = None if first.remedy_by is RemedyBy.CUSTOMER else desk.hours.day_of(clock.now())
            handling.answer(hall, holder, reference, 1, replace(first, remedy_done_on=done))
            yield from _replied(hall, rng, reference, holder, lead)
            yield later(1)
        handling.call_back(hall, rng, caller, reference)
    yield later()
    if past.number % 12:
        handling.receipt_back(hall, holder, reference)
    handling.answer_raised(hall, reference)
    closing.close_case(desk, holder, reference)


def _holds(hall: Hall, who: Actor, reference: str) -> bool:
    with hall.desk.store.read() as book:
        return book.find(Case, reference=reference)[0].holder_id == who.staff_id


def _handed_over(
    hall: Hall, rng: Random, reference: str, giver: Actor, taker: Actor
) -> Generator[datetime, None, Actor]:
    offer = HandoverForm(
        to_staff=taker.number,
        matter="客户要求尽快核查，请接手",
        told="已告诉客户由接手同事当天联系",
        contact_by=hall.clock.now() + timedelta(hours=7),
    )
    custody.offer_handover(hall.desk, giver, reference, offer)
    yield hall.clock.now() + timedelta(minutes=rng.randint(3, 20))
    custody.accept_handover(hall.desk, taker, reference)
    yield hall.clock.now() + timedelta(minutes=rng.randint(20, 60))
    called = ContactForm(way=ContactWay.PHONE, text="已电话联系，说明由我接手核查")
    casework.log_contact(hall.desk, taker, reference, called)
    return taker


def _replied(
    hall: Hall, rng: Random, reference: str, holder: Actor, lead: Actor
) -> Iterator[datetime]:
    yield handling.later(hall, rng, hall.clock.now())
    letter = handling.submit(hall, holder, reference)
    yield handling.later(hall, rng, hall.clock.now())
    handling.issue(hall, lead, letter.id)
    yield handling.later(hall, rng, hall.clock.now())
    handling.print_out(hall, lead, letter.id)
    yield handling.later(hall, rng, hall.clock.now())
    handling.deliver(hall, holder, letter.id)


def _needs_call(hall: Hall, reference: str, who: Actor) -> bool:
    missing = closing.what_is_missing(hall.desk, who, reference)
    return any(m.code == "follow_up" for m in missing)
