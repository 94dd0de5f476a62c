"""The English texts: whole, beside the same rules, plain to read, and kept by our own rules."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import Mood, Scope, Topic
from desk.i18n import use
from desk.labels import label
from desk.notice import NoticeDraft, asked, draft, fee_for, limit_for, new_missing, tailor
from desk.playbook import wording
from desk.playbook.entries import PhraseKind
from desk.playbook.load import SHIPPED, check, load
from desk.playbook.playbook import Playbook
from desk.playbook.procedure import Procedure
from desk.playbook.texts import UNSPOKEN_KINDS, Texts, read, spoken
from desk.playbook.texts_check import CHINESE, outside_brackets
from desk.playbook.texts_check import check as check_texts
from tests.desk.playbook.packs import PROCEDURE, script, site

DAY = date(2026, 11, 20)
CHINESE_BOOK, ENGLISH_BOOK = load("zh_CN"), load("en")
every = pytest.mark.parametrize("procedure", CHINESE_BOOK.procedures)


def shape(value: object) -> object:
    """A value without its texts: whatever is left must be the same in both languages."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return bool(value)
    if isinstance(value, tuple):
        return tuple(shape(part) for part in value)
    if is_dataclass(value):
        kept = ("id", "any_of", "when", "number", "procedures", "articles", "basis")
        own = () if type(value).__name__ not in ("Phrase", "Procedure") else ("words", "aliases")
        return {
            each.name: getattr(value, each.name)
            if each.name in kept
            else shape(getattr(value, each.name))
            for each in fields(value)
            if each.name not in own
        }
    return value


@st.composite
def answered(draw: st.DrawFn, procedure: Procedure) -> dict[str, str]:
    """Answers a customer may give, question by question."""
    answers: dict[str, str] = {}
    while still := [one for one in asked(procedure, answers) if one.id not in answers]:
        answers[still[0].id] = draw(st.sampled_from([option.id for option in still[0].options]))
    return answers


def shipped_texts() -> Texts:
    return read(SHIPPED / "en")


def problems_with(texts: Texts, book: Playbook = CHINESE_BOOK) -> list[str]:
    files = {key: origin.file for key, origin in book.origins.items()}
    return [str(problem) for problem in check_texts(book.tables, files, texts, language="en")]


# -- whole ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CHINESE_BOOK.tables)
def test_every_entry_is_there_with_the_same_rules(kind: str) -> None:
    chinese, english = CHINESE_BOOK.tables[kind], ENGLISH_BOOK.tables[kind]
    assert list(chinese) == list(english)
    for key, entry in chinese.items():
        assert shape(english[key]) == shape(entry), key


def test_no_chinese_is_left_outside_of_brackets() -> None:
    for kind, table in ENGLISH_BOOK.tables.items():
        for key, entry in table.items():
            for path, text in () if kind in UNSPOKEN_KINDS else spoken(entry):
                assert not CHINESE.search(outside_brackets(text)), (kind, key, path, text)


@pytest.mark.parametrize("kind", ["phrase", "procedure"])
def test_lists_of_words_are_english_too(kind: str) -> None:
    for key, entry in ENGLISH_BOOK.tables[kind].items():
        words = getattr(entry, "words", ()) or getattr(entry, "aliases", ())
        assert words, key
        assert not CHINESE.search("".join(words)), key


@pytest.mark.parametrize("member", [*Topic, *Mood, *Scope])
def test_things_are_called_as_everywhere_on_the_screens(member: Topic | Mood | Scope) -> None:
    kind = {Topic: "topic", Mood: "mood", Scope: "scope"}[type(member)]
    entry = ENGLISH_BOOK.tables[kind][member.value]
    assert getattr(entry, "label", "") == label(member, "en")


def test_laws_are_cited_with_their_chinese_title() -> None:
    article = ENGLISH_BOOK.articles["power_law_44"]
    assert article.cited == "Electric Power Law (《中华人民共和国电力法》), Article 44"
    for key, chinese in CHINESE_BOOK.articles.items():
        assert f"(《{chinese.law}》)" in ENGLISH_BOOK.articles[key].law
        for old, new in zip(chinese.source, ENGLISH_BOOK.articles[key].source, strict=True):
            assert f"(《{old.title}》)" in new.title


def test_one_language_leads_to_the_other_and_back() -> None:
    assert CHINESE_BOOK.said("en") is ENGLISH_BOOK
    assert ENGLISH_BOOK.said("zh_CN") is CHINESE_BOOK
    assert ENGLISH_BOOK.fingerprint == CHINESE_BOOK.fingerprint
    assert CHINESE_BOOK.said("fr").scripts == CHINESE_BOOK.scripts
    assert ENGLISH_BOOK.said("fr").scripts == CHINESE_BOOK.scripts


