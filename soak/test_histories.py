"""Many long histories of a hall, with what must hold looked at after every act."""

from collections import Counter
from random import Random

import pytest

from tests.histories.living import ACTS, NAMES, NUMBERS
from tests.histories.run import Step, live

HISTORIES, STEPS = 100, 60


def a_history(seed: int) -> list[Step]:
    """A history of its seed, to be lived again when something does not hold."""
    chance = Random(seed)
    return [(chance.choice(NAMES), chance.choice(NUMBERS)) for _step in range(STEPS)]


def test_what_must_hold_holds_over_many_histories(capsys: pytest.CaptureFixture[str]) -> None:
    done, refused = Counter[str](), Counter[str]()
    ended, named, lines = Counter[str](), Counter[str](), Counter[str]()
    for seed in range(HISTORIES):
        try:
            life, watch = live(a_history(seed))
        except AssertionError as wrong:
            raise AssertionError(f"history {seed}: {wrong}") from wrong
        done += life.done
        refused += life.refused
        ended += watch.ended
        lines += watch.jumps
        named += Counter(rule for _case, rule, _fact in watch.named)
    with capsys.disabled():
        print(f"\n{HISTORIES} histories: {done.total()} acts done, {refused.total()} refused")
        print(f"ended: {dict(ended)}; raised by rules: {dict(named)}")
        print(f"lines that were missing: {dict(lines)}")
        print(f"done: {dict(done)}")
    # A property that never meets its subject proves nothing.
    assert set(done) == set(ACTS)
    assert min(ended["closed"], ended["terminated"]) > 0
