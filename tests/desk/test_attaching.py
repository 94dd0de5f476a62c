"""A file is read whole and once, or refused in words."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.attaching import LARGEST, media_type, newest, read_file
from desk.refusals import Refusal

JPEG = b"\xff\xd8\xff\xe0 a meter"


def refused(path: Path, code: str, *, most: int = LARGEST) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_file(path, most=most)
    assert (caught.value.code, caught.value.field) == (code, "path")
    return caught.value


def test_a_photograph(tmp_path: Path) -> None:
    path = tmp_path / "电表 照片.jpg"
    path.write_bytes(JPEG)
    read = read_file(path)
    assert (read.name, read.media_type, read.content) == ("电表 照片.jpg", "image/jpeg", JPEG)
    assert read.sha256 == sha256(JPEG).hexdigest()


def test_what_is_no_file_to_keep(tmp_path: Path) -> None:
    empty, link, fifo = tmp_path / "empty.jpg", tmp_path / "link.jpg", tmp_path / "pipe"
    empty.touch()
    (tmp_path / "real.jpg").write_bytes(JPEG)
    link.symlink_to(tmp_path / "real.jpg")
    os.mkfifo(fifo)
    refused(empty, "empty")
    refused(link, "link")
    refused(tmp_path, "folder")
    refused(fifo, "no_file")
    refused(tmp_path / "nowhere.jpg", "unreadable")
    refused(tmp_path / "real.jpg", "too_large", most=4)


def test_two_gigabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    assert "2048" in refused(path, "too_large").message


def test_a_name_made_to_deceive_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a\u202egpj.exe\x1b[31m.jpg"
    path.write_bytes(JPEG)
    assert read_file(path).name == "agpj.exe[31m.jpg"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (JPEG, "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"RIFF....WEBPVP8", "image/webp"),
        (b"%PDF-1.7", "application/pdf"),
        ("客户手写说明".encode(), "text/plain"),
        (("字" * 2000).encode(), "text/plain"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"\xff\xfe\xfd", "application/octet-stream"),
        ("抄表记录".encode("gb18030"), "text/plain"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
    ],
)
def test_what_a_content_is(content: bytes, kind: str) -> None:
    assert media_type(content) == kind


@given(st.binary(max_size=200))
def test_any_content_is_something(content: bytes) -> None:
    assert "/" in media_type(content)


def test_the_newest_scans_come_first(tmp_path: Path) -> None:
    for age, name in enumerate(("三.jpg", "二.jpg", "一.jpg")):
        (tmp_path / name).write_bytes(JPEG)
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    (tmp_path / "folder").mkdir()
    (tmp_path / ".part").touch()
    assert [path.name for path in newest(tmp_path)] == ["三.jpg", "二.jpg", "一.jpg"]
    assert len(newest(tmp_path, limit=2)) == 2
    with pytest.raises(Refusal):
        newest(tmp_path / "nowhere")


def test_how_far_it_is_is_told_and_what_is_raised_stops_it(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(bytes(2_500_000))
    heard: list[tuple[int, int]] = []
    assert len(read_file(path, told=lambda done, of: heard.append((done, of))).content) == 2_500_000
    assert [of for _done, of in heard] == [2_500_000] * 3
    assert heard[-1][0] == 2_500_000

    def stop(done: int, whole: int) -> None:
        raise Refusal("stopped", code="stop")

    with pytest.raises(Refusal, match="stopped"):
        read_file(path, told=stop)


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7" + bytes(100))

    def grow(done: int, whole: int) -> None:
        with path.open("ab") as file:
            file.write(b"more")

    with pytest.raises(Refusal) as caught:
        read_file(path, told=grow)
    assert caught.value.code == "changed"
