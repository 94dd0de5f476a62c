"""Whether a procedure holds together in itself: what it names exists, and all of it can apply."""

import re
from collections import Counter
from collections.abc import Iterator

from desk.i18n import _
from desk.playbook.base import Confidence
from desk.playbook.procedure import FeeText, LimitText, MaterialForm, Note, Procedure, When

Wrong = tuple[str, str]
"""Path of a field, and what is wrong with it."""

FIGURE = re.compile(r"\d+\s*(?:个)?(?:工作日|小时|分钟|天|日|元)|第[一二三四五六七八九十百零\d]+条")


def check_procedure(procedure: Procedure) -> Iterator[Wrong]:
    """All that is wrong with one procedure."""
    yield from _ids(procedure)
    yield from _whens(procedure)
    yield from _groups(procedure)
    yield from _lists(procedure)
    yield from _confidences(procedure)


def _ids(procedure: Procedure) -> Iterator[Wrong]:
    lists: dict[str, list[str]] = {
        "questions": [question.id for question in procedure.questions],
        "groups": [group.id for group in procedure.groups],
        "materials": [material.id for material in procedure.materials],
        "cannot_reasons": [reason.id for reason in procedure.cannot_reasons],
    }
    for question in procedure.questions:
        lists[f"questions.{question.id}.options"] = [option.id for option in question.options]
        if len(question.options) < 2:
            reason = _("A question needs at least two answers.")
            yield f"questions.{question.id}.options", reason
    for name, ids in lists.items():
        for entry_id, times in Counter(ids).items():
            if times > 1:
                yield f"{name}.{entry_id}", _("This id stands twice.")


def _conditional(procedure: Procedure) -> Iterator[tuple[str, When]]:
    for question in procedure.questions:
        yield f"questions.{question.id}", question.when
    for material in procedure.materials:
        yield f"materials.{material.id}", material.when
    for name in ("conditions", "steps", "limits", "fees", "notes", "cooperation"):
        for number, part in enumerate(getattr(procedure, name), 1):
            yield f"{name}.{number}", part.when


def _whens(procedure: Procedure) -> Iterator[Wrong]:
    options = {
        question.id: {option.id for option in question.options} for question in procedure.questions
    }
    used: set[str] = set()
    for path, when in _conditional(procedure):
        for alternative in when:
            if not alternative:
                yield f"{path}.when", _("An empty condition says nothing; leave it out.")
            for question, answers in alternative.items():
                used.add(question)
                if question not in options:
                    reason = _("There is no question “{id}”.").format(id=question)
                    yield f"{path}.when", reason
                    continue
                for answer in answers:
                    if answer not in options[question]:
                        reason = _("The question “{question}” has no answer “{id}”.").format(
                            question=question, id=answer
                        )
                        yield f"{path}.when", reason
    for question in options.keys() - used:
        yield f"questions.{question}", _("Nothing depends on this question.")


def _groups(procedure: Procedure) -> Iterator[Wrong]:
    members = Counter(material.any_of for material in procedure.materials if material.any_of)
    known = {group.id: group for group in procedure.groups}
    for name in members.keys() - known.keys():
        yield "materials", _("There is no group “{id}”.").format(id=name)
    for name, group in known.items():
        if not 1 <= group.at_least < max(members[name], 2):
            reason = _("A group needs more members than must be brought.")
            yield f"groups.{name}", reason
    for material in procedure.materials:
        if material.any_of and not material.required:
            reason = _("A member of a group is neither required nor optional by itself.")
            yield f"materials.{material.id}.required", reason


def _lists(procedure: Procedure) -> Iterator[Wrong]:
    for name in ("materials", "steps", "limits", "fees", "phones"):
        if not getattr(procedure, name):
            yield name, _("This list is empty.")
    for material in procedure.materials:
        path = f"materials.{material.id}.copies"
        if material.copies < 0:
            yield path, _("This cannot be below zero.")
        copied = material.form in (MaterialForm.COPY, MaterialForm.ORIGINAL_AND_COPY)
        if copied and material.copies == 0:
            yield path, _("Say how many copies.")
        if material.acceptable_later and procedure.commitment is None:
            reason = _("A paper that may follow needs the words of the commitment.")
            yield f"materials.{material.id}.acceptable_later", reason
    if procedure.commitment is not None and procedure.commitment.days < 1:
        yield "commitment.days", _("This must be at least 1.")


def _confidences(procedure: Procedure) -> Iterator[Wrong]:
    parts: list[tuple[str, LimitText | FeeText | Note]] = [
        (f"{name}.{number}", part)
        for name in ("limits", "fees", "conditions", "notes")
        for number, part in enumerate(getattr(procedure, name), 1)
    ]
    for path, part in parts:
        proved = part.confidence is not Confidence.DEFAULT
        if proved and not (part.source or procedure.source):
            yield path, _("Without a source, the confidence must be “default”.")
        if isinstance(part, Note) and not proved and FIGURE.search(part.text):
            yield path, _("It quotes a figure that has no source.")
    if procedure.confidence is Confidence.DEFAULT:
        for number, step in enumerate(procedure.steps, 1):
            if FIGURE.search(step.text):
                yield f"steps.{number}", _("It quotes a figure that has no source.")
