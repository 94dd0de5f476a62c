"""The wheel is whole: built, installed elsewhere, it says its version and makes a letter."""

import json
import re
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

import desk
from desk.letter.codec import facts_to_json
from tests.desk.letter.samples import reply
from tests.processes import ROOT, run
from tools.catalogue import parts, read_part

FLOORS = ("desk", "db", "screens", "templates")
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"

LETTER = """
import json, sys
from datetime import date
from pathlib import Path

import desk
from desk import i18n
from desk.enums import LetterKind
from desk.letter.book import compose, with_number
from desk.letter.codec import facts_from_json
from desk.letter.press import to_pdf
from desk.letter.shelf import templates_folder

asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
facts = facts_from_json(asked["facts"])
markdown = compose(LetterKind.REPLY, facts)
markdown = with_number(markdown, asked["number"], date.fromisoformat(asked["date"]))
Path(sys.argv[2]).write_bytes(to_pdf(markdown, facts, LetterKind.REPLY))
i18n.use("zh_CN")
print(json.dumps({
    "desk": desk.__file__,
    "templates": str(templates_folder()),
    "words": i18n._(asked["words"]),
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with what is installed: no network, no environment of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT])
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of its own with an environment: Desk from the wheel, libraries from ours."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run([sys.executable, "-m", "venv", "--without-pip", folder / "env"])
    python = folder / "env" / SCRIPTS / "python"
    purelib = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    site = Path(purelib.stdout.strip())
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "libraries.pth").write_text("\n".join(sorted(ours)), encoding="utf-8")
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    install = ["install", "-qq", "--no-deps", "--no-index", "--ignore-installed"]
    run([*pip, "--python", python, *install, wheel])
    return folder


def _data_files() -> Iterator[str]:
    for floor in FLOORS:
        for path in (ROOT / floor).rglob("*"):
            if path.is_file() and path.suffix not in {".pyc", ".mo", ".tmp"}:
                yield path.relative_to(ROOT).as_posix()


def test_the_wheel_holds_every_file_of_the_four_floors_and_no_other(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    kept = set(_data_files())
    assert {"templates/letters/page.typ", "screens/base.tcss"} <= kept
    assert [name for name in kept if re.fullmatch(r"desk/playbook/zh_CN/\w+\.toml", name)]
    assert held - kept == {"desk/locale/zh_CN/LC_MESSAGES/desk.mo"}
    assert kept - held == set()


def test_installed_elsewhere_it_says_its_version(elsewhere: Path) -> None:
    done = run([elsewhere / "env" / SCRIPTS / "desk", "--version"], cwd=elsewhere)
    assert desk.__version__ in done.stdout


def test_installed_elsewhere_it_makes_a_letter_that_can_be_read(elsewhere: Path) -> None:
    facts = reply()
    english, chinese = next(
        (message.id, message.string)
        for part in parts(ROOT)
        for message in read_part(part)
        if message.id and isinstance(message.id, str)
    )
    asked: dict[str, str] = {
        "facts": facts_to_json(facts),
        "number": "云供客复〔2026〕17号",
        "date": "2026-11-25",
        "words": english,
    }
    (elsewhere / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    python, letter = elsewhere / "env" / SCRIPTS / "python", elsewhere / "letter.pdf"
    done = run([python, "-c", LETTER, elsewhere / "asked.json", letter], cwd=elsewhere)

    told = json.loads(done.stdout)
    home = (elsewhere / "env").resolve()
    assert Path(told["desk"]).resolve().is_relative_to(home)
    assert Path(told["templates"]).resolve().is_relative_to(home)
    assert told["words"] == chinese

    with pypdfium2.PdfDocument(letter) as pages:
        text = "".join(page.get_textpage().get_text_range() for page in pages)
    text = re.sub(r"\s", "", text)
    said = [words for point in facts.points for words in (point.matter, point.finding)]
    said += [asked["number"], "2026年11月25日"]
    assert [words for words in said if re.sub(r"\s", "", words) not in text] == []
