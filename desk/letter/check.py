"""At issue every answer of the record stands in the final text, in order, however edited."""

import re
from dataclasses import dataclass

from desk.enums import MaterialState, RemedyBy
from desk.letter import words
from desk.letter.facts import (
    AcknowledgementFacts,
    CommitmentFacts,
    FollowUpCardFacts,
    HoldingFacts,
    LetterFacts,
    NoticeFacts,
    PointFacts,
    PostponementFacts,
    ReferralFacts,
    RegistrationRecordFacts,
    ReplyFacts,
    SupplementaryReplyFacts,
    TerminationFacts,
)
from desk.letter.markdown import Block, tree

_SPACE = re.compile(r"\s+")
_STOPS = "。．.；;，,、！!？?：:"
_LABELS = ("结论", "Ourconclusion")
_SUMMARY_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class MissingAnswer:
    """`text` of the record does not stand in the letter where it belongs; `field` is its path."""

    field: str
    text: str


def _even(text: str) -> str:
    return _SPACE.sub("", text)


def _core(text: str) -> str:
    return _even(text).rstrip(_STOPS)


@dataclass(slots=True)
class Section:
    """What stands under one heading; `text` is without any white space."""

    blocks: list[Block]
    text: str

    @property
    def head(self) -> str:
        """Heading and first paragraph: where a section says which point it answers."""
        return _even("".join(block.text() for block in self.blocks[:2]))


def sections(markdown: str) -> list[Section]:
    """The letter cut at its headings of level 2; what stands before the first is the first."""
    cut: list[list[Block]] = [[]]
    for block in tree(markdown):
        if block.kind == "heading" and block.level == 2:
            cut.append([])
        cut[-1].append(block)
    return [Section(part, _even("".join(one.text() for one in part))) for part in cut]


def _says(section: Section, point: PointFacts, language: str, rest: str) -> bool:
    """Whether the conclusion stands, as the words of this conclusion and of no other."""
    if point.conclusion is None:
        return True
    label = _even(words.CONCLUSION[language][point.conclusion])
    stated = [
        _even(block.text()[len(block.spans[0].text) :]).lstrip("：:")
        for block in section.blocks
        if block.kind == "paragraph"
        and block.spans
        and block.spans[0].mark == "strong"
        and _even(block.spans[0].text) in _LABELS
    ]
    whole = re.compile(rf"(?<![分不未非予])(?<!Not){re.escape(label)}(?!\w*part)")
    if stated:
        return any(whole.match(one) for one in stated)
    return bool(whole.search(rest))


def _expected(point: PointFacts, language: str) -> list[tuple[str, str]]:
    expected = [("finding", point.finding), ("conclusion", ""), ("remedy", point.remedy)]
    if point.amount_fen is not None:
        expected.append(("amount_fen", words.money(point.amount_fen, language)))
    if point.remedy_by is RemedyBy.UNIT:
        for name, day in (("done_on", point.done_on), ("due_on", point.due_on)):
            if day is not None:
                expected.append((name, words.day(day, language)))
                break
    return expected


def _answer(section: Section, start: int, point: PointFacts, language: str) -> list[MissingAnswer]:
    path = f"points.{point.position}"
    missing = []
    cursor = start
    for name, text in _expected(point, language):
        if name == "conclusion":
            if not _says(section, point, language, section.text[cursor:]):
                conclusion = point.conclusion
                label = words.CONCLUSION[language][conclusion] if conclusion else ""
                missing.append(MissingAnswer(f"{path}.conclusion", label))
            continue
        wanted = _core(text)
        at = section.text.find(wanted, cursor) if wanted else cursor
        if at < 0:
            missing.append(MissingAnswer(f"{path}.{name}", text))
        else:
            cursor = at + len(wanted)
    return missing


def _summary(facts: ReplyFacts, all_sections: list[Section]) -> list[MissingAnswer]:
    """Rows of the summary table that say something else than the record."""
    rows = [
        [_even(cell.text()) for cell in row.blocks]
        for section in all_sections
        for block in section.blocks
        if block.kind == "table"
        for row in block.blocks
        if row.level == 0 and len(row.blocks) == _SUMMARY_COLUMNS
    ]
    wrong = []
    for point in facts.points:
        if point.conclusion is None:
            continue
        label = words.CONCLUSION[facts.language][point.conclusion]
        for number, _matter, conclusion, _when in rows:
            if number == str(point.position) and conclusion != _even(label):
                wrong.append(MissingAnswer(f"points.{point.position}.conclusion", label))
    return wrong


def _place(
    matter: str, all_sections: list[Section], at_section: int, at: int
) -> tuple[int, int] | None:
    """Section and offset where the answer to a matter begins, after what came before it.

    A section that names the matter at its head comes first; a person may also have put two
    points under one heading.
    """
    for number in range(at_section + 1, len(all_sections)):
        if matter in all_sections[number].head:
            return number, all_sections[number].text.find(matter) + len(matter)
    if at_section == 0 and len(all_sections) > 1:
        # The title names the first matter too, and is no answer to it.
        return None
    found = all_sections[at_section].text.find(matter, at)
    return None if found < 0 else (at_section, found + len(matter))


