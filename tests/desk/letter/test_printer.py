"""Pages reach a folder or a printer, under names that are safe, and refusals say what to do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.i18n import use
from desk.letter.printer import (
    DevicePrinter,
    FolderPrinter,
    JobState,
    Printer,
    Sheets,
    safe_name,
)
from desk.refusals import Fault, Refusal

PAGE = b"%PDF-1.7 one"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("云供客复〔2026〕17号", "云供客复〔2026〕17号"),
        ("../../etc/passwd", "etc_passwd"),
        ("-o raw", "o_raw"),
        (".hidden", "hidden"),
        ("a/b\\c:d*e", "a_b_c_d_e"),
        ("", "letter"),
        ("///", "letter"),
        ("x" * 300, "x" * 80),
    ],
)
def test_names_are_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(name=st.text(max_size=120))
def test_any_name_is_safe(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert safe[0] not in "-."
    assert not set(safe) & set('/\\:*?"<>|\0\n ')
    assert len(safe) <= 80


def test_a_folder_keeps_pages_and_never_overwrites_another(tmp_path: Path) -> None:
    printer: Printer = FolderPrinter(tmp_path / "out" / "letters")
    first = printer.send(PAGE, "云供客复〔2026〕17号")
    assert Path(first).read_bytes() == PAGE
    assert printer.send(PAGE, "云供客复〔2026〕17号") == first
    second = printer.send(b"%PDF-1.7 two", "云供客复〔2026〕17号")
    assert Path(second).name == "云供客复〔2026〕17号-2.pdf"
    assert Path(first).read_bytes() == PAGE
    assert printer.look(first).state is JobState.DONE
    assert printer.look(str(tmp_path / "other.pdf")).state is JobState.UNKNOWN
    assert not [path for path in (tmp_path / "out" / "letters").iterdir() if path.suffix != ".pdf"]


def test_what_a_folder_is_sent_twice_lies_there_once(tmp_path: Path) -> None:
    printer: Printer = FolderPrinter(tmp_path)
    text = Sheets(raw=True, ending="txt")
    assert printer.send(b"text", "a", text).endswith("a.txt")
    assert printer.find("a") == ""
    printer.send(b"text", "a", text)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_device_takes_text_as_it_is_and_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    path.touch()
    printer: Printer = DevicePrinter(path)
    assert printer.send(b"\x1b@text", "a", Sheets(raw=True, copies=2)) == str(path)
    assert path.read_bytes() == b"\x1b@text" * 2
    assert printer.find("a") is None
    with pytest.raises(Refusal) as refused:
        printer.send(PAGE, "a")
    assert refused.value.code == "text_only"
    with pytest.raises(Refusal) as refused:
        DevicePrinter(tmp_path / "gone").send(b"text", "a", Sheets(raw=True))
    assert refused.value.code == "no_printer"


def test_a_folder_that_cannot_be_written_is_a_fault_in_words(tmp_path: Path) -> None:
    use("en")
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(Fault) as fault:
        FolderPrinter(tmp_path / "file").send(PAGE, "a")
    assert str(tmp_path / "file") in fault.value.message
    assert fault.value.hint
