"""In the letters room an issued letter is proved, and a draft is given out to Word."""

from dataclasses import replace
from pathlib import Path
from typing import cast

from desk.letter.life import Letter
from screens.dialogs.tell import Tell
from tests.fakes import FakeStore
from tests.screens.a_letter import answered, at_letters, drawn, issued, submitted
from tests.screens.hall import a_hall


async def test_an_issued_letter_is_proved_and_a_changed_one_found() -> None:
    hall = a_hall()
    letter = issued(hall, answered(hall))
    rows = cast(FakeStore, hall.desk.store).state.rows[Letter]
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_letters(pilot, hall)
        await pilot.press("4")
        await drawn(pilot)
        await pilot.press("e")
        await drawn(pilot)
        told = pilot.app.screen
        assert isinstance(told, Tell)
        assert f"{letter.number} 与签发时一致" in str(told._text)
        await pilot.press("escape")
        rows[letter.id] = replace(rows[letter.id], markdown=letter.markdown + "x")
        await pilot.press("e")
        await drawn(pilot)
        told = pilot.app.screen
        assert isinstance(told, Tell)
        assert "正文在签发之后被改动过" in str(told._text)


async def test_a_letter_that_waits_is_given_out_to_word(tmp_path: Path) -> None:
    hall = a_hall()
    reference = answered(hall)
    submitted(hall, reference)
    async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
        room = await at_letters(pilot, hall)
        await pilot.press("2")
        await drawn(pilot)
        assert not room.check_action("prove", ())
        await pilot.press("w")
        await drawn(pilot)
        (kept,) = (tmp_path / "drafts").iterdir()
        assert kept.name == f"{reference}-reply.docx"
        assert kept.read_bytes().startswith(b"PK")
