"""The procedures of the Chinese pack: complete, tailored, and sparing with personal data."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import MaterialState
from desk.notice import (
    NoticeDraft,
    Tick,
    asked,
    blanks,
    complete,
    draft,
    fee_for,
    limit_for,
    missing,
    settled,
    tailor,
    tick,
    told,
    unanswered,
)
from desk.playbook.base import Confidence, Unit
from desk.playbook.load import load
from desk.playbook.procedure import MaterialForm, Procedure

DAY = date(2026, 11, 20)
IDS = (
    "resident_new_supply",
    "low_voltage_nonresident_new_supply",
    "high_voltage_new_supply",
    "rename_transfer",
    "tariff_class_change",
    "suspend_reduce",
    "temporary_dismantle",
    "close_account",
    "refund",
    "meter_test",
    "time_of_use",
    "large_household",
    "low_income_allowance",
    "rooftop_pv",
    "ev_charger",
    "direct_debit",
    "direct_debit_cancel",
    "reconnection",
    "vat_invoice",
    "appliance_damage",
    "payment_correction",
)
PROCEDURES = {name: load("zh_CN").procedures[name] for name in IDS}
every = pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=IDS)


def ways(procedure: Procedure) -> list[dict[str, str]]:
    """Every set of answers that a customer can give."""
    options = [[option.id for option in question.options] for question in procedure.questions]
    names = [question.id for question in procedure.questions]
    found = {
        tuple(settled(procedure, dict(zip(names, chosen, strict=True))).items())
        for chosen in product(*options)
    }
    return [dict(way) for way in sorted(found)]


def materials(name: str, **answers: str) -> set[str]:
    return {row.material_id for row in tailor(PROCEDURES[name], answers).rows}


def paper(name: str, **answers: str) -> NoticeDraft:
    return draft(PROCEDURES[name], answers=answers, day=DAY)


def test_the_pack_holds_these_procedures_and_no_others() -> None:
    assert set(load("zh_CN").procedures) == set(IDS)


@every
def test_it_tells_everything_whatever_the_answers(procedure: Procedure) -> None:
    for answers in ways(procedure):
        said = draft(procedure, answers=answers, day=DAY)
        assert said.rows
        assert len(said.steps) >= 3
        assert said.limit_text
        assert said.fee_text
        assert said.place
        assert "供电服务热线 95598" in said.phones
        assert "能源监管热线 12398" in said.phones
    assert procedure.source
    assert procedure.basis
    assert procedure.cannot_reasons
    assert procedure.aliases


@every
def test_a_limit_and_a_fee_fit_every_answer(procedure: Procedure) -> None:
    for answers in ways(procedure):
        assert limit_for(procedure, answers) is not None
        assert fee_for(procedure, answers) is not None


@every
def test_every_answer_changes_the_paper(procedure: Procedure) -> None:
    def content(answers: dict[str, str]) -> tuple[object, ...]:
        said = draft(procedure, answers=answers, day=DAY)
        names = ("rows", "steps", "limit_text", "fee_text", "conditions", "notes", "cooperating")
        open_hints = tuple(blank.hint for blank in blanks(procedure, said.answers))
        return (*(getattr(said, name) for name in names), open_hints)

    for question in procedure.questions:
        for option in question.options:
            assert any(
                content({**answers, question.id: option.id})
                != content({**answers, question.id: other.id})
                for answers in ways(procedure)
                if question.id in answers
                for other in question.options
                if other.id != option.id
                and not unanswered(procedure, {**answers, question.id: other.id})
                and not unanswered(procedure, {**answers, question.id: option.id})
            ), f"{question.id}={option.id}"


@every
def test_every_material_and_step_applies_to_somebody(procedure: Procedure) -> None:
    seen: set[str] = set()
    steps: set[str] = set()
    for answers in ways(procedure):
        said = draft(procedure, answers=answers, day=DAY)
        seen |= {row.material_id for row in said.rows}
        steps |= {step.rsplit("（", 1)[0] for step in said.steps}
    assert seen == {material.id for material in procedure.materials}
    assert steps == {step.text for step in procedure.steps}


@every
def test_alternatives_are_never_alone(procedure: Procedure) -> None:
    for answers in ways(procedure):
        rows = tailor(procedure, answers).rows
        for group in {row.group for row in rows if row.group}:
            assert sum(row.group == group for row in rows) >= 2, (group, answers)


@every
def test_an_unverified_limit_or_fee_prints_as_a_blank(procedure: Procedure) -> None:
    for answers in ways(procedure):
        said = draft(procedure, answers=answers, day=DAY)
        for text, chosen in (
            (said.limit_text, limit_for(procedure, answers)),
            (said.fee_text, fee_for(procedure, answers)),
        ):
            assert chosen is not None
            if chosen.confidence is Confidence.DEFAULT:
                assert text == "以本营业厅公示为准：________"
            else:
                assert text == chosen.text


@every
def test_an_agent_shows_authority_and_a_customer_in_person_need_not(procedure: Procedure) -> None:
    names = {question.id: question for question in procedure.questions}
    if "who" not in names:
        assert procedure.id in {"direct_debit", "reconnection", "refund", "vat_invoice"}
        return
    for answers in ways(procedure):
        rows = {row.material_id for row in tailor(procedure, answers).rows}
        assert ({"authority", "agent_identity"} <= rows) == (answers["who"] == "agent")
        assert bool({"authority", "agent_identity"} & rows) == (answers["who"] == "agent")


@every
def test_an_identity_copy_stays_here_only_where_contract_money_or_agency_needs_it(
    procedure: Procedure,
) -> None:
    contract_or_money = {
        "resident_new_supply",
        "low_voltage_nonresident_new_supply",
        "high_voltage_new_supply",
        "rename_transfer",
        "close_account",
        "refund",
        "rooftop_pv",
        "ev_charger",
    }
    for answers in ways(procedure):
        for row in tailor(procedure, answers).rows:
            if "身份证" not in row.name:
                continue
            copied = row.form in (MaterialForm.COPY, MaterialForm.ORIGINAL_AND_COPY)
            agency = answers.get("who") == "agent" or row.material_id == "landlord_identity"
            assert not copied or agency or procedure.id in contract_or_money, row.material_id
            assert copied or "不留复印件" in row.note, row.material_id


@every
def test_a_helpful_paper_says_that_it_is_not_needed(procedure: Procedure) -> None:
    for material in procedure.materials:
        assert material.required is not material.note.startswith("有则"), material.id


@every
def test_its_articles_are_in_the_pack_and_in_force(procedure: Procedure) -> None:
    articles = load("zh_CN").articles
    for name in procedure.basis:
        assert articles[name].in_force(DAY)
        assert articles[name].printable


@pytest.mark.parametrize("name", ["meter_test", "rename_transfer", "reconnection"])
def test_fees_that_were_abolished_are_told_as_free(name: str) -> None:
    answers = ways(PROCEDURES[name])[0]
    fee = fee_for(PROCEDURES[name], answers)
    assert fee is not None
    assert fee.amount_fen == 0
    assert draft(PROCEDURES[name], answers=answers, day=DAY).fee_text.startswith("免费")


@pytest.mark.parametrize(
    ("name", "answers", "amount", "unit"),
    [
        ("meter_test", {"who": "self", "tests": "few"}, 5, Unit.WORKING_DAYS),
        (
            "resident_new_supply",
            {"who": "self", "change": "new", "premises": "owner"},
            5,
            Unit.WORKING_DAYS,
        ),
        (
            "low_voltage_nonresident_new_supply",
            {"who": "agent", "change": "new", "premises": "tenant"},
            6,
            Unit.WORKING_DAYS,
        ),
        ("high_voltage_new_supply", {"supply": "single"}, 22, Unit.WORKING_DAYS),
        ("high_voltage_new_supply", {"supply": "dual"}, 32, Unit.WORKING_DAYS),
        ("reconnection", {"reason": "arrears", "care": "no"}, 24, Unit.HOURS),
        ("appliance_damage", {"who": "self", "state": "untouched"}, 24, Unit.HOURS),
    ],
)
def test_limits_that_are_known(name: str, answers: dict[str, str], amount: int, unit: Unit) -> None:
    limit = limit_for(PROCEDURES[name], answers)
    assert limit is not None
    assert (limit.amount, limit.unit) == (amount, unit)
    assert limit.confidence is not Confidence.DEFAULT


def test_resident_new_supply_owner_tenant_and_country_house() -> None:
    owner = materials("resident_new_supply", who="self", change="new", premises="owner")
    assert {"identity", "property_certificate", "purchase_contract", "application_form"} <= owner
    assert not {"lease", "account_no", "village_certificate"} & owner
    tenant = materials("resident_new_supply", who="self", change="new", premises="tenant")
    assert {"lease", "landlord_ownership"} <= tenant
    assert "property_certificate" not in tenant
    rural = materials("resident_new_supply", who="self", change="increase", premises="rural")
    assert {"village_certificate", "homestead_certificate", "account_no"} <= rural


def test_a_resident_without_ownership_papers_is_served_under_a_commitment() -> None:
    procedure = PROCEDURES["resident_new_supply"]
    answers = {"who": "self", "change": "new", "premises": "owner"}
    brought = [
        Tick(material_id=each, state=MaterialState.HELD)
        for each in ("application_form", "identity")
    ]
    said = draft(procedure, answers=answers, ticks=brought, day=DAY, commitment_due=DAY)
    assert said.commitment_text
    assert {row.group for row in missing(said.rows)} == {"ownership"}


def test_low_voltage_asks_the_representative_or_the_agent() -> None:
    name = "low_voltage_nonresident_new_supply"
    himself = materials(name, who="self", change="new", premises="owner")
    assert "legal_rep_identity" in himself
    agent = materials(name, who="agent", change="new", premises="owner")
    assert {"legal_rep_identity_copy", "authority", "business_licence"} <= agent


def test_high_voltage_important_users_have_an_approval_and_two_checks_more() -> None:
    answers = {"who": "agent", "change": "new", "supply": "dual", "premises": "owner"}
    important = paper("high_voltage_new_supply", **answers, importance="important")
    normal = paper("high_voltage_new_supply", **answers, importance="normal")
    assert "government_approval" in {row.material_id for row in important.rows}
    assert "government_approval" not in {row.material_id for row in normal.rows}
    assert len(important.steps) == len(normal.steps) + 3


def test_a_rename_asks_for_no_ownership_and_a_transfer_for_no_name_change() -> None:
    rename = materials("rename_transfer", who="self", holder="person", change="rename")
    assert "name_change_proof" in rename
    assert "property_certificate" not in rename
    answers = {"holder": "person", "change": "transfer", "premises": "owner"}
    transfer = materials("rename_transfer", who="self", **answers)
    assert {"property_certificate", "court_judgment", "former_consent"} <= transfer
    assert "name_change_proof" not in transfer
    unit = materials("rename_transfer", who="agent", holder="unit", change="rename")
    assert "business_licence" in unit
    assert "identity" not in unit


def test_a_former_holder_who_cannot_be_reached_holds_no_transfer_up() -> None:
    rows = tailor(
        PROCEDURES["rename_transfer"],
        {"who": "self", "holder": "person", "change": "transfer", "premises": "owner"},
    )
    brought = ("application_form", "account_no", "identity", "purchase_contract")
    ticked = tick(rows, [Tick(material_id=each, state=MaterialState.HELD) for each in brought])
    assert complete(ticked.rows)


def test_a_class_change_to_business_needs_the_licence() -> None:
    business = materials("tariff_class_change", who="self", direction="to_business")
    assert "business_licence" in business
    resident = materials("tariff_class_change", who="self", direction="to_resident")
    assert {"property_use", "residence_proof"} <= resident
    assert "business_licence" not in resident


def test_suspension_takes_whole_transformers_out() -> None:
    assert any(
        "整台变压器" in step
        for step in paper("suspend_reduce", who="agent", change="suspend").steps
    )
    assert not any(
        "整台变压器" in step for step in paper("suspend_reduce", who="agent", change="reduce").steps
    )


def test_dismantling_and_refitting_have_steps_of_their_own() -> None:
    out = paper("temporary_dismantle", who="self", change="dismantle")
    back = paper("temporary_dismantle", who="self", change="refit")
    assert not set(out.steps) & set(back.steps)


def test_closing_asks_for_a_bank_account_only_when_money_goes_back() -> None:
    assert "bank_account" in materials("close_account", who="self", holder="person", balance="yes")
    company = materials("close_account", who="agent", holder="unit", balance="no")
    assert "bank_account" not in company
    assert {"business_licence", "legal_rep_identity", "authority"} <= company


@pytest.mark.parametrize(
    ("payee", "asked_for", "not_asked_for"),
    [
        ("self", {"holder_identity"}, {"authority", "kinship_proof", "business_licence"}),
        ("agent", {"holder_identity", "authority", "agent_identity"}, {"kinship_proof"}),
        ("heir", {"kinship_proof", "heir_identity"}, {"holder_identity", "authority"}),
        ("unit", {"business_licence", "introduction_letter"}, {"holder_identity"}),
        ("dissolved_unit", {"deregistration_proof"}, {"business_licence"}),
    ],
)
def test_a_refund_by_whoever_comes(
    payee: str, asked_for: set[str], not_asked_for: set[str]
) -> None:
    rows = materials("refund", reason="wrongly_charged", payee=payee)
    assert asked_for | {"bank_account", "account_no"} <= rows
    assert not not_asked_for & rows


def test_a_refund_of_a_wrong_charge_does_not_hang_on_a_receipt_nobody_gave() -> None:
    rows = tailor(PROCEDURES["refund"], {"reason": "wrongly_charged", "payee": "self"}).rows
    proof = next(row for row in rows if row.material_id == "payment_proof")
    assert not proof.required


def test_a_meter_test_is_free_until_the_fourth_in_a_year() -> None:
    few = paper("meter_test", who="self", tests="few")
    many = paper("meter_test", who="self", tests="many")
    assert few.fee_text.startswith("免费")
    assert many.blanks == ("fee",)
    assert "《供电服务“十项承诺”》第七项" in few.basis
    assert any("排除串户" in step for step in few.steps)


def test_time_of_use_can_be_left_again() -> None:
    assert paper("time_of_use", who="self", change="quit").steps != (
        paper("time_of_use", who="self", change="open").steps
    )


def test_a_large_household_proves_the_house_only_when_the_register_does_not() -> None:
    answers = {"who": "self", "people": "five_six", "permit": "no"}
    same = materials("large_household", **answers, address="same")
    assert "household_register" in same
    assert not {"property_certificate", "lease", "residence_permits"} & same
    other = {**answers, "permit": "yes"}
    assert {"property_certificate", "lease", "residence_permits"} <= materials(
        "large_household", **other, address="different"
    )


def test_a_tenant_with_an_allowance_brings_the_landlords_consent() -> None:
    tenant = materials(
        "low_income_allowance", who="self", certificate="low_income", premises="tenant"
    )
    assert {"low_income_certificate", "landlord_consent", "landlord_identity"} <= tenant
    own = materials(
        "low_income_allowance", who="self", certificate="five_guarantee", premises="own"
    )
    assert "five_guarantee_certificate" in own
    assert not {"low_income_certificate", "landlord_consent"} & own


def test_a_shared_roof_needs_somebodys_consent() -> None:
    shared = materials("rooftop_pv", who="self", house="certified", roof="shared")
    assert {"property_consent", "owners_consent"} <= shared
    own = materials("rooftop_pv", who="self", house="uncertified", roof="own")
    assert not {"property_consent", "owners_consent", "property_certificate"} & own
    assert "village_certificate" in own


def test_a_charger_needs_one_consent_of_two() -> None:
    rows = tailor(PROCEDURES["ev_charger"], {"who": "self", "parking": "rented"})
    brought = ("application_form", "identity", "parking_lease", "committee_consent")
    ticked = tick(rows, [Tick(material_id=each, state=MaterialState.HELD) for each in brought])
    assert complete(ticked.rows)
    assert "property_consent" not in {row.material_id for row in told(ticked.rows)}


def test_a_direct_debit_at_the_hall_has_three_parties() -> None:
    assert "three_party_agreement" in materials("direct_debit", payer="holder", where="hall")
    assert "two_party_agreement" in materials("direct_debit", payer="other", where="bank")


@pytest.mark.parametrize(
    ("signed_at", "calls"), [("bank", True), ("unknown", True), ("hall", False)]
)
def test_nobody_is_sent_to_a_bank_that_was_not_phoned_first(signed_at: str, calls: bool) -> None:
    said = paper("direct_debit_cancel", who="self", signed_at=signed_at, still_user="no")
    phoned = [step for step in said.steps if step.startswith("当场致电签约银行")]
    assert bool(phoned) is calls
    assert all(step.endswith("（首问人）") for step in phoned)
    assert any(step.startswith("核对取消已经生效") for step in said.steps)
    tenancy = next(row for row in said.rows if row.material_id == "tenancy_end")
    assert not tenancy.required


def test_reconnection_asks_nobody_who_he_is() -> None:
    for answers in ways(PROCEDURES["reconnection"]):
        for row in tailor(PROCEDURES["reconnection"], answers).rows:
            assert row.material_id in {"account_no", "payment_proof"}


def test_our_own_error_is_put_right_before_anything_is_settled() -> None:
    said = paper("reconnection", reason="our_error", care="yes")
    assert said.steps[0].startswith("先安排复电")
    assert {row.material_id for row in said.rows} == {"account_no"}
    assert any("优先" in step for step in said.steps)
    arrears = paper("reconnection", reason="arrears", care="no")
    assert not any("优先" in step for step in arrears.steps)


def test_an_invoice_asks_only_for_what_is_not_known_yet() -> None:
    known = materials("vat_invoice", holder="unit", invoice="special", registered="known")
    assert known == {"account_no", "month", "receive_mail"}
    first = materials("vat_invoice", holder="unit", invoice="special", registered="first_time")
    assert {"unit_title", "unit_contact", "unit_bank", "taxpayer_proof"} <= first
    ordinary = materials("vat_invoice", holder="unit", invoice="ordinary", registered="first_time")
    assert not {"unit_bank", "taxpayer_proof"} & ordinary
    person = PROCEDURES["vat_invoice"]
    assert [question.id for question in asked(person, {"holder": "person"})] == [
        "holder",
        "registered",
    ]


def test_a_damage_claim_is_not_lost_for_want_of_an_invoice() -> None:
    procedure = PROCEDURES["appliance_damage"]
    brought = [
        Tick(material_id=each, state=MaterialState.HELD)
        for each in ("account_no", "damage_list", "identity")
    ]
    said = draft(
        procedure,
        answers={"who": "self", "state": "untouched"},
        ticks=brought,
        day=DAY,
        commitment_due=DAY,
    )
    assert said.commitment_due == DAY
    assert any("7天" in condition for condition in said.conditions)


def test_a_wrong_payment_brings_the_light_back_first_and_betrays_nobody() -> None:
    said = paper("payment_correction", who="self", paid_through="counter", cut_off="yes")
    assert "先安排复电" in said.steps[1]
    wrong = next(row for row in said.rows if row.material_id == "wrong_account")
    assert "不向客户透露" in wrong.note
    assert "bank_receipt" in materials(
        "payment_correction", who="self", paid_through="bank", cut_off="no"
    )
    assert said.notes[-1].startswith("本清单为本营业厅现行做法")


@given(st.data())
def test_tailoring_keeps_the_unconditional_and_splits_the_list_whole(data: st.DataObject) -> None:
    procedure = PROCEDURES[data.draw(st.sampled_from(IDS))]
    answers = {
        question.id: data.draw(st.sampled_from([option.id for option in question.options]))
        for question in procedure.questions
    }
    first = tailor(procedure, answers)
    assert first == tailor(procedure, dict(reversed(answers.items())))
    ids = [row.material_id for row in first.rows]
    assert len(set(ids)) == len(ids)
    assert {material.id for material in procedure.materials if not material.when} <= set(ids)

    ticks = [
        Tick(material_id=each, state=state, reason="看不清")
        for each in data.draw(st.lists(st.sampled_from(ids), unique=True))
        for state in [data.draw(st.sampled_from(MaterialState))]
    ]
    rows = tick(first, ticks).rows
    assert [row.material_id for row in rows] == ids
    by_state = {
        state: {row.material_id for row in rows if row.state is state} for state in MaterialState
    }
    assert set().union(*by_state.values()) == set(ids)
    assert sum(len(each) for each in by_state.values()) == len(ids)
    assert not {row.material_id for row in missing(rows)} & by_state[MaterialState.HELD]
    assert set(missing(rows)) <= set(told(rows))
    assert complete(rows) is (not missing(rows))
    everything = [Tick(material_id=each, state=MaterialState.HELD) for each in ids]
    assert complete(tick(first, everything).rows)
