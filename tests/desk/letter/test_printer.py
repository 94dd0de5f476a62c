"""Pages reach a folder or a printer, under names that are safe, and refusals say what to do."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import LetterKind
from desk.i18n import use
from desk.letter.printer import CupsPrinter, FolderPrinter, JobState, Printer, safe_name
from desk.refusals import Fault, Refusal
from tests.desk.letter import samples
from tests.desk.letter.pages import printed

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
    assert printer.state(first) is JobState.DONE
    assert printer.state(str(tmp_path / "other.pdf")) is JobState.UNKNOWN
    assert not [path for path in (tmp_path / "out" / "letters").iterdir() if path.suffix != ".pdf"]


def test_a_folder_that_cannot_be_written_is_a_fault_in_words(tmp_path: Path) -> None:
    use("en")
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(Fault) as fault:
        FolderPrinter(tmp_path / "file").send(PAGE, "a")
    assert str(tmp_path / "file") in fault.value.message
    assert fault.value.hint


LP = """#!{python}
import pathlib, sys
here = pathlib.Path(__file__).parent
here.joinpath("args").write_text(repr(sys.argv[1:]))
here.joinpath("page").write_bytes(sys.stdin.buffer.read())
{act}
"""
LPSTAT = """#!{python}
import sys
import tempfile
args = sys.argv[1:]
if args == ["-e"]:
    print("HALL\\nBACK_OFFICE")
elif args == ["-d"]:
    print("{default}")
elif args[:2] == ["-W", "not-completed"]:
    print("HALL-18  clerk  1024  Sat")
elif args[:2] == ["-W", "completed"]:
    print("HALL-17  clerk  1024  Sat")
