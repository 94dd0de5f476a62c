"""desk case attach, files, file: a file goes in and comes out as it was."""

from pathlib import Path

from tests.desk.cli.prompt import A_CASE, CLERK, Prompt


def test_a_file_goes_in_and_comes_out_as_it_was(prompt: Prompt, tmp_path: Path) -> None:
    reference = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    photo, out = tmp_path / "电表.jpg", tmp_path / "again.jpg"
    photo.write_bytes(b"\xff\xd8\xff a meter")
    made = prompt.ok("--staff", CLERK, "case", "attach", reference, photo, "--note", "表盘")
    assert made["media_type"] == "image/jpeg"
    (listed,) = prompt.ok("--staff", CLERK, "case", "files", reference)
    assert listed["name"] == "电表.jpg"
    prompt.ok("--staff", CLERK, "case", "file", reference, 1, "-o", out)
    assert out.read_bytes() == photo.read_bytes()
    assert prompt.ok("--staff", CLERK, "verify")["wrong"] == []


def test_what_is_no_file_is_refused(prompt: Prompt, tmp_path: Path) -> None:
    reference = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    refused = prompt.refused("--staff", CLERK, "case", "attach", reference, tmp_path)
    assert (refused["code"], refused["field"]) == ("folder", "path")
    assert prompt.ok("--staff", CLERK, "case", "files", reference) == []


def test_the_scanners_folder_is_settled_once(prompt: Prompt, tmp_path: Path) -> None:
    scans = tmp_path / "扫描"
    assert prompt.ok("case", "scanner") == {"folder": "", "newest": []}
    assert prompt.ok("doctor")["scanner"] == {"folder": "", "read": False}
    assert prompt.refused("case", "scanner", scans)["code"] == "unreadable"
    scans.mkdir()
    (scans / "0001.jpg").write_bytes(b"\xff\xd8\xff a meter")
    settled = prompt.ok("case", "scanner", scans)
    assert settled == {"folder": str(scans), "newest": [str(scans / "0001.jpg")]}
    assert prompt.ok("doctor")["scanner"] == {"folder": str(scans), "read": True}
    # Another setting that is kept leaves it alone.
    prompt.ok("letter", "printers", "--page", "folder")
    assert prompt.ok("case", "scanner")["folder"] == str(scans)
    (scans / "0001.jpg").unlink()
    scans.rmdir()
    assert str(scans) in prompt.run("doctor").out
    assert prompt.ok("doctor")["scanner"]["read"] is False
    assert prompt.ok("case", "scanner", "--none")["folder"] == ""
    assert prompt.run("case", "scanner", scans, "--none").code == 2
