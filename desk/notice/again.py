"""What a later paper asks for that the first did not, for one procedure or for several at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.notice.breach import NewlyMissing, NewReason, new_missing
from desk.notice.merge import JOIN, answers_for
from desk.notice.model import MaterialRow, NoticeDraft
from desk.notice.tailor import fits
from desk.playbook.procedure import Material, Procedure


def ids_of(paper: NoticeDraft) -> tuple[str, ...]:
    """The procedures that a paper tells, in their order."""
    return tuple(paper.procedure_id.split(JOIN))


def carried_over(
    procedures: Sequence[Procedure], before: Mapping[str, str], changed: Mapping[str, str]
) -> dict[str, str]:
    """The answers of a return visit: those of the first visit, and what has changed since.

    Of the earlier ones only what today's procedures still ask is kept. With several procedures
    keys are written "procedure.question"; a changed one without a procedure belongs to the first.
    """
    several = len(procedures) > 1
    known = {
        f"{procedure.id}.{question.id}" if several else question.id: {
            o.id for o in question.options
        }
        for procedure in procedures
        for question in procedure.questions
    }
    kept = {key: option for key, option in before.items() if option in known.get(key, ())}
    if several:
        first = procedures[0].id
        changed = {k if "." in k else f"{first}.{k}": v for k, v in changed.items()}
    return kept | dict(changed)


def new_in(
    first: NoticeDraft, again: NoticeDraft, procedures: Mapping[str, Procedure], told_on: date
) -> tuple[NewlyMissing, ...]:
    """What `again` asks for that `first` did not, each with its reason.

    `procedures` as `again` used them; `told_on` is the day of the first paper. A paper of several
    procedures keeps the version of its first alone, so a rule has changed for it when it came
    into force after that day.
    """
    ids = ids_of(first)
    if len(ids) == 1:
        return new_missing(first, again, procedures.get(ids[0]))
    rows = {row.material_id: row for row in first.rows}
    return tuple(
        replace(
            newly, reason=_why(newly.row, rows, _demands(newly.row, first, procedures), told_on)
        )
        for newly in new_missing(first, again)
    )


@dataclass(frozen=True, slots=True)
class _Demand:
    """A procedure that asks for a paper now; `then`: whether it did with the first answers."""

    procedure: Procedure
    then: bool


def _demands(
    row: MaterialRow, first: NoticeDraft, procedures: Mapping[str, Procedure]
) -> list[_Demand]:
    def same(material: Material) -> bool:
        return material.id == row.material_id or (material.name, material.form) == (
            row.name,
            row.form,
        )

    found = []
    for number, procedure_id in enumerate(ids_of(first)):
        procedure = procedures.get(procedure_id)
        answers = answers_for(procedure_id, number == 0, first.answers)
        for material in procedure.materials if procedure else ():
            if procedure is not None and same(material):
                found.append(_Demand(procedure, fits(material.when, answers)))
    return found


def _why(
    row: MaterialRow, told: Mapping[str, MaterialRow], demands: Sequence[_Demand], told_on: date
) -> NewReason:
    if row.material_id not in told and not any(demand.then for demand in demands):
        return NewReason.CIRCUMSTANCES_CHANGED
    if any(demand.procedure.valid_from > told_on for demand in demands):
        return NewReason.RULE_CHANGED
    return NewReason.OMISSION
