"""An issued letter is proved: whatever was changed has its own sentence, a newer part is none."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest

from desk.enums import LetterKind, LetterSize
from desk.i18n import use
from desk.letter.life import Document, Letter, LetterTemplate, TemplateAdoption
from desk.letter.shelf import shipped, text_hash
from desk.services import book, letters, slips
from desk.services.verify_letter import Verdict, verify_letter
from tests.builders import MONDAY
from tests.desk.services.hall import Hall, refused
from tests.fakes import FakeStore


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def rows(hall: Hall) -> dict[type[Any], dict[str, Any]]:
    return cast(FakeStore, hall.desk.store).state.rows


def put(hall: Hall, row: Any) -> None:
    """Change a row behind the back of every rule."""
    rows(hall)[type(row)][row.id] = row


def verdict(hall: Hall, letter: Letter) -> Verdict:
    return verify_letter(hall.desk, hall.clerk, letter.number)


def marked(letter: Letter, **changes: Any) -> Letter:
    """The letter with another fingerprint."""
    return replace(letter, fingerprint=json.dumps(json.loads(letter.fingerprint) | changes))


def page_of(hall: Hall, letter: Letter) -> Document:
    found = [one for one in rows(hall)[Document].values() if one.letter_id == letter.id]
    return cast(Document, found[0])


def test_an_issued_letter_is_as_issued(hall: Hall) -> None:
    _ref, letter = hall.issued()
    assert verdict(hall, letter).remarks == ()
    assert {"frame.zh_CN.j2", "reply.zh_CN.md.j2"} <= letter.templates.keys()
    kept = {row.name: row.text for row in rows(hall)[LetterTemplate].values()}
    assert all(kept[name] == shipped().text(name) for name in letter.templates)


def test_so_is_a_slip_that_is_issued_at_once(hall: Hall) -> None:
    slip = slips.acknowledge(hall.desk, hall.clerk, hall.register())
    assert verdict(hall, slip).remarks == ()


def test_a_draft_has_nothing_to_prove(hall: Hall) -> None:
    _ref, letter = hall.submitted()
    refused("not_issued", lambda: verify_letter(hall.desk, hall.clerk, letter.id))


def test_one_byte_of_the_page_is_found(hall: Hall) -> None:
    _ref, letter = hall.issued()
    page = page_of(hall, letter)
    put(hall, replace(page, content=page.content[:-9] + b"x" + page.content[-8:]))
    assert verdict(hall, letter).codes == ["changed_page"]
    assert verdict(hall, letter).wrong == ["The page kept is not the page that was issued."]


def test_a_page_that_fits_its_own_hash_and_not_the_letters_is_found(hall: Hall) -> None:
    _ref, letter = hall.issued()
    page = page_of(hall, letter)
    other = page.content + b"\n"
    put(hall, replace(page, content=other, sha256=hashlib.sha256(other).hexdigest()))
    assert verdict(hall, letter).codes == ["changed_page"]


def test_a_missing_page_is_said(hall: Hall) -> None:
    _ref, letter = hall.issued()
    del rows(hall)[Document][page_of(hall, letter).id]
    assert verdict(hall, letter).codes == ["no_page"]
    assert "missing from the book" in verdict(hall, letter).wrong[0]


def test_a_changed_text_is_found(hall: Hall) -> None:
    _ref, letter = hall.issued()
    put(hall, replace(letter, markdown=letter.markdown.replace("六十一", "十一")))
    assert "changed_text" in verdict(hall, letter).codes


def test_changed_facts_are_found(hall: Hall) -> None:
    _ref, letter = hall.issued()
    put(hall, replace(letter, facts=letter.facts.replace("六十一", "十一")))
    assert verdict(hall, letter).codes[0] == "changed_facts"


def test_facts_that_nobody_can_read_are_said(hall: Hall) -> None:
    _ref, letter = hall.issued()
    put(hall, replace(letter, facts="{"))
    assert "changed_facts" in verdict(hall, letter).codes


def test_a_text_and_a_fingerprint_changed_together_still_differ(hall: Hall) -> None:
    _ref, letter = hall.issued()
    other = replace(letter, markdown=letter.markdown.replace("六十一", "十一"))
    put(hall, marked(other, markdown=text_hash(other.markdown)))
    assert verdict(hall, letter).codes == ["other_text", "other_page"]


def test_a_fingerprint_that_is_gone_is_said(hall: Hall) -> None:
    _ref, letter = hall.issued()
    put(hall, replace(letter, fingerprint=""))
    assert verdict(hall, letter).codes == ["no_fingerprint"]


def test_an_approval_of_another_text_is_found(hall: Hall) -> None:
    _ref, letter = hall.issued()
    put(hall, replace(letter, approved_hash="0" * 64))
    assert verdict(hall, letter).codes == ["not_approved"]


def adopt(hall: Hall, name: str, text: str) -> None:
    """Put a text in force behind the back of every check."""
    digest = text_hash(text)
    put(hall, LetterTemplate(id=f"t-{name}", name=name, hash=digest, text=text))
    decided = TemplateAdoption(
        id=f"a-{name}", name=name, version=1, hash=digest, staff_id=hall.lead.staff_id, at=MONDAY
    )
    put(hall, decided)


def reworded(name: str, old: str, new: str) -> str:
    text = shipped().text(name) or ""
    assert old in text
    return text.replace(old, new)


def test_a_letter_of_an_older_template_still_holds(hall: Hall) -> None:
    _ref, letter = hall.issued()
    adopt(hall, "reply.zh_CN.md.j2", reworded("reply.zh_CN.md.j2", "您好！", "见信好！"))
    found = verdict(hall, letter)
    assert (found.wrong, found.codes) == ([], ["newer_template"])
    assert "reply.zh_CN.md.j2" in found.notes[0]
    _again, second = hall.issued()
    assert "见信好！" in second.markdown
    assert verdict(hall, second).remarks == ()


def test_a_kept_template_that_was_changed_is_found(hall: Hall) -> None:
    _ref, letter = hall.issued()
    row = next(r for r in rows(hall)[LetterTemplate].values() if r.name.startswith("reply"))
    put(hall, replace(row, text=row.text + " "))
    assert verdict(hall, letter).codes == ["changed_template"]


def test_a_newer_engine_is_no_tampering(hall: Hall) -> None:
    _ref, letter = hall.issued()
    parts = json.loads(letter.fingerprint)["parts"] | {"typst": "0.14.9"}
    put(hall, marked(letter, parts=parts))
    found = verdict(hall, letter)
    assert (found.wrong, found.codes) == ([], ["newer_engine"])
    assert "typst 0.14.9 → " in found.notes[0]


def test_a_newer_desk_that_words_it_otherwise_is_no_tampering(hall: Hall) -> None:
    _ref, letter = hall.issued()
    text = letter.markdown.replace("诚恳致歉", "深表歉意")
    parts = json.loads(letter.fingerprint)["parts"] | {"desk": "0.0.1"}
    old = marked(replace(letter, markdown=text), markdown=text_hash(text), parts=parts)
    put(hall, old)
    found = verdict(hall, letter)
    assert found.wrong == []
    assert set(found.codes) == {"other_text", "set_otherwise", "newer_engine"}


def test_another_page_layout_is_no_tampering(hall: Hall) -> None:
    _ref, letter = hall.issued()
    put(hall, marked(letter, layout="0" * 64))
    assert (verdict(hall, letter).wrong, verdict(hall, letter).codes) == ([], ["newer_layout"])


def test_other_fonts_of_the_site_are_no_tampering(hall: Hall) -> None:
    _ref, letter = hall.issued()
    put(hall, marked(letter, fonts="0" * 64))
    assert (verdict(hall, letter).wrong, verdict(hall, letter).codes) == ([], ["other_fonts"])


def test_a_letter_in_large_print_is_as_issued(hall: Hall) -> None:
    _ref, letter = hall.submitted()
    put(hall, replace(letter, size=LetterSize.LARGE))
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    done = letters.issue_letter(hall.desk, hall.lead, letter.id)
    assert done.size is LetterSize.LARGE
    assert verdict(hall, done).remarks == ()


def test_a_text_edited_by_hand_is_proved_by_its_page(hall: Hall) -> None:
    ref = hall.answered()
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    text = letter.markdown.replace("您好！", "您好，让您久等了！")
    letters.edit_letter(hall.desk, hall.clerk, letter.id, text, version=letter.version)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    done = letters.issue_letter(hall.desk, hall.lead, letter.id)
    assert verdict(hall, done).remarks == ()
    other = replace(done, markdown=done.markdown.replace("久等了", "久候了"))
    put(hall, marked(other, markdown=text_hash(other.markdown)))
    assert verdict(hall, done).codes == ["other_page"]


CHANGES: dict[str, Callable[[Letter], Letter]] = {
    "The text was changed": lambda one: replace(one, markdown=one.markdown + "x"),
    "The facts the letter": lambda one: replace(one, facts=one.facts.replace("六十一", "十一")),
    "The fingerprint taken": lambda one: replace(one, fingerprint="[]"),
}


@pytest.mark.parametrize("sentence", CHANGES)
def test_the_check_of_the_book_names_the_letter(hall: Hall, sentence: str) -> None:
    _ref, letter = hall.issued()
    assert book.verify_book(hall.desk, hall.clerk) == []
    put(hall, CHANGES[sentence](letter))
    (wrong,) = book.verify_book(hall.desk, hall.clerk)
    assert wrong.startswith(f"{letter.number}: {sentence}")


def test_a_broken_template_of_the_site_gives_way_and_a_lead_hears_of_it(hall: Hall) -> None:
    adopt(hall, "reply.zh_CN.md.j2", "{{ facts.colour }}")
    ref, letter = hall.issued()
    assert "致歉" in letter.markdown
    _again, second = hall.issued()
    assert verdict(hall, second).codes == ["newer_template"]
    told = [a for a in hall.file(ref).alarms if a.kind.value == "template_unused"]
    assert len(told) == 1
    assert told[0].detail.startswith("reply.zh_CN.md.j2")


@pytest.mark.parametrize("gone", ["{{ date }}", "{{ frame.disagree(facts.unit) }}", "{{ number }}"])
def test_a_template_that_leaves_something_out_gives_way(hall: Hall, gone: str) -> None:
    names = ("frame.zh_CN.j2", "reply.zh_CN.md.j2")
    name = next(name for name in names if gone in (shipped().text(name) or ""))
    adopt(hall, name, reworded(name, gone, ""))
    _ref, letter = hall.issued()
    assert letter.templates[name] == text_hash(shipped().text(name) or "")
    assert letter.kind is LetterKind.REPLY