"""


def _commands(
    folder: Path,
    act: str = 'print("request id is HALL-17 (1 file(s))")',
    default: str = "system default destination: HALL",
) -> dict[str, str]:
    for name, source in (("lp", LP), ("lpstat", LPSTAT)):
        script = folder / name
        script.write_text(
            source.replace("{python}", sys.executable)
            .replace("{act}", act)
            .replace("{default}", default),
            "utf-8",
        )
        script.chmod(0o755)
    return {"PATH": str(folder)}


def test_a_page_goes_to_the_queue_as_data(tmp_path: Path) -> None:
    printer = CupsPrinter("HALL", _commands(tmp_path))
    assert printer.send(PAGE, "$(rm -rf x); `y`") == "HALL-17"
    assert (tmp_path / "page").read_bytes() == PAGE
    args = (tmp_path / "args").read_text("utf-8")
    assert args == repr(["-d", "HALL", "-t", "rm_-rf_x_y"])


def test_without_a_name_the_default_printer_is_used(tmp_path: Path) -> None:
    assert CupsPrinter(environment=_commands(tmp_path)).send(PAGE, "a") == "HALL-17"
    assert "'HALL'" in (tmp_path / "args").read_text("utf-8")


@pytest.mark.parametrize(
    ("job", "state"),
    [
        ("HALL-17", JobState.DONE),
        ("HALL-18", JobState.WAITING),
        ("HALL-19", JobState.UNKNOWN),
        ("; reboot", JobState.UNKNOWN),
        ("", JobState.UNKNOWN),
    ],
)
def test_what_became_of_a_job(tmp_path: Path, job: str, state: JobState) -> None:
    assert CupsPrinter("HALL", _commands(tmp_path)).state(job) is state


@pytest.mark.parametrize("queue", ["NOBODY", "-o", "HALL;x", "../x", "a b"])
def test_a_printer_that_does_not_exist_is_refused(tmp_path: Path, queue: str) -> None:
    with pytest.raises(Refusal) as refused:
        CupsPrinter(queue, _commands(tmp_path)).send(PAGE, "a")
    assert refused.value.code == "no_printer"
    assert queue in refused.value.message
    assert not (tmp_path / "page").exists()


def test_without_a_default_or_without_printing_it_is_said(tmp_path: Path) -> None:
    environment = _commands(tmp_path, default="no system default destination")
    with pytest.raises(Refusal) as refused:
        CupsPrinter(environment=environment).send(PAGE, "a")
    assert refused.value.code == "no_printer"
    with pytest.raises(Refusal) as refused:
        CupsPrinter("HALL", {"PATH": str(tmp_path / "nothing")}).send(PAGE, "a")
    assert refused.value.code == "no_printer"


def test_a_printer_that_takes_nothing_is_a_fault_with_its_words(tmp_path: Path) -> None:
    act = 'print("lp: out of paper", file=sys.stderr); sys.exit(1)'
    with pytest.raises(Fault) as fault:
        CupsPrinter("HALL", _commands(tmp_path, act)).send(PAGE, "a")
    assert "out of paper" in fault.value.message


CUPSD = shutil.which("cupsd", path=os.environ.get("PATH", "") + ":/usr/sbin")
LPADMIN = shutil.which("lpadmin", path=os.environ.get("PATH", "") + ":/usr/sbin")
FILES_CONF = """ServerRoot {root}
ServerBin {root}/bin
CacheDir {root}/cache
StateDir {root}/state
RequestRoot {root}/spool
TempDir {root}/tmp
AccessLog {root}/access
ErrorLog {root}/error
PageLog {root}/page
SystemGroup root lpadmin
{owner}
"""
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && exit 0
cat ${6:+"$6"} > "${DEVICE_URI#spool:}"
"""
CONF = """Listen {root}/cups.sock
Browsing No
DefaultAuthType None
PreserveJobFiles Yes
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""


@pytest.fixture
def server() -> Iterator[tuple[dict[str, str], Path]]:
    """A real print server of this test alone, with a queue HALL that prints into a file."""
    assert CUPSD is not None
    assert LPADMIN is not None
    # Beside the folders of other tests: the server's own user must be able to walk there.
    root = Path(tempfile.mkdtemp(prefix="cups"))
    root.chmod(0o755)
    for name in ("cache", "state", "spool", "tmp", "ppd", "ssl"):
        (root / name).mkdir()
    (root / "bin" / "backend").mkdir(parents=True)
    for name in ("cgi-bin", "daemon", "driver", "filter", "monitor", "notifier"):
        (root / "bin" / name).symlink_to(Path("/usr/lib/cups") / name)
    backend = root / "bin" / "backend" / "spool"
    backend.write_text(BACKEND, "utf-8")
    backend.chmod(0o755)
    owner = "" if os.geteuid() else "User lp\nGroup lp"
    (root / "cups-files.conf").write_text(FILES_CONF.format(root=root, owner=owner), "utf-8")
    (root / "cupsd.conf").write_text(CONF.format(root=root), "utf-8")
    command = [CUPSD, "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
    environment = {**os.environ, "CUPS_SERVER": str(root / "cups.sock")}
    environment["PATH"] = environment.get("PATH", "") + ":/usr/sbin"
    daemon = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        paper = root / "paper"
        paper.touch()
        paper.chmod(0o666)
        queue = [LPADMIN, "-p", "HALL", "-E", "-m", "raw", "-v", f"spool:{paper}"]
        for _again in range(100):
            done = subprocess.run(queue, env=environment, capture_output=True, check=False)
            if done.returncode == 0:
                break
            time.sleep(0.05)
        assert done.returncode == 0, done.stderr
        yield environment, paper
    finally:
        daemon.terminate()
        daemon.wait()
        shutil.rmtree(root)


@pytest.mark.skipif(CUPSD is None or LPADMIN is None, reason="no print server is installed")
def test_a_real_print_server_takes_the_letter(server: tuple[dict[str, str], Path]) -> None:
    environment, paper = server
    printer = CupsPrinter("HALL", environment)
    assert printer.queues() == ["HALL"]
    page = printed(LetterKind.REPLY, samples.reply())
    job = printer.send(page, "云供客复〔2026〕17号")
    assert job.startswith("HALL-")
    for _again in range(200):
        if printer.state(job) is JobState.DONE:
            break
        time.sleep(0.05)
    assert printer.state(job) is JobState.DONE
    assert paper.read_bytes() == page
