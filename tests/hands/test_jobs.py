"""Each of the twelve daily jobs is done by exactly the keys that are counted for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding, BindingType

from desk import i18n
from screens.keys import SCOPES, table
from screens.widgets.choice import Choice
from screens.widgets.paged import PagedList
from tests.hands.counting import PLAIN, Job, Step, jobs, seconds
from tests.hands.playing import done
from tests.hands.scenes import PROOF, SCENES
from tools.keystrokes import PAGES, page

JOBS = jobs()


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A Chinese hall on a computer without a printer."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    i18n.use("zh_CN")
    yield
    i18n.use("en")


def test_there_are_twelve_with_a_scene_and_a_proof_each() -> None:
    ids = [job.id for job in JOBS]
    assert len(ids) == 12
    assert set(ids) == set(SCENES) == set(PROOF)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.id)
async def test_a_job_is_done_by_its_keys(job: Job, tmp_path: Path) -> None:
    assert await done(job, job.steps, tmp_path)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.id)
def test_no_key_is_a_letter_and_each_has_its_reason(job: Job) -> None:
    """With the input method on a letter never arrives."""
    keys = [step.key for step in job.steps if step.is_key]
    assert [key for key in keys if len(key) == 1 and key.isalpha()] == []
    assert [step for step in job.steps if not all(step.why.values())] == []
    assert job.keys <= job.before


def test_every_key_is_in_the_tables_or_plain_and_a_digit_never_stands_alone() -> None:
    """What is pressed is what the tables of keys show; a digit is the short way of an arrow."""
    known = {name for scope in SCOPES for key in table(scope) for name in key.all_keys} | PLAIN
    pressed = {step.key for job in JOBS for step in job.steps if step.is_key}
    assert {key for key in pressed if not key.isdigit()} <= known
    of_widgets = {
        name for kind in (PagedList, Choice) for one in kind.BINDINGS for name in keys(one)
    }
    assert {"up", "down", "left", "right", "enter"} <= of_widgets
    # The views of the board by digit are its arrows as well.
    assert "right" in next(key for key in table("board") if key.id == "board.next_view").all_keys


def keys(binding: BindingType) -> list[str]:
    """The keys of a binding, however it is written."""
    return (binding.key if isinstance(binding, Binding) else binding[0]).split(",")


@pytest.mark.parametrize("language", PAGES)
def test_the_table_says_what_is_counted(language: str) -> None:
    """`python tools/keystrokes.py write` makes it anew."""
    assert PAGES[language].read_text(encoding="utf-8") == page(language)


def test_the_model_thinks_before_an_act_and_not_before_what_ends_one() -> None:
    def took(*steps: tuple[str, str]) -> float:
        return round(seconds([Step(key, typed, {}) for key, typed in steps]), 2)

    assert took(("enter", "")) == 1.63
    assert took(("f2", "")) == 2.03
    assert took(("f2", ""), ("f2", "")) == 2.71
    assert took(("", "12"), ("enter", "")) == 2.19
    assert took(("", "电费")) == 2.55
