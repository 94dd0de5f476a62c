"""The card of keys: every key of the day, one page, and its way onto paper."""

from pathlib import Path

import pypdfium2
import pytest

from desk import i18n
from desk.letter.pdfium import ONE
from desk.services.key_card import key_card
from desk.staff.model import actor_of
from screens.dialogs.paper import PutOnPaper
from screens.key_card import DAILY, SELDOM, card_parts
from screens.keys import spoken, table
from tests.screens.hall import a_hall, settle, sign_in
from tools.key_card import CARD, card, text_of


def test_every_key_of_the_day_stands_on_it_in_both_languages() -> None:
    parts = card_parts()
    assert len(parts) == len(DAILY) + 1
    for scope, part in zip(("everywhere", *DAILY), parts, strict=True):
        wanted = [
            (spoken(key.first), i18n.say(key.word, "zh_CN"), key.word)
            for key in table(scope)
            if key.keys and key.id.rpartition(".")[2] not in SELDOM
        ]
        assert [(one.name, one.chinese, one.english) for one in part.keys] == wanted


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_is_one_page_with_every_word(language: str) -> None:
    i18n.use(language)
    hall = a_hall()
    page = key_card(hall.desk, actor_of(hall.clerk), card_parts())
    with ONE, pypdfium2.PdfDocument(page.pdf) as document:
        assert len(document) == 1
        size = document[0].get_size()
        said = "".join(document[0].get_textpage().get_text_range().split())
    assert [round(side) for side in size] == [595, 842]
    for part in card_parts():
        for one in part.keys:
            assert "".join(one.chinese.split()) in said
            assert "".join(one.english.split()) in said
    i18n.use("zh_CN")


async def test_the_list_of_actions_leads_to_it(tmp_path: Path) -> None:
    async with a_hall().app(papers=tmp_path).run_test() as pilot:
        await sign_in(pilot)
        await pilot.app.run_action("key_card")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PutOnPaper)
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert [path.suffix for path in tmp_path.iterdir()] == [".pdf"]


def test_the_copy_for_people_says_what_the_tables_say() -> None:
    assert text_of(CARD.read_bytes()) == text_of(card().pdf)
