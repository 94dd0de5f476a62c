"""A month of a hall with two thousand cases, and its numbers counted twice."""

from pathlib import Path

from desk import i18n
from soak.adding_up import it_adds_up
from soak.month.run import a_month


def test_the_numbers_of_a_month_add_up(tmp_path: Path) -> None:
    i18n.use("zh_CN")
    it_adds_up(a_month(tmp_path / "desk.db", 2_000), 2_000)
