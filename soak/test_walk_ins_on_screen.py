"""A walk-in by the keys on screen: from the customer at the window to the letter in hand."""

import importlib
import tomllib
from pathlib import Path

import pypdfium2
import pytest
from textual.pilot import Pilot

from desk.enums import CONCLUSIONS, LetterKind, LetterState, PointKind
from desk.labels import label
from desk.letter.book import compose
from desk.letter.press import to_pdf
from desk.letter.words import CONCLUSION, day
from desk.services.outgoing import letter_page
from desk.staff.model import actor_of
from screens.case.screen import CaseScreen
from screens.intake.done import RegisteredScreen
from screens.widgets.ticks import Ticks
from tests.desk.letter import samples
from tests.screens.a_case import choose, read, room, save, write
from tests.screens.a_letter import drawn, letter_of
from tests.screens.hall import PIN, Hall, settle, sign_in
from tests.screens.window import hall_with_customers, paste, pause

WALK_INS = Path(__file__).parents[1] / "tests" / "data" / "walk_ins.toml"
FINDINGS = ("调取当日记录", "到现场核对", "查阅业务系统", "询问当班人员")
REMEDIES = ("于约定日前整改到位", "安排专人跟进并回电", "把单据交到客户手中", "列入班组每日检查")


def narrative_of(walk_in: str) -> str:
    """What the customer of a walk-in says."""
    told = tomllib.loads(WALK_INS.read_text(encoding="utf-8"))["walk_in"]
    return str(next(one["narrative"] for one in told if one["id"] == walk_in))


@pytest.fixture(scope="module", autouse=True)
def warm_press() -> None:
    """Letters loaded before: a thread that imports beside a busy screen takes minutes for it."""
    for module in ("lint", "printer", "press", "plain", "merge"):
        importlib.import_module(f"desk.letter.{module}")
    to_pdf(compose(LetterKind.REPLY, samples.reply()), samples.reply(), LetterKind.REPLY)


async def register(pilot: Pilot[None], narrative: str) -> str:
    """Sign in, F2, find the customer by four digits, take down the words, take the points."""
    await sign_in(pilot)
    await pilot.press("f2", *"1234", "enter")
    await pause(pilot)
    await paste(pilot, narrative)
    await pilot.press("ctrl+y", "ctrl+s")
    await settle(pilot)
    if not isinstance(pilot.app.screen, RegisteredScreen):
        # Danger is named in these words: whether anybody has phoned is asked first.
        await pilot.press("tab", "enter")
        await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, RegisteredScreen)
    return screen.reference()


async def answer(pilot: Pilot[None], hall: Hall, case: CaseScreen, reference: str) -> None:
    """Answer the point that is open, with every check that its gate asks for."""
    position = case.form.position
    point = read(hall, reference).points[position - 1]
    turn = position % len(FINDINGS)
    write(case.form, "finding", f"11月20日{FINDINGS[turn]}，第{position}项的经过已逐一核对清楚。")
    ticks = case.form.controls["checks"]
    assert isinstance(ticks, Ticks)
    if case.form.rows["checks"].display:
        ticks.focus()
        await pilot.press("1", "2", "3", "4")
    choose(case.form, "conclusion", CONCLUSIONS[point.kind][0])
    write(case.form, "remedy", f"{REMEDIES[turn]}，对应第{position}项。")
    write(case.form, "remedy_owner", "营业班")
    write(case.form, "remedy_due", "+3")
    if point.kind is PointKind.ALLEGATION:
        write(case.form, "apology", "给您带来不便，我们深表歉意。")
    await pilot.pause()
    await save(pilot)


async def to_the_hand(pilot: Pilot[None], hall: Hall, reference: str) -> None:
    """Submit, let the lead agree and number it by PIN, print, confirm the paper, hand it over."""
    await pilot.press("f7")
    await drawn(pilot)
    await pilot.press("ctrl+y")
    await drawn(pilot)
    assert letter_of(hall, reference).state is LetterState.SUBMITTED
    await pilot.press("ctrl+a", *"2001", "enter", *PIN, "enter")
    await drawn(pilot)
    await pilot.press("ctrl+s")
    await drawn(pilot)
    assert letter_of(hall, reference).state is LetterState.ISSUED
    await pilot.press("f7")
    await drawn(pilot)
    await pilot.press("ctrl+e", *"2001", "enter", *PIN, "enter")
    await drawn(pilot)
    for _step in ("print", "the paper lies there"):
        await pilot.press("ctrl+s")
        await drawn(pilot)
    assert letter_of(hall, reference).state is LetterState.PRINTED
    await pilot.press("5")
    await drawn(pilot)
    await pilot.press("ctrl+d")
    await drawn(pilot)
    await pilot.press("ctrl+s")
    await drawn(pilot)


def printed_text(hall: Hall, reference: str) -> str:
    """The words on the pages of the reply, without white space."""
    letter = letter_of(hall, reference)
    pdf = letter_page(hall.desk, actor_of(hall.clerk), letter.id).pdf
    pages = pypdfium2.PdfDocument(pdf)
    text = "".join(pages[n].get_textpage().get_text_range() for n in range(len(pages)))
    return "".join(text.split())


@pytest.mark.parametrize("walk_in", ["queue-skipped"])
async def test_a_walk_in_becomes_a_letter_by_the_keys_on_screen(
    walk_in: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    hall = hall_with_customers()
    narrative = narrative_of(walk_in)
    async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
        reference = await register(pilot, narrative)
        await pilot.press("enter")
        await settle(pilot)
        case = room(pilot)
        points = read(hall, reference).points
        assert len(points) >= 2
        for _point in points:
            await answer(pilot, hall, case, reference)
        await to_the_hand(pilot, hall, reference)
    file = read(hall, reference)
    assert file.case.narrative == narrative
    letter = letter_of(hall, reference)
    assert letter.state is LetterState.DELIVERED
    said = printed_text(hall, reference)
    for point in file.points:
        assert point.conclusion is not None
        assert point.remedy_due is not None
        for words in (
            point.matter.rstrip("。？！，"),
            point.finding.rstrip("。"),
            CONCLUSION["zh_CN"][point.conclusion],
            point.remedy.rstrip("。"),
            day(point.remedy_due, "zh_CN"),
        ):
            assert "".join(words.split()) in said, (label(point.kind), words)
    assert letter.number in said
