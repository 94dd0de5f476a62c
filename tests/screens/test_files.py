"""Files of a case on screen: attached by path or from the scanner, seen, written out again."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

import screens.files.open as outside
from desk.attaching import LARGEST
from desk.case import Stage
from desk.enums import CaseStatus
from desk.forms_counter import PaperForm
from desk.services import attachments, handed_in
from desk.staff.model import actor_of
from screens.case.menu import Menu
from screens.dialogs.pick import Pick
from screens.dialogs.tell import Tell
from screens.files.attach import AttachFile
from screens.files.files import CaseFiles
from screens.files.out import WriteOut
from screens.files.show import ShowPicture
from screens.intake.done import RegisteredScreen
from screens.widgets.row import FieldRow
from tests.pictures import jpeg
from tests.screens.a_case import enter, read, register, text_of
from tests.screens.hall import Hall, a_hall, settle


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def drag(pilot: Pilot[None], text: str) -> None:
    """A terminal pastes the path of a file that is dragged onto it."""
    dialog = pilot.app.screen
    assert isinstance(dialog, AttachFile)
    dialog._path._take(text)
    await settle(pilot)


async def files(pilot: Pilot[None], reference: str) -> CaseFiles:
    """Through the menu of the case to its files."""
    await enter(pilot, reference)
    await press(pilot, "ctrl+n")
    menu = pilot.app.screen
    assert isinstance(menu, Menu)
    at = [deed.name for deed in menu._deeds].index("files")
    await press(pilot, *["down"] * at, "enter")
    assert isinstance(pilot.app.screen, CaseFiles)
    return pilot.app.screen


def error(pilot: Pilot[None]) -> dict[str, str]:
    return {row.field: row.error for row in pilot.app.screen.query(FieldRow) if row.error}


def attach(hall: Hall, reference: str, path: Path) -> None:
    attachments.attach_file(hall.desk, actor_of(hall.clerk), reference, path)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "电表 1.jpg"
    path.write_bytes(jpeg(6))
    return path


async def test_a_dragged_photograph_is_kept_with_its_paper_and_note(photo: Path) -> None:
    hall = a_hall()
    reference = register(hall)
    paper = PaperForm(name="购电发票", original=True)
    handed_in.receive_paper(hall.desk, actor_of(hall.clerk), reference, paper)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        listed = await files(pilot, reference)
        await press(pilot, "enter")
        await drag(pilot, f"'{photo}'")
        await press(pilot, "enter", "2", "tab", *"meter", "enter")
        assert pilot.app.screen is listed
        [one] = read(hall, reference).attachments
        assert (one.name, one.media_type, one.note) == ("电表 1.jpg", "image/jpeg", "meter")
        assert one.paper_id == read(hall, reference).papers[0].id
        seen = text_of(pilot)
        for words in ("电表 1.jpg", "图片", "林小满", "对应材料：购电发票"):
            assert words in seen
        await press(pilot, "escape", "f5")
        seen = text_of(pilot)
        assert "材料与附件" in seen
        assert "电表 1.jpg" in seen


async def test_the_newest_scan_is_picked_by_its_number(tmp_path: Path) -> None:
    for age, name in enumerate(("new.jpg", "old.jpg")):
        (tmp_path / name).write_bytes(jpeg(6) + name.encode())
        os.utime(tmp_path / name, (1_700_000_000 - age, 1_700_000_000 - age))
    hall = a_hall()
    reference = register(hall)
    async with hall.app(scanner=lambda: str(tmp_path)).run_test(size=(80, 24)) as pilot:
        await files(pilot, reference)
        await press(pilot, "enter")
        assert text_of(pilot).index("new.jpg") < text_of(pilot).index("old.jpg")
        (tmp_path / "later.pdf").write_bytes(b"%PDF-1.7 later")
        await press(pilot, "f5")
        assert "later.pdf" in text_of(pilot)
        await press(pilot, "2", "ctrl+s")
        assert [one.name for one in read(hall, reference).attachments] == ["new.jpg"]
        # Without a number: what is marked, the newest at first.
        await press(pilot, "end", "enter", "enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, AttachFile)
        assert dialog.gather()["path"] == "1  later.pdf"


@pytest.mark.parametrize(("folder", "words"), [("", "desk case scanner"), ("/nowhere", "读")])
async def test_a_folder_that_is_not_there_is_told_in_its_place(folder: str, words: str) -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app(scanner=lambda: folder).run_test(size=(80, 24)) as pilot:
        await files(pilot, reference)
        await press(pilot, "enter")
        assert words in text_of(pilot)


async def test_what_is_no_file_is_refused_beside_the_field(photo: Path, tmp_path: Path) -> None:
    hall = a_hall()
    reference = register(hall)
    attach(hall, reference, photo)
    empty, link, pipe = tmp_path / "empty.jpg", tmp_path / "link.jpg", tmp_path / "pipe"
    empty.touch()
    link.symlink_to(photo)
    os.mkfifo(pipe)
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(2 * 1024**3)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await files(pilot, reference)
        await press(pilot, "end", "enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, AttachFile)
        await press(pilot, "ctrl+s")
        assert set(error(pilot)) == {"path"}
        said = set()
        for wrong in (empty, link, pipe, large, tmp_path, tmp_path / "nowhere", "/dev/null", photo):
            dialog._path.value = ""
            await drag(pilot, str(wrong))
            await press(pilot, "ctrl+s")
            assert set(error(pilot)) == {"path"}, wrong
            assert dialog.focused is dialog._path
            said.add(error(pilot)["path"])
        # A pipe and a device are refused in the same words but for their names.
        assert len(said) == 8
        assert len(read(hall, reference).attachments) == 1
        await drag(pilot, "'/a.jpg' '/b.jpg'")
        # What was typed is there again after esc.
        await press(pilot, "escape", "enter")
        again = pilot.app.screen
        assert isinstance(again, AttachFile)
        assert again.gather()["path"].endswith("'/b.jpg'")


async def test_a_full_list_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_FILES", 1)
    hall = a_hall()
    reference = register(hall)
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text("一", encoding="utf-8")
    second.write_text("二", encoding="utf-8")
    attach(hall, reference, first)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await files(pilot, reference)
        await press(pilot, "end", "enter")
        await drag(pilot, str(second))
        await press(pilot, "ctrl+s")
        assert "1" in error(pilot)["path"]


async def test_esc_stops_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hall = a_hall()
    reference = register(hall)
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(LARGEST)
    tell = AttachFile._tell_reading

    def slowly(dialog: AttachFile, done: int, whole: int) -> None:
        # The person presses esc once the first piece is read, whatever the disk does.
        if done < 2_000_000:
            dialog.app.call_from_thread(dialog.action_cancel)
        tell(dialog, done, whole)

    monkeypatch.setattr(AttachFile, "_tell_reading", slowly)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await files(pilot, reference)
        await press(pilot, "enter")
        await drag(pilot, str(film))
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, AttachFile)
        assert "停止" in error(pilot)["path"]
        assert read(hall, reference).attachments == ()


async def test_a_photograph_is_seen_here(photo: Path) -> None:
    hall = a_hall()
    reference = register(hall)
    attach(hall, reference, photo)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        listed = await files(pilot, reference)
        await press(pilot, "1", "1")
        shown = pilot.app.screen
        assert isinstance(shown, ShowPicture)
        whole = text_of(pilot).count("▀")
        assert whole > 100
        await press(pilot, "right")
        assert text_of(pilot).count("▀") > whole
        await press(pilot, "left")
        assert text_of(pilot).count("▀") == whole
        await press(pilot, "escape")
        assert pilot.app.screen is listed


async def test_what_is_broken_says_so_and_a_text_is_read(tmp_path: Path) -> None:
    hall = a_hall()
    reference = register(hall)
    broken, text = tmp_path / "坏.pdf", tmp_path / "说明.txt"
    broken.write_bytes(b"%PDF-1.7 broken")
    text.write_bytes("客户[手写]\x1b[31m说明".encode("gb18030"))
    attach(hall, reference, broken)
    attach(hall, reference, text)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await files(pilot, reference)
        await press(pilot, "1", "1")
        assert isinstance(pilot.app.screen, ShowPicture)
        assert "另存" in text_of(pilot)
        await press(pilot, "escape", "2", "1")
        assert isinstance(pilot.app.screen, Tell)
        assert "客户[手写][31m说明" in text_of(pilot)


async def test_a_copy_opens_outside_under_a_safe_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = a_hall()
    reference = register(hall)
    told: list[tuple[str, bytes]] = []

    def viewer(path: Path) -> bool:
        told.append((path.name, path.read_bytes()))
        return len(told) == 1

    monkeypatch.setattr(outside, "open_outside", viewer)
    trap, unknown = tmp_path / "start.bat", tmp_path / "a.exe"
    trap.write_bytes(b"echo hello")
    unknown.write_bytes(b"MZ\x00\x01")
    attach(hall, reference, trap)
    attach(hall, reference, unknown)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await files(pilot, reference)
        await press(pilot, "1", "2")
        assert told == [(f"{reference}-1.txt", b"echo hello")]
        await press(pilot, "1", "2")
        assert "本机没有程序" in list(pilot.app._notifications)[-1].message
        # What nobody knows is not opened at all.
        await press(pilot, "2")
        pick = pilot.app.screen
        assert isinstance(pick, Pick)
        assert [way.name for way in pick._ways] == ["out"]


async def test_it_is_written_out_as_it_was_and_over_nothing(photo: Path, tmp_path: Path) -> None:
    hall = a_hall()
    reference = register(hall)
    attach(hall, reference, photo)
    letters, stick = tmp_path / "letters", tmp_path / "stick"
    stick.mkdir()
    async with hall.app(papers=letters).run_test(size=(80, 24)) as pilot:
        await files(pilot, reference)
        await press(pilot, "1", "3", "enter")
        kept = letters / "files" / f"{reference}-1-电表 1.jpg"
        assert kept.read_bytes() == photo.read_bytes()
        await press(pilot, "1", "3", "enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, WriteOut)
        assert "已经有了" in error(pilot)["path"]
        dialog._to.value = str(kept / "under a file.jpg")
        await press(pilot, "enter")
        assert set(error(pilot)) == {"path"}
        dialog._to.value = str(stick)
        await press(pilot, "enter")
        assert (stick / "电表 1.jpg").read_bytes() == photo.read_bytes()
        assert isinstance(pilot.app.screen, CaseFiles)


async def test_a_file_is_attached_right_after_the_registration(photo: Path) -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference)
        case.desk_app.go("registered", reference)
        await settle(pilot)
        assert isinstance(pilot.app.screen, RegisteredScreen)
        await press(pilot, "ctrl+e")
        await drag(pilot, photo.as_uri())
        await press(pilot, "ctrl+s")
        assert [one.name for one in read(hall, reference).attachments] == ["电表 1.jpg"]
        assert isinstance(pilot.app.screen, RegisteredScreen)


async def test_of_an_ended_case_files_are_still_seen_but_none_is_added(photo: Path) -> None:
    hall = a_hall()
    reference = register(hall)
    attach(hall, reference, photo)
    ended = replace(read(hall, reference).case, status=CaseStatus.WITHDRAWN, stage=Stage.ENDED)
    with hall.desk.store.act("test.rows", staff_id=hall.clerk.id, at=hall.clock.now()) as act:
        act.put(ended)
        act.commit()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        listed = await files(pilot, reference)
        assert [line.number for line in listed._list.rows] == [1]
        assert "电表 1.jpg" in text_of(pilot)
