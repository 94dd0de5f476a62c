"""The eleven walk-ins, each brought to the stage at which the demo shows it."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from db.samples import handling
from db.samples.people import Hall
from db.samples.schedule import Life
from desk.enums import (
    CaseKind,
    Conclusion,
    MaterialState,
    Mood,
    Nature,
    PointKind,
    RemedyBy,
    Topic,
    Urgency,
)
from desk.forms import (
    AnswerForm,
    CaseForm,
    CustomerForm,
    HandoverForm,
    MaterialForm,
    NoticeForm,
    PointForm,
    RemarkForm,
    ResultForm,
)
from desk.notice import tailor
from desk.services import (
    closing,
    custody,
    intake,
    letters,
    notices,
    points,
    returns,
    slips,
)

_DAY = re.compile(r"\{d(-?\d+)\}")
REPLIED = ("to_approve", "returned", "to_print", "to_deliver", "to_call_back", "closed")


def stories() -> list[dict[str, Any]]:
    """The walk-ins as they are written down."""
    text = Path(__file__).with_name("walk_ins.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["walk_in"])


def walk_ins(hall: Hall, end: datetime) -> list[Life]:
    """A life for each walk-in."""
    return [_life(hall, story, end, n) for n, story in enumerate(stories())]


def _life(hall: Hall, story: dict[str, Any], end: datetime, number: int) -> Iterator[datetime]:
    desk, rng = hall.desk, Random(number)
    clerk = hall.clerks[number % 2]
    lead = hall.leads[number % 2]
    today = desk.hours.day_of(end)
    latest = end - timedelta(minutes=20)
    at = min(_morning(hall, end, story["days_ago"], number), latest)

    def soon(minutes: int) -> datetime:
        return min(hall.clock.now() + timedelta(minutes=minutes), latest)

    yield at
    form = _form(story)
    reference = intake.register_case(desk, clerk, form, request_id=f"demo-{story['id']}").reference
    slips.acknowledge(desk, clerk, reference)
    handling.report_ahead(hall, clerk, reference)
    stage = story["stage"]
    if "notice" in story:
        yield soon(8)
        _notice(hall, clerk, story["notice"], reference)
    if stage == "handover_waiting":
        # Just now, so that there is time left to accept it.
        yield end - timedelta(minutes=3)
        offer = HandoverForm(
            to_staff=hall.departments[0].number,
            matter="低压电缆送电时烧损，全小区停电，请到场查明原因和产权分界",
            told=story["told"],
            contact_by=end + timedelta(hours=1),
        )
        custody.offer_handover(desk, clerk, reference, offer)
        return
    if stage == "registered":
        return
    answered = story.get("answered", len(story["point"]))
    for position, point in enumerate(story["point"][:answered], 1):
        yield max(soon(35), _written(hall, end, point, position, latest))
        handling.answer(hall, clerk, reference, position, _answer(point, today))
    if "result" in story or "advice" in story:
        result = ResultForm(
            result=_told(story.get("result", ""), today), advice=story.get("advice", [])
        )
        points.set_result(desk, clerk, reference, result)
    if stage == "drafting":
        yield soon(15)
        letters.draft_letter(desk, clerk, reference)
    if stage not in REPLIED:
        return
    yield soon(20)
    letter = handling.submit(hall, clerk, reference)
    if stage == "to_approve":
        return
    yield soon(30)
    if stage == "returned":
        remarks = [RemarkForm(**remark) for remark in story["remarks"]]
        returns.return_letter(desk, lead, letter.id, "", remarks)
        return
    handling.issue(hall, lead, letter.id)
    if stage == "to_print":
        return
    yield soon(10)
    handling.print_out(hall, lead, letter.id)
    if stage == "to_deliver":
        return
    # The call back falls due on the next working day: it should wait, not be late.
    waits = end - timedelta(days=1, minutes=20) if stage == "to_call_back" else soon(90)
    yield max(soon(90), waits)
    handling.deliver(hall, clerk, letter.id)
    if stage == "to_call_back":
        return
    yield soon(600)
    handling.call_back(hall, rng, hall.clerks[2], reference)
    handling.answer_raised(hall, reference)
    closing.close_case(desk, clerk, reference)


def _written(
    hall: Hall, end: datetime, point: dict[str, Any], position: int, latest: datetime
) -> datetime:
    """An answer is written down on the day its remedy was done."""
    if "done" not in point:
        return hall.clock.now()
    return min(_morning(hall, end, point["done"], 13 + position), latest)


def _morning(hall: Hall, end: datetime, days_ago: int, number: int) -> datetime:
    local = end.astimezone(hall.desk.hours.tz) - timedelta(days=days_ago)
    if days_ago == 0:
        return end - timedelta(minutes=50 - 2 * number)
    nine = local.replace(hour=9, minute=0, second=0, microsecond=0)
    return nine + timedelta(minutes=3 + 5 * number)


def _form(story: dict[str, Any]) -> CaseForm:
    who = dict(story["customer"])
    nature = Nature(who.pop("nature", Nature.RESIDENT))
    return CaseForm(
        kind=CaseKind(story.get("kind", CaseKind.COMPLAINT)),
        topic=Topic(story["topic"]),
        mood=Mood(story["mood"]),
        urgency=Urgency(story.get("urgency", Urgency.NORMAL)),
        narrative=story["narrative"],
        remedy_sought=story["remedy_sought"],
        told=story["told"],
        customer=CustomerForm(**who, nature=nature),
        points=[PointForm(kind=PointKind(p["kind"]), matter=p["matter"]) for p in story["point"]],
    )


def _told(text: str, today: date) -> str:
    """The text with its days written out."""
    return _DAY.sub(lambda m: handling.spoken(today - timedelta(days=int(m[1]))), text)


def _answer(point: dict[str, Any], today: date) -> AnswerForm:
    due, done = point.get("due"), point.get("done")
    return AnswerForm(
        finding=_told(point["finding"], today),
        basis=_told(point.get("basis", ""), today),
        articles=point.get("articles", []),
        conclusion=Conclusion(point["conclusion"]),
        true_part=point.get("true_part", ""),
        apology=point.get("apology", ""),
        remedy=_told(point["remedy"], today),
        remedy_by=RemedyBy(point.get("remedy_by", RemedyBy.UNIT)),
        remedy_owner=point.get("owner", ""),
        remedy_due=today + timedelta(days=due) if due is not None else None,
        remedy_done_on=today - timedelta(days=done) if done is not None else None,
        amount_fen=point.get("amount_fen"),
        payment=point.get("payment", ""),
    )


def _notice(hall: Hall, who: Any, procedure_id: str, reference: str) -> None:
    procedure = hall.desk.playbook.procedure(procedure_id)
    answers = {question.id: question.options[0].id for question in procedure.questions}
    rows = tailor(procedure, answers).rows
    held = [MaterialForm(material=row.material_id, state=MaterialState.HELD) for row in rows[:1]]
    form = NoticeForm(procedure=procedure_id, answers=answers, materials=held, case=reference)
    notices.make_notice(hall.desk, who, form)
