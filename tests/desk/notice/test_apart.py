"""What several procedures have in one paper is told apart again, or left as it is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.notice import NoticeDraft, draft
from desk.notice.apart import Part, apart
from desk.notice.merge import merge
from tests.desk.notice.build import DAY, procedure

_WORDS = st.text(alphabet="电费；，。【】[] ab", max_size=12)
_TITLES = st.text(alphabet="电费峰谷、（）", min_size=1, max_size=8)


def _paper(number: int = 0, language: str = "zh_CN", **fields: object) -> NoticeDraft:
    one = procedure(id=f"p{number}", title=f"业务{number}")
    made = draft(one, answers={"who": "self"}, day=DAY, language=language)
    return replace(made, **fields)  # type: ignore[arg-type]


def _part(paper: NoticeDraft) -> Part:
    return Part(
        title=paper.title,
        conditions=paper.conditions,
        steps=paper.steps,
        limit_text=paper.limit_text,
        fee_text=paper.fee_text,
    )


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("count", [2, 3, 5])
def test_what_was_merged_comes_apart(count: int, language: str) -> None:
    papers = [_paper(n, language) for n in range(count)]
    assert apart(merge(papers)) == tuple(map(_part, papers))


@given(
    titles=st.lists(_TITLES, min_size=2, max_size=4, unique=True),
    words=st.lists(_WORDS, min_size=4, max_size=4),
)
def test_any_words_come_apart_as_they_were_or_not_at_all(
    titles: list[str], words: list[str]
) -> None:
    papers = [
        _paper(n, title=title, steps=(words[0], words[1]), limit_text=words[2], fee_text=words[3])
        for n, title in enumerate(titles)
    ]
    found = apart(merge(papers), titles)
    assert found in ((), tuple(map(_part, papers)))
    if not any("【" in word for word in words):
        assert found


def test_a_paper_of_one_procedure_has_no_parts() -> None:
    assert apart(_paper(0)) == ()
    assert apart(merge([_paper(0)])) == ()


def test_a_title_that_reads_like_two_is_looked_up() -> None:
    papers = [_paper(0, title="更名；过户"), _paper(1)]
    assert apart(merge(papers)) == ()
    assert apart(merge(papers), ["更名；过户", "业务1"]) == tuple(map(_part, papers))


def test_a_line_of_no_procedure_leaves_the_paper_whole() -> None:
    both = merge([_paper(0), _paper(1)])
    assert apart(replace(both, steps=(*both.steps, "另一步"))) == ()
    assert apart(replace(both, fee_text="免费")) == ()
    assert apart(replace(both, limit_text=both.limit_text.split("；")[0])) == ()
