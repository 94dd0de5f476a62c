"""Nothing that was typed on a letter is lost: not to a crash, not to a change of the record."""

from dataclasses import replace

from desk.services import drafts, letters
from desk.services.points import answer_point
from screens.dialogs.confirm import Confirm
from screens.dialogs.tell import Tell
from tests.screens.a_case import read, text_of
from tests.screens.a_letter import ANSWERS, answered, at_reply, clerk, drawn, letter_of, seen
from tests.screens.hall import a_hall, settle

THANKS, OURS = "感谢您的监督与理解。", "感谢您当面告诉我们。"


class TestDrafts:
    async def test_typing_alone_makes_a_draft_that_survives_a_crash(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+e", *"half typed")
            await pilot.pause(1.7)
            await settle(pilot)
            (kept,) = drafts.drafts(hall.desk, clerk(hall), "letter")
            assert kept.subject == reference
        assert "half typed" not in letter_of(hall, reference).markdown
        # Nothing was closed in order: the next start knows only what is in the book.
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            assert "half typed" in reply._text.markdown
            assert "未保存" in text_of(pilot)
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert "half typed" in letter_of(hall, reference).markdown
            assert drafts.drafts(hall.desk, clerk(hall), "letter") == []

    async def test_result_and_advice_are_kept_too(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+n", *"half")
            reply._words_keeper.keep()
            await settle(pilot)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            assert reply._words.form.result == "half"
            assert "half" in reply._paper.plain
            assert read(hall, reference).case.result == ""

    async def test_leaving_the_room_loses_nothing_and_asks_nothing(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+e", *"kept", "escape", "escape")
            await drawn(pilot)
            assert pilot.app.screen is not reply
            again = await at_reply(pilot, hall, reference)
            assert again is not reply
            assert "kept" in again._text.markdown

    async def test_it_is_thrown_away_only_when_asked(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+e", *"gone", "escape", "ctrl+d")
            assert isinstance(pilot.app.screen, Confirm)
            await pilot.press("escape")
            assert "gone" in reply._text.markdown
            await pilot.press("ctrl+d", "ctrl+s")
            await drawn(pilot)
            assert "gone" not in reply._text.markdown
            assert drafts.drafts(hall.desk, clerk(hall), "letter") == []


class TestTheRecordChanges:
    async def test_saved_wording_is_put_back_into_the_letter_made_anew(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        who = clerk(hall)
        draft = letters.draft_letter(hall.desk, who, reference)
        own = draft.markdown.replace(THANKS, OURS)
        letters.edit_letter(hall.desk, who, draft.id, own, version=draft.version)
        answer_point(
            hall.desk,
            who,
            reference,
            3,
            replace(ANSWERS[2], finding="收费到十七点半截止，天天如此。"),
        )
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            assert OURS in reply._text.markdown
            assert "十七点半" in reply._text.markdown
            assert drafts.drafts(hall.desk, who, "letter") == []
            kept = letter_of(hall, reference).markdown
            assert OURS in kept
            assert "十七点半" in kept

    async def test_wording_that_the_record_overrules_is_named(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        who = clerk(hall)
        draft = letters.draft_letter(hall.desk, who, reference)
        own = draft.markdown.replace("东侧加装一只喇叭", "东侧墙上加装一只大喇叭")
        letters.edit_letter(hall.desk, who, draft.id, own, version=draft.version)
        answer_point(
            hall.desk, who, reference, 2, replace(ANSWERS[1], remedy="东西两侧各装一只喇叭。")
        )
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            assert isinstance(pilot.app.screen, Tell)
            assert "大喇叭" in seen(pilot)

    async def test_typed_text_stays_when_somebody_else_saved_meanwhile(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+e", *"mine")
            standing = letter_of(hall, reference)
            theirs = standing.markdown.replace(THANKS, OURS)
            letters.edit_letter(
                hall.desk, clerk(hall), standing.id, theirs, version=standing.version
            )
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert "mine" in reply._text.markdown
            assert OURS in letter_of(hall, reference).markdown
            # The person has been told; saving once more is a decision.
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert "mine" in letter_of(hall, reference).markdown
            assert OURS in letter_of(hall, reference).markdown
