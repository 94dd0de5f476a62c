"""A site's own templates: tried before they are in force, journalled, taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from desk.enums import LetterState
from desk.i18n import use
from desk.letter.shelf import shipped
from desk.services import site_templates, slips
from desk.services.verify_letter import verify_letter
from tests.desk.services.hall import Hall, open_hall, refusal_of, refused
from tests.fakes import FakeAct, FakeStore

SLIP = "acknowledgement.zh_CN.md.j2"
OWN = (shipped().text(SLIP) or "").replace("您", "尊敬的客户，您", 1)


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def state_of(hall: Hall, name: str = SLIP) -> site_templates.TemplateState:
    found = site_templates.templates(hall.desk, hall.clerk)
    return next(one for one in found if one.name == name)


def slip(hall: Hall) -> str:
    letter = slips.acknowledge(hall.desk, hall.clerk, hall.register())
    assert letter.state is LetterState.ISSUED
    assert verify_letter(hall.desk, hall.clerk, letter.number).wrong == []
    return letter.markdown


def test_before_anything_everything_is_as_shipped(hall: Hall) -> None:
    found = site_templates.templates(hall.desk, hall.clerk)
    assert [one.name for one in found] == list(shipped().names)
    assert not any(one.own or one.version or one.fault for one in found)


def test_an_own_template_is_in_force_with_a_version_and_a_name(hall: Hall) -> None:
    assert "尊敬的客户，" not in slip(hall)
    (done,) = site_templates.adopt_templates(hall.desk, hall.lead, {SLIP: OWN})
    assert (done.name, done.version) == (SLIP, 1)
    state = state_of(hall)
    assert (state.own, state.version, state.by) == (True, 1, "李敏")
    assert "尊敬的客户，" in slip(hall)
    entry = list(hall.desk.store.entries())
    named = [one for one in entry if one.act == "template.adopt"]
    assert [(one.staff_id, one.note) for one in named] == [(hall.lead.staff_id, SLIP)]


def test_going_back_is_a_decision_too(hall: Hall) -> None:
    site_templates.adopt_templates(hall.desk, hall.lead, {SLIP: OWN})
    done = site_templates.back_to_shipped(hall.desk, hall.manager, "acknowledgement.zh_CN")
    assert (done.version, done.hash) == (2, "")
    assert not state_of(hall).own
    assert "尊敬的客户，" not in slip(hall)
    refused(
        "shipped_already",
        lambda: site_templates.back_to_shipped(hall.desk, hall.lead, SLIP),
    )


def test_a_broken_one_is_not_put_in_force(hall: Hall) -> None:
    site_templates.adopt_templates(hall.desk, hall.lead, {SLIP: OWN})
    bad = OWN.replace("facts.responder", "facts.answerer")
    refusal = refusal_of(lambda: site_templates.adopt_templates(hall.desk, hall.lead, {SLIP: bad}))
    assert (refusal.code, refusal.field) == ("template_fault", SLIP)
    assert "line" in refusal.message
    assert state_of(hall).version == 1
    assert "尊敬的客户，" in slip(hall)


def test_the_same_text_twice_and_nothing_at_all_are_refused(hall: Hall) -> None:
    site_templates.adopt_templates(hall.desk, hall.lead, {SLIP: OWN})
    refused(
        "in_force_already",
        lambda: site_templates.adopt_templates(hall.desk, hall.lead, {SLIP: OWN}),
    )
    refused("no_template", lambda: site_templates.adopt_templates(hall.desk, hall.lead, {}))


class Busy(FakeStore):
    """A book in which somebody else acts just before the next act begins."""

    first: Callable[[], object] | None = None

    @contextmanager
    def act(
        self, name: str, *, staff_id: str, at: datetime, case_id: str = "", note: str = ""
    ) -> Iterator[FakeAct]:
        first, self.first = self.first, None
        if first:
            first()
        with super().act(name, staff_id=staff_id, at=at, case_id=case_id, note=note) as act:
            yield act


def test_what_was_tried_beside_other_templates_must_be_tried_again() -> None:
    store = Busy()
    hall = open_hall(store)
    other = {SLIP: OWN.replace("尊敬的客户", "尊敬的用户")}
    store.first = lambda: site_templates.adopt_templates(hall.desk, hall.second_lead, other)
    refused(
        "changed_meanwhile",
        lambda: site_templates.adopt_templates(hall.desk, hall.lead, {SLIP: OWN}),
    )
    assert (state_of(hall).version, state_of(hall).by) == (1, "周岚")


@pytest.mark.parametrize("who", ["clerk", "department", "admin"])
def test_who_does_not_lead_puts_nothing_in_force(hall: Hall, who: str) -> None:
    actor = getattr(hall, who)
    refused("not_allowed", lambda: site_templates.adopt_templates(hall.desk, actor, {SLIP: OWN}))
    refused("not_allowed", lambda: site_templates.back_to_shipped(hall.desk, actor, SLIP))


def test_a_name_must_mean_one_template(hall: Hall) -> None:
    refused("which_template", lambda: site_templates.template_text(hall.desk, hall.lead, "reply"))
    refused("no_template", lambda: site_templates.template_text(hall.desk, hall.lead, "poem"))


def test_a_preview_shows_made_up_facts_in_the_text_on_trial(hall: Hall) -> None:
    from desk.letter.proof import page_text

    shown = site_templates.preview_template(hall.desk, hall.lead, SLIP)
    own = site_templates.preview_template(hall.desk, hall.lead, SLIP, OWN)
    assert "尊敬的客户，" not in page_text(shown)
    assert "尊敬的客户，" in page_text(own)
    frame = site_templates.preview_template(hall.desk, hall.lead, "frame.en")
    assert "SampleCityPowerSupplyCompany" in page_text(frame)