def _reply(markdown: str, facts: ReplyFacts) -> list[MissingAnswer]:
    all_sections = sections(markdown)
    missing = []
    at_section, at = 0, 0
    for point in facts.points:
        found = _place(_core(point.matter), all_sections, at_section, at)
        if found is None:
            missing.append(MissingAnswer(f"points.{point.position}.matter", point.matter))
            continue
        at_section, at = found
        missing += _answer(all_sections[at_section], at, point, facts.language)
    return missing + _summary(facts, all_sections)


def _in_order(markdown: str, wanted: list[tuple[str, str]]) -> list[MissingAnswer]:
    text = _even("".join(block.text() for block in tree(markdown)))
    missing, cursor = [], 0
    for path, one in wanted:
        at = text.find(_core(one), cursor)
        if at < 0:
            missing.append(MissingAnswer(path, one))
        else:
            cursor = at + len(_core(one))
    return missing


def missing_answers(markdown: str, facts: LetterFacts) -> list[MissingAnswer]:
    """What of the record the letter does not say, in the order of the record; empty when whole.

    For a reply: each point's matter, finding, conclusion, remedy, amount and date, and the rows of
    the summary; a supplementary one also names the letter it adds to and what it corrects. For an
    acknowledgement its matters, for a registration record the narrative and the points, for a
    notice its materials and steps, for a postponement ground, reason and remedy, for a referral
    what to bring and the matters, for a holding letter the matters, reason, what was done and the
    new date, for a commitment each promise with owner and date.
    """
    match facts:
        case SupplementaryReplyFacts():
            cited = [("earlier_number", facts.earlier_number), ("correction", facts.correction)]
            return _in_order(markdown, cited) + _reply(markdown, facts)
        case ReplyFacts():
            return _reply(markdown, facts)
        case AcknowledgementFacts() | FollowUpCardFacts():
            return _in_order(
                markdown, [(f"matters.{n}", one) for n, one in enumerate(facts.matters, 1)]
            )
        case RegistrationRecordFacts():
            points = [(f"points.{one.position}.matter", one.matter) for one in facts.points]
            return _in_order(markdown, [("narrative", facts.narrative), *points])
        case HoldingFacts():
            return _in_order(markdown, _holding(facts))
        case CommitmentFacts():
            return _in_order(markdown, _promises(facts))
        case TerminationFacts():
            return _in_order(markdown, _ending(facts))
        case NoticeFacts():
            return _in_order(markdown, _notice(facts))
        case PostponementFacts():
            return _in_order(
                markdown,
                [("ground", facts.ground), ("reason", facts.reason), ("remedy", facts.remedy)],
            )
        case ReferralFacts():
            return _in_order(
                markdown,
                [("to", facts.to), ("to_phone", facts.to_phone)]
                + [(f"bring.{n}", one) for n, one in enumerate(facts.bring, 1)]
                + [(f"matters.{n}", one) for n, one in enumerate(facts.matters, 1)],
            )


def _holding(facts: HoldingFacts) -> list[tuple[str, str]]:
    wanted = [(f"matters.{n}", one) for n, one in enumerate(facts.matters, 1)]
    wanted += [("reason", facts.reason), ("done", facts.done)]
    if facts.until is not None:
        wanted.append(("until", words.day(facts.until, facts.language)))
    return wanted


def _promises(facts: CommitmentFacts) -> list[tuple[str, str]]:
    return [
        (f"promises.{number}.{name}", text)
        for number, one in enumerate(facts.promises, 1)
        for name, text in (
            ("what", one.what),
            ("owner", one.owner),
            ("due_on", words.day(one.due_on, facts.language)),
        )
    ]


def _ending(facts: TerminationFacts) -> list[tuple[str, str]]:
    wanted = [(f"matters.{n}", one) for n, one in enumerate(facts.matters, 1)]
    wanted += [(f"answers.{n}.number", one.number) for n, one in enumerate(facts.answers, 1)]
    return [*wanted, ("reason", facts.reason), ("ways", facts.ways)]


def _notice(facts: NoticeFacts) -> list[tuple[str, str]]:
    materials = [(f"materials.{n}.name", one) for n, one in enumerate(facts.materials, 1)]
    if facts.visit > 1:
        # What is still missing comes first; what is here already is one line after it.
        materials.sort(key=lambda item: item[1].state is MaterialState.HELD)
    steps = [(f"steps.{n}", one) for n, one in enumerate(facts.steps, 1)]
    for number, part in enumerate(facts.parts, 1):
        steps.append((f"parts.{number}.procedure", part.procedure))
        steps += [(f"parts.{number}.steps.{n}", one) for n, one in enumerate(part.steps, 1)]
    return [(path, one.name) for path, one in materials] + steps
