"""desk case party, and how a case stands for whoever asks."""

from tests.desk.cli.prompt import A_CASE, CLERK, Prompt

SPEAKER = {
    "role": "representative",
    "name": "代小兰",
    "basis_kind": "letter_of_authority",
    "basis_seen": False,
}


def test_a_person_is_added_proved_and_told_what_is_theirs(prompt: Prompt) -> None:
    case = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    reference = case["reference"]
    words = ("--staff", CLERK, "case")
    added = prompt.ok(*words, "party", "add", reference, data=SPEAKER)
    assert (added["position"], added["may_know"]) == (2, ["standing"])
    assert "代小兰" not in str(added)
    before = prompt.ok(*words, "stands", reference, "--asker", "2")["stands"]
    assert before == prompt.ok(*words, "stands", reference)["stands"]
    paper = {"basis_valid_to": "2099-12-31"}
    proved = prompt.ok(*words, "party", "prove", reference, "2", data=paper)
    assert proved["basis_kind"] == "letter_of_authority"
    assert "account" in proved["may_know"]
    assert prompt.ok(*words, "stands", reference, "--asker", "2")["stands"] != before
    listed = prompt.run(*words, "party", "list", reference)
    assert "授权委托书" in listed.out
    assert [one["position"] for one in prompt.ok(*words, "party", "list", reference)] == [1, 2]


def test_a_paper_that_ended_is_refused_by_its_field(prompt: Prompt) -> None:
    ended = {**SPEAKER, "basis_seen": True, "basis_valid_to": "2020-01-01"}
    refused = prompt.refused(
        "--staff", CLERK, "case", "register", data={**A_CASE, "parties": [ended]}
    )
    assert refused["field"] == "parties.0.basis_valid_to"
