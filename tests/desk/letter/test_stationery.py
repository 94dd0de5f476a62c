"""A seal is a whole picture of a fitting size, and the very one that was put in use."""

from pathlib import Path

import pytest

from desk.i18n import use
from desk.letter.stationery import LARGEST, Seal, Stationery, checked_seal
from desk.refusals import Fault, Refusal
from tests.pictures import SEAL, png


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


@pytest.mark.parametrize("content", [png(400, 400), png(400, 300), SEAL])
def test_a_good_picture_has_no_warning(content: bytes) -> None:
    seal = checked_seal(content)
    assert seal.warnings == ()
    assert seal.svg.startswith("<svg")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hello", "neither PNG nor SVG"),
        (b"", "neither PNG nor SVG"),
        (b"<html/>", "neither PNG nor SVG"),
        (b"<svg", "neither PNG nor SVG"),
        (b"\xff\xfe\x00", "neither PNG nor SVG"),
        (png(400, 400)[:80], "no whole picture"),
        (png(400, 400)[:20], "no whole picture"),
        (png(60, 60), "60 × 60 dots"),
        (png(400, 6000), "400 × 6000 dots"),
        (png(400, 400) + b"\0" * LARGEST, "larger than 2 megabytes"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "other files"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/hostname"/></svg>', "other"),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
            "more than a drawing",
        ),
    ],
)
def test_what_is_no_seal_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked_seal(content)
    assert words in refused.value.message
    assert refused.value.code == "seal"
    assert refused.value.hint


def test_what_is_not_as_it_should_be_is_said() -> None:
    (opaque,) = checked_seal(png(400, 400, alpha=False)).warnings
    assert "transparent" in opaque
    (flat,) = checked_seal(png(1000, 400)).warnings
    assert "high" in flat


def test_only_the_picture_that_was_put_in_use_is_printed(tmp_path: Path) -> None:
    here = Stationery(tmp_path)
    seal = checked_seal(png(400, 400))
    assert here.seal("") is None
    here.keep(seal)
    assert here.seal(seal.sha256) == Seal(seal.content, ".png")
    (tmp_path / "seal.png").write_bytes(png(401, 400))
    with pytest.raises(Fault) as fault:
        here.seal(seal.sha256)
    assert "desk letter seal" in fault.value.hint


def test_another_picture_takes_the_place_of_the_first(tmp_path: Path) -> None:
    here = Stationery(tmp_path)
    here.keep(checked_seal(png(400, 400)))
    drawn = checked_seal(SEAL)
    here.keep(drawn)
    assert [path.name for path in tmp_path.iterdir()] == ["seal.svg"]
    assert here.seal(drawn.sha256) is not None
    here.drop()
    assert list(tmp_path.iterdir()) == []