# -- missing, stale, badly said -------------------------------------------------------------


def test_what_has_no_english_is_named_by_file_and_entry() -> None:
    texts = shipped_texts()
    del texts.said["校表申请单"]
    del texts.files["校表申请单"]
    del texts.lists["phrase", "not_ours"]
    use("en")
    assert problems_with(texts) == [
        "phrases.toml · phrase not_ours · words: It has no translation into “en”.",
        "procedures_meter.toml · procedure meter_test · materials.2.name: "
        "It has no translation into “en”.",
    ]


def test_english_that_nothing_says_any_more_is_named() -> None:
    texts = shipped_texts()
    texts.said["本厅周日开门。"] = "This hall opens on Sundays."
    texts.files["本厅周日开门。"] = "en/scripts.toml"
    texts.lists["procedure", "old_business"] = ("old",)
    texts.list_files["procedure", "old_business"] = "en/procedures_meter.toml"
    use("en")
    assert problems_with(texts) == [
        "en/scripts.toml · 本厅周日开门。: No entry says this any more; take it out.",
        "en/procedures_meter.toml · procedure old_business · aliases: "
        "No entry says this any more; take it out.",
    ]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "empty"),
        ("within 6 working days", "figures"),
        ("in a few days", "figures"),
        ("within 5 working days and 2 more", "figures"),
        ("within 5 working days 内", "Chinese"),
        ("within 5 working days。", "Chinese"),
        ("within 5\u0007 working days", "control"),
    ],
)
def test_what_is_badly_said_is_named(said: str, reason: str) -> None:
    chinese = CHINESE_BOOK.limits["reply"].text
    texts = shipped_texts()
    texts.said[chinese] = said
    use("en")
    found = problems_with(texts)
    assert found
    assert all(chinese in problem for problem in found)
    assert any(reason in problem for problem in found)


def test_figures_may_be_written_as_numerals_in_either_language() -> None:
    article = CHINESE_BOOK.articles["consumer_law_46"].text
    assert "七个工作日" in article
    texts = shipped_texts()
    for said in ("within 7 working days", "within seven working days"):
        texts.said[article] = said
        assert problems_with(texts) == []


