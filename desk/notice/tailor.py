"""From a procedure and a few answers to the list that applies to this customer."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from desk.enums import MaterialState
from desk.i18n import _
from desk.notice.model import Checklist, MaterialRow, Tick
from desk.playbook.procedure import Material, Procedure, Question, When
from desk.refusals import Refusal
from desk.text import clean_line


def fits(when: When, answers: Mapping[str, str]) -> bool:
    """Whether a condition holds for these answers; an empty one always does."""
    return not when or any(
        all(answers.get(question) in options for question, options in alternative.items())
        for alternative in when
    )


def check_in_force(procedure: Procedure, day: date) -> None:
    """Refuse a procedure that does not hold on `day`."""
    if day < procedure.valid_from:
        raise Refusal(
            _("“{title}” is not in force yet: it begins on {day}.").format(
                title=procedure.title, day=procedure.valid_from.isoformat()
            ),
            _("Use the list that holds today, or ask the shift lead."),
            field="procedure",
            code="procedure_not_in_force",
        )
    if not procedure.in_force(day):
        raise Refusal(
            _("“{title}” is out of force since {day}: nothing may be asked for by it.").format(
                title=procedure.title, day=(procedure.valid_to or day).isoformat()
            ),
            _("Use the list that holds today, or ask the shift lead."),
            field="procedure",
            code="procedure_not_in_force",
        )


def asked(procedure: Procedure, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions to put, given the answers so far, in their order."""
    kept: dict[str, str] = {}
    questions = []
    for question in procedure.questions:
        if fits(question.when, kept):
            questions.append(question)
            if question.id in answers:
                kept[question.id] = answers[question.id]
    return tuple(questions)


