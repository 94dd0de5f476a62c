"""A toast fills its lines: it does not break at the space beside a number."""

from desk.i18n import use
from screens.widgets.toasts import Told
from tests.screens.hall import a_hall, settle, sign_in

WORDS = (
    "已导入 196 位客户，变更 0 位，退回 4 位，需要人工核对的行已写入清单旁的文件，"
    "请逐行核对后再导入。"
)


async def test_lines_are_filled_whatever_numbers_stand_in_them() -> None:
    use("zh_CN")
    hall = a_hall()
    async with hall.app().run_test(size=(80, 24), notifications=True) as pilot:
        await sign_in(pilot)
        pilot.app.notify(WORDS, markup=False)
        await settle(pilot)
        told = pilot.app.screen.query_one(Told)
        lines = str(told.render()).split("\n")
        assert "".join(line for line in lines).replace(" ", "") == WORDS.replace(" ", "")
        room = told.content_size.width
        # What comes next would not have fitted: no line is left half empty.
        assert all(len(line.encode("gbk")) > room - 6 for line in lines[:-1])
        assert told.content_size.height == len(lines)


async def test_what_people_typed_is_no_markup_in_a_toast() -> None:
    hall = a_hall()
    async with hall.app().run_test(notifications=True) as pilot:
        await sign_in(pilot)
        pilot.app.notify("没有 [/foo] 这件\x1b[31m工单。", markup=False)
        await settle(pilot)
        assert str(pilot.app.screen.query_one(Told).render()) == "没有 [/foo] 这件[31m工单。"
