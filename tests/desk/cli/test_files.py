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
    assert prompt.ok("--staff", CLERK, "verify") == {"wrong": []}


def test_what_is_no_file_is_refused(prompt: Prompt, tmp_path: Path) -> None:
    reference = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    refused = prompt.refused("--staff", CLERK, "case", "attach", reference, tmp_path)
    assert (refused["code"], refused["field"]) == ("folder", "path")
    assert prompt.ok("--staff", CLERK, "case", "files", reference) == []
