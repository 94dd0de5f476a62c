"""Whatever somebody writes in whatever field of whatever letter: it stands there, and is text."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.enums import LetterKind
from desk.letter.book import compose, helpers, template_name
from desk.letter.docx import to_docx
from desk.letter.escape import escape_markdown, unescaped
from desk.letter.facts import PaperFacts, PaperKind
from desk.letter.glyphs import holes, strings
from desk.letter.markdown import tree
from desk.letter.plain import to_text
from desk.letter.press import to_pdf
from desk.letter.proof import page_text
from desk.letter.sandbox import FILTERS
from desk.letter.shelf import Shelf
from desk.letter.width import width
from desk.refusals import Refusal
from desk.text import clean_line
from tests.desk.letter import samples
from tests.desk.letter.hostile import even, filled, lines, refill, shape
from tests.desk.letter.test_docx import FAMILY, body

UNWRAPPED = 100_000
"""Columns that no line is longer than: nothing is broken where it is looked for."""

letters = st.sampled_from(list(FAMILY))
texts = lines.map(lambda text: clean_line(text) + "终")
"""A closing mark may be dropped where a sentence goes on; the last character is none."""


def harmless(like: str) -> str:
    """A plain text as wide as another: what is set by its width is set alike."""
    wide, narrow = divmod(width(like), 2)
    return "甲" * (wide - 1) + "a" * narrow + "末"


def times(text: str, said: str) -> int:
    return even(said).count(even(text))


def words(markdown: str) -> str:
    return "".join(block.text() for block in tree(markdown))


def in_one_field(facts: PaperFacts, path: str, text: str) -> PaperFacts:
    known = dict(strings(facts))
    return refill(facts, lambda here: text if here == path else known.get(here, ""))


@settings(max_examples=150, deadline=None)
@given(which=letters, text=texts, data=st.data())
def test_in_any_one_field_it_changes_nothing_but_itself(
    which: tuple[PaperKind, str], text: str, data: st.DataObject
) -> None:
    kind, facts = which[0], FAMILY[which]
    paths = [path for path, old in strings(facts) if path != "language" and old]
    path = data.draw(st.sampled_from(paths))
    nasty = compose(kind, in_one_field(facts, path, text))
    plain = compose(kind, in_one_field(facts, path, harmless(text)))
    assert shape(tree(nasty)) == shape(tree(plain)), path
    assert times(text, words(nasty)) == times(harmless(text), words(plain)), path


@settings(max_examples=60, deadline=None)
@given(which=letters, text=texts)
def test_in_every_field_it_stands_in_the_text_as_often_as_any(
    which: tuple[PaperKind, str], text: str
) -> None:
    kind, facts = which[0], FAMILY[which]
    nasty = to_text(compose(kind, filled(facts, text)), columns=UNWRAPPED)
    plain = to_text(compose(kind, filled(facts, harmless(text))), columns=UNWRAPPED)
    assert times(text, nasty) == times(harmless(text), plain) > 0
    assert len(nasty.split("\n")) == len(plain.split("\n"))


@settings(max_examples=25, deadline=None)
@given(which=letters, text=texts)
def test_in_every_field_it_stands_in_word_as_often_as_any(
    which: tuple[PaperKind, str], text: str
) -> None:
    kind, facts = which[0], FAMILY[which]
    said = []
    for one in (text, harmless(text)):
        full = filled(facts, one)
        said.append(times(one, body(to_docx(compose(kind, full), full, kind))))
    assert said[0] == said[1] > 0


@settings(max_examples=20, deadline=None)
@given(which=letters, text=texts.filter(lambda text: not holes(text)))
def test_in_every_field_it_stands_on_the_page(which: tuple[PaperKind, str], text: str) -> None:
    kind, facts = which[0], filled(FAMILY[which], text)
    assert times(text, page_text(to_pdf(compose(kind, facts), facts, kind))) > 0


@pytest.mark.parametrize("text", [":::甲终", "：：甲终", ": 甲终", "—甲终"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_value_that_begins_like_the_end_of_its_label_is_whole(text: str, language: str) -> None:
    facts = in_one_field(FAMILY[LetterKind.REPLY, language], "reader.holder", text)
    assert times(text, page_text(to_pdf(compose(LetterKind.REPLY, facts), facts, LetterKind.REPLY)))


OPEN = {
    "sentence": "{{ sentence(facts.subject) }}",
    "bare": "{{ bare(facts.subject) }}",
    "subject": "{{ subject(facts.points) }}",
}
"""Helpers that give out what somebody wrote."""
NUMBERS = {"columns": "{{ columns(facts.subject) }}"}
"""Helpers that say something about it in figures."""
FILTERED = {
    "default": "{{ facts.nothing | default(facts.subject) }}",
    "join": "{{ [facts.subject, facts.subject] | join(facts.subject) }}",
}


def rendered(source: str, text: str) -> str:
    points = (samples.changed(samples.POINTS[0], matter=text),)
    name = template_name(LetterKind.REPLY, "zh_CN")
    facts = samples.reply(subject=text, points=points)
    return compose(LetterKind.REPLY, facts, Shelf.of({name: source}))


def test_every_helper_and_filter_is_tried_here() -> None:
    closed = set(helpers("zh_CN")) - OPEN.keys() - NUMBERS.keys()
    assert closed == set(CLOSED)
    assert set(FILTERS) == FILTERED.keys() | {"length"}


@pytest.mark.parametrize("name", [*OPEN, *FILTERED])
@settings(max_examples=40, deadline=None)
@given(text=texts, before=st.sampled_from(["", "甲", "- ", "1. ", "## ", "| a |\n| - |\n| "]))
def test_what_a_helper_or_filter_gives_out_stays_text(name: str, text: str, before: str) -> None:
    after = " |" if before.startswith("|") else ""
    source = before + {**OPEN, **FILTERED}[name] + after
    nasty, plain = rendered(source, text), rendered(source, harmless(text))
    assert shape(tree(nasty)) == shape(tree(plain))
    assert times(text, words(nasty)) == times(harmless(text), words(plain)) > 0


@pytest.mark.parametrize("name", NUMBERS)
@given(text=texts)
def test_a_helper_that_counts_gives_out_a_figure(name: str, text: str) -> None:
    assert rendered(NUMBERS[name], text).strip() == str(width(text))


CLOSED: tuple[Any, ...] = (
    *("day", "moment", "stamp", "money", "ordinal", "conclusion", "channel", "raised"),
    *("material", "newly", "taken", "party", "record"),
)


@pytest.mark.parametrize("name", CLOSED)
def test_a_helper_for_dates_and_known_words_takes_no_text(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        rendered(f"{{{{ {name}(facts.subject) }}}}", "*甲*终")
    assert refused.value.code == "template"


@given(text=st.one_of(lines, st.text(alphabet="\\&#10214;⟦*-a\n")))
def test_an_escape_can_be_taken_back(text: str) -> None:
    kept = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    assert unescaped(escape_markdown(text)) == kept