def unanswered(procedure: Procedure, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions that must still be answered before the list can be made."""
    return tuple(question for question in asked(procedure, answers) if question.id not in answers)


def settled(procedure: Procedure, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that count, in the order of the questions.

    An answer to a question that another answer has made void is dropped. Refuses a question or
    an option that the procedure does not have, and a question that is still open.
    """
    known = {question.id: question for question in procedure.questions}
    for question_id, option_id in answers.items():
        question = known.get(question_id)
        if question is None:
            raise Refusal(
                _("“{title}” has no question “{question}”.").format(
                    title=procedure.title, question=clean_line(question_id)
                ),
                _("Its questions are: {questions}.").format(
                    questions=_(", ").join(known) or _("none")
                ),
                field=f"answers.{question_id}",
                code="unknown_question",
            )
        if option_id not in (option.id for option in question.options):
            raise Refusal(
                _("“{option}” is no answer to “{question}”.").format(
                    option=clean_line(option_id), question=question.text
                ),
                _("Choose one of: {options}.").format(
                    options=_(", ").join(
                        f"{option.id} ({option.text})" for option in question.options
                    )
                ),
                field=f"answers.{question_id}",
                code="unknown_option",
            )
    open_questions = unanswered(procedure, answers)
    if open_questions:
        first = open_questions[0]
        raise Refusal(
            _("Not answered yet: {question}").format(question=first.text),
            _("Ask the customer, then choose one of: {options}.").format(
                options=_(", ").join(f"{option.id} ({option.text})" for option in first.options)
            ),
            field=f"answers.{first.id}",
            code="unanswered_question",
        )
    return {question.id: answers[question.id] for question in asked(procedure, answers)}


def _row(procedure: Procedure, material: Material) -> MaterialRow:
    group = next((each for each in procedure.groups if each.id == material.any_of), None)
    return MaterialRow(
        material_id=material.id,
        name=material.name,
        form=material.form,
        copies=material.copies,
        issuer=material.issuer,
        required=material.required,
        group=material.any_of,
        group_label=group.label if group else "",
        group_at_least=group.at_least if group else 1,
        later=material.acceptable_later and procedure.commitment is not None,
        note=material.note,
    )


def tailor(procedure: Procedure, answers: Mapping[str, str]) -> Checklist:
    """The list for these answers, nothing ticked yet; alternatives of one group stand together.

    Refuses an unknown question or option, and a question that is still open.
    """
    counted = settled(procedure, answers)
    rows = [_row(procedure, each) for each in procedure.materials if fits(each.when, counted)]
    first_of: dict[str, int] = {}
    for position, row in enumerate(rows):
        first_of.setdefault(row.group or f"\0{position}", position)
    order = sorted(
        range(len(rows)),
        key=lambda position: (first_of[rows[position].group or f"\0{position}"], position),
    )
    return Checklist(
        procedure_id=procedure.id,
        procedure_version=procedure.version,
        title=procedure.title,
        answers=counted,
        rows=tuple(rows[position] for position in order),
    )


def tick(checklist: Checklist, ticks: Iterable[Tick]) -> Checklist:
    """The list as the clerk ticked it; what nobody ticked stays missing.

    Refuses a material that is not on this list, one ticked twice, and "not acceptable" without
    a reason.
    """
    rows = {row.material_id: row for row in checklist.rows}
    seen: set[str] = set()
    for each in ticks:
        row = rows.get(each.material_id)
        if row is None:
            raise Refusal(
                _("“{material}” is not on the list for this customer.").format(
                    material=clean_line(each.material_id)
                ),
                _("On the list are: {materials}.").format(materials=_(", ").join(rows)),
                field=f"materials.{each.material_id}",
                code="unknown_material",
            )
        if each.material_id in seen:
            raise Refusal(
                _("“{material}” is ticked twice.").format(material=row.name),
                _("Keep one of the two."),
                field=f"materials.{each.material_id}",
                code="ticked_twice",
            )
        seen.add(each.material_id)
        reason = clean_line(each.reason)
        if each.state is MaterialState.NOT_ACCEPTABLE and not reason:
            raise Refusal(
                _("“{material}” is marked as not acceptable, but nothing says why.").format(
                    material=row.name
                ),
                _("Write what is wrong with it and what would be accepted."),
                field=f"materials.{each.material_id}.reason",
                code="reason_missing",
            )
        rows[each.material_id] = replace(
            row,
            state=each.state,
            reason=reason if each.state is MaterialState.NOT_ACCEPTABLE else "",
        )
    return replace(checklist, rows=tuple(rows.values()))


def satisfied(rows: Iterable[MaterialRow], group: str) -> bool:
    """Whether enough of a group of alternatives is held."""
    members = [row for row in rows if row.group == group]
    held = sum(row.state is MaterialState.HELD for row in members)
    return held >= min([len(members), *(row.group_at_least for row in members)])


def missing(rows: Iterable[MaterialRow]) -> tuple[MaterialRow, ...]:
    """What still has to be brought: required and not held, alternatives only while none is."""
    rows = tuple(rows)
    needed = {row.group for row in rows if row.group and row.required}
    short = {group for group in needed if not satisfied(rows, group)}
    return tuple(
        row
        for row in rows
        if row.state is not MaterialState.HELD
        and (row.group in short if row.group else row.required)
    )


def told(rows: Iterable[MaterialRow]) -> tuple[MaterialRow, ...]:
    """The lines that go on paper: without the alternatives that one already held makes needless."""
    rows = tuple(rows)
    return tuple(
        row
        for row in rows
        if row.state is not MaterialState.MISSING or not row.group or not satisfied(rows, row.group)
    )


def complete(rows: Iterable[MaterialRow]) -> bool:
    """Whether the business can go ahead with what is held."""
    return not missing(rows)


def may_follow(procedure: Procedure, rows: Iterable[MaterialRow]) -> bool:
    """Whether all that is missing may follow under the customer's commitment (容缺受理)."""
    short = missing(rows)
    return bool(short) and procedure.commitment is not None and all(row.later for row in short)
