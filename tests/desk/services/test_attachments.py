"""Files kept with a case: once, whole, and found again."""

from functools import partial
from pathlib import Path

import pytest

from desk.forms_counter import PaperForm
from desk.papers import Content
from desk.services import attachments, handed_in
from tests.desk.services.hall import Hall, refused


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "电表.jpg"
    path.write_bytes(b"\xff\xd8\xff a meter")
    return path


def test_a_file_is_kept_and_comes_back_as_it_was(hall: Hall, photo: Path) -> None:
    reference = hall.register()
    handed_in.receive_paper(hall.desk, hall.clerk, reference, PaperForm(name="照片"))
    made = attachments.attach_file(hall.desk, hall.clerk, reference, photo, paper=1, note="表盘")
    assert (made.name, made.media_type, made.note) == ("电表.jpg", "image/jpeg", "表盘")
    photo.unlink()
    found, content = attachments.attached_file(hall.desk, hall.other, reference, 1)
    assert (found, content) == (made, b"\xff\xd8\xff a meter")
    assert made.paper_id == hall.file(reference).papers[0].id


def test_the_same_content_is_kept_once_for_two_cases(hall: Hall, photo: Path) -> None:
    first, second = hall.register(), hall.register()
    for reference in (first, second):
        attachments.attach_file(hall.desk, hall.clerk, reference, photo)
    with hall.desk.store.read() as book:
        assert len(book.find(Content)) == 1
    refused(
        "attached_already",
        lambda: attachments.attach_file(hall.desk, hall.clerk, first, photo),
    )


def test_what_is_not_there(hall: Hall, photo: Path) -> None:
    reference = hall.register()
    refused("no_such_file", lambda: attachments.attached_file(hall.desk, hall.clerk, reference, 1))
    refused(
        "no_such_paper",
        lambda: attachments.attach_file(hall.desk, hall.clerk, reference, photo, paper=3),
    )


def test_a_case_keeps_so_many_and_no_more(hall: Hall, tmp_path: Path) -> None:
    reference = hall.register()
    for n in range(attachments.MOST_FILES + 1):
        path = tmp_path / f"{n}.txt"
        path.write_text(f"第{n}页", encoding="utf-8")
        if n == attachments.MOST_FILES:
            attach = partial(attachments.attach_file, hall.desk, hall.clerk, reference, path)
            refused("too_many", attach)
        else:
            attachments.attach_file(hall.desk, hall.clerk, reference, path)
