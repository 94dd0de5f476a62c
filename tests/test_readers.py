"""Files and forms that are nearly right are taken or refused in words, with the place."""

import json
import os
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.cli.inputs import decoded, form_of, parsed
from desk.cli.schema import FORMS
from desk.letter.shelf import shipped
from desk.letter.template_check import check_texts
from desk.playbook.load import SHIPPED, check, load
from desk.refusals import Refusal
from desk.settings import Settings, read_settings
from tests.desk.cli.prompt import A_CASE
from tests.fuzz import anything, spoilt, spoilt_data

PACK = {path.name: path.read_text("utf-8") for path in (SHIPPED / "zh_CN").glob("*.toml")}
SHORT = sorted(name for name, text in PACK.items() if len(text) < 40_000)
SLIP = "acknowledgement.zh_CN.md.j2"
TIMES = int(os.environ.get("DESK_FUZZ", "1"))
"""How many times as many examples; the soak takes more."""
usual = settings(
    max_examples=60 * TIMES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def taken(read: Any, *given_to: Any) -> Any:
    """What is read, or the refusal in words."""
    try:
        return read(*given_to)
    except Refusal as refusal:
        said = refusal
    assert said.message.strip()
    return said


@usual
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_in_place_of_json(raw: bytes) -> None:
    taken(lambda: parsed(decoded(raw)))


@usual
@given(st.sampled_from(sorted(FORMS)), anything | spoilt_data(A_CASE))
def test_any_data_in_place_of_a_form(name: str, data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False)
    assert taken(lambda: form_of(FORMS[name][0], parsed(text))) is not None


@usual
@given(
    st.binary(max_size=120)
    | spoilt('theme = "day"\nidle_minutes = 5\nlanguage = ""').map(str.encode)
)
def test_any_settings(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(raw)
    assert isinstance(read_settings(path), Settings)


@settings(usual, max_examples=15 * TIMES)
@given(st.sampled_from(SHORT).flatmap(lambda name: st.tuples(st.just(name), spoilt(PACK[name]))))
def test_any_pack_of_a_site(tmp_path: Path, file: tuple[str, str]) -> None:
    name, text = file
    site = tmp_path / "site"
    site.mkdir(exist_ok=True)
    (site / name).write_bytes(text.encode("utf-8", "replace"))
    problems = check(site)
    assert all(str(problem).strip() for problem in problems)
    assert isinstance(taken(load, "zh_CN", site), Refusal) or not problems
    (site / name).unlink()


@settings(usual, max_examples=5 * TIMES)
@given(spoilt(shipped().text(SLIP) or ""))
def test_any_template_of_a_site(text: str) -> None:
    for fault in check_texts({SLIP: text}, shipped()):
        assert fault.said.strip()