def test_two_files_do_not_say_one_text_in_two_ways(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[texts]\n"户号" = "account number"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('[texts]\n"户号" = "customer number"\n', encoding="utf-8")
    texts = read(tmp_path)
    assert texts.said == {"户号": "account number"}
    (problem,) = texts.problems
    assert (problem.file, problem.entry) == (f"{tmp_path.name}/b.toml", "户号")


@pytest.mark.parametrize(
    "text",
    ["[texts", "texts = 1", '[texts]\n"户号" = 1', "[script.words]\na = ['b']",
     "[phrase.word]\na = ['b']", "[phrase.words]\nnot_ours = 'b'", "[phrase.words]\nnot_ours = []"],
)  # fmt: skip
def test_a_broken_file_is_a_problem_and_no_more(tmp_path: Path, text: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "own.toml").write_text(text, encoding="utf-8")
    found = check(site(tmp_path, script()))
    assert "en/own.toml" in {problem.file for problem in found}
    assert load("en", tmp_path).scripts["queueing"] == ENGLISH_BOOK.scripts["queueing"]


# -- a site's own texts -------------------------------------------------------------------------


def test_a_site_without_english_is_sound_and_keeps_its_chinese(tmp_path: Path) -> None:
    own = site(tmp_path, script(key="queueing", text="请到引导台取号。"))
    assert check(own) == []
    assert load("en", own).scripts["queueing"].text == "请到引导台取号。"


def test_a_site_that_brings_english_brings_all_of_it(tmp_path: Path) -> None:
    own = site(tmp_path, script(title="排队", text="请到引导台取号。") + PROCEDURE)
    (own / "en").mkdir()
    place = own / "en" / "own.toml"
    place.write_text('[texts]\n"请到引导台取号。" = "Please take a number."\n', encoding="utf-8")
    assert load("en", own).scripts["own"].text == "Please take a number."
    entries = {problem.entry for problem in check(own)}
    assert entries == {"script own", "procedure own_business"}
    place.write_text(
        place.read_text("utf-8") + '"客户" = "The customer"\n"没有人说" = "nobody"\n', "utf-8"
    )
    assert load("en", own).procedures["own_business"].steps[0].who == "The customer"
    assert "没有人说" in {problem.entry for problem in check(own)}


# -- notices ---------------------------------------------------------------------------------


def paper(book: Playbook, procedure_id: str, answers: dict[str, str]) -> NoticeDraft:
    procedure = book.procedure(procedure_id)
    cited = [book.articles[key].cited for key in procedure.basis]
    return draft(procedure, answers=answers, day=DAY, articles=cited, language=book.language)


@every
@given(data=st.data())
def test_any_customer_is_told_the_same_in_both_languages(
    procedure: str, data: st.DataObject
) -> None:
    chinese, english = CHINESE_BOOK.procedures[procedure], ENGLISH_BOOK.procedures[procedure]
    answers = data.draw(answered(chinese))
    lists = [tailor(one, answers).rows for one in (chinese, english)]
    assert [row.material_id for row in lists[0]] == [row.material_id for row in lists[1]]
    for one in (limit_for, fee_for):
        assert shape(one(chinese, answers)) == shape(one(english, answers))
    first = paper(CHINESE_BOOK, procedure, answers)
    again = paper(ENGLISH_BOOK, procedure, answers)
    assert len(first.steps) == len(again.steps)
    assert first.blanks == again.blanks
    assert new_missing(first, again) == ()


@every
@given(data=st.data())
def test_an_english_notice_holds_no_chinese_outside_of_brackets(
    procedure: str, data: st.DataObject
) -> None:
    answers = data.draw(answered(CHINESE_BOOK.procedures[procedure]))
    said = paper(ENGLISH_BOOK, procedure, answers)
    for path, text in spoken(replace(said, language="")):
        assert not CHINESE.search(outside_brackets(text)), (path, text)


def test_another_copy_asked_for_in_another_language_is_still_new() -> None:
    answers = {"who": "self", "tests": "few"}
    first = paper(CHINESE_BOOK, "meter_test", answers)
    english = ENGLISH_BOOK.procedures["meter_test"]
    more = replace(english.materials[0], copies=2)
    changed = replace(english, materials=(more, *english.materials[1:]))
    again = draft(changed, answers=answers, day=DAY, language="en")
    assert [each.row.material_id for each in new_missing(first, again)] == [more.id]


# -- manners ---------------------------------------------------------------------------------


def test_what_we_tell_clerks_to_say_keeps_our_own_rules() -> None:
    book = ENGLISH_BOOK
    said = [script.text for script in book.scripts.values()]
    said += [say for mood in book.moods.values() for say in mood.say]
    said += [scope.say for scope in book.scopes.values()]
    said += [entry.say for entry in book.sensitive.values()]
    said += [line for topic in book.topics.values() for line in topic.advice]
    said += [phrase.instead for phrase in book.phrases.values()]
    said += [article.text for article in book.articles.values()]
    never = book.words_of(
        PhraseKind.PUSH_AWAY,
        PhraseKind.BLAME,
        PhraseKind.INTERROGATE,
        PhraseKind.PROMISE,
        PhraseKind.INTERNAL,
    )
    for text in said:
        assert wording.found(never, text) == (), text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("This is not our responsibility.", PhraseKind.PUSH_AWAY),
        ("We DON’T know why.", PhraseKind.PUSH_AWAY),
        ("You should have paid earlier.", PhraseKind.BLAME),
        ("Do you have any proof?", PhraseKind.INTERROGATE),
        ("It will be mended as soon as possible.", PhraseKind.PROMISE),
        ("The clerk got a written warning.", PhraseKind.INTERNAL),
        ("The feeder tripped.", PhraseKind.JARGON),
    ],
)
def test_words_that_push_away_blame_or_puzzle_are_found(text: str, kind: PhraseKind) -> None:
    assert wording.found(ENGLISH_BOOK.words_of(kind), text)


@pytest.mark.parametrize(
    "text",
    [
        "You should have received the notice seven days before.",
        "The crew arrived shortly after nine.",
        "Please contact us if you have further documents.",
        "An exclamation about the amiable clerk, unfeedered.",
    ],
)
def test_ordinary_sentences_are_let_through(text: str) -> None:
    kinds = [kind for kind in PhraseKind if kind is not PhraseKind.EMPTY]
    assert wording.found(ENGLISH_BOOK.words_of(*kinds), text) == ()


@pytest.mark.parametrize("topic", Topic)
def test_lines_on_screen_are_short_enough_to_read_at_a_glance(topic: Topic) -> None:
    entry = ENGLISH_BOOK.topics[topic]
    lines = [*entry.ask, *entry.rests_on, *entry.advice]
    lines += [step for cause in entry.causes for step in cause.steps]
    for line in lines:
        assert len(line) <= 120, line
