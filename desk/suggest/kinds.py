"""What kind of case a narrative names itself: somebody who says they come to report, reports."""

import re

from desk.enums import CaseKind

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_REPORTS = re.compile(
    r"(?:要|想|来|是|前来|特地|专门)(?:向你们|向贵|跟你们|找你们)?(?:实名|匿名|当面)?举报"
    r"(?!电话|人|信箱|箱|中心|渠道|平台|有用|没用)"
    r"|(?:实名|匿名)举报(?!电话|信箱|人)"
)
_IF = re.compile(r"再不|不然|否则|如果|要是|假如|的话|要不|大不了|还不|不给.{0,12}就")
"""Somebody who says what they will do unless they are helped does not report yet."""


def kind_named(narrative: str) -> CaseKind | None:
    """The kind that the words themselves name; None where they leave it open."""
    for sentence in _SENTENCE.findall(narrative):
        found = _REPORTS.search(sentence)
        if found is not None and _IF.search(sentence[: found.start()]) is None:
            return CaseKind.REPORT
    return None
