"""The second notice: what it asks for that the first did not tell, and why that may be."""

from dataclasses import dataclass
from enum import StrEnum

from desk.notice.model import MaterialRow, NoticeDraft
from desk.notice.tailor import fits, missing
from desk.playbook.procedure import Procedure


class NewReason(StrEnum):
    """Why something is asked for that an earlier notice did not tell."""

    RULE_CHANGED = "rule_changed"
    CIRCUMSTANCES_CHANGED = "circumstances_changed"
    OMISSION = "omission"
    """Ours: it counts as a breach and goes to the lead with a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewlyMissing:
    """One thing that is asked for now and was not then."""

    row: MaterialRow
    reason: NewReason


def _demand(row: MaterialRow, *, worded: bool) -> tuple[object, ...]:
    """What is asked for; its words count only where both notices are in one language."""
    return (row.form, row.copies, *((row.name, row.issuer) if worded else ()))


def _why_not_listed(
    row: MaterialRow, first: NoticeDraft, again: NoticeDraft, procedure: Procedure | None
) -> NewReason:
    same_rule = first.procedure_version == again.procedure_version
    if first.procedure_id != again.procedure_id:
        return NewReason.CIRCUMSTANCES_CHANGED
    if procedure is not None:
        applied_then = any(
            material.id == row.material_id and fits(material.when, first.answers)
            for material in procedure.materials
        )
        if not applied_then:
            return NewReason.CIRCUMSTANCES_CHANGED
        return NewReason.OMISSION if same_rule else NewReason.RULE_CHANGED
    if first.answers != again.answers:
        return NewReason.CIRCUMSTANCES_CHANGED
    return NewReason.OMISSION if same_rule else NewReason.RULE_CHANGED


def new_missing(
    first: NoticeDraft, again: NoticeDraft, procedure: Procedure | None = None
) -> tuple[NewlyMissing, ...]:
    """What `again` asks for that `first` did not ask for, each with its reason.

    Told then and still missing is not new, even if what was brought is not acceptable. Ticked as
    held then and asked for now is our omission, as is a changed demand without a changed rule.
    With `procedure` (as `again` used it) a changed rule and changed circumstances are told apart
    even when both happened; without it changed answers go first.
    """
    told = {row.material_id: row for row in first.rows}
    asked = missing(first.rows)
    asked_ids = {row.material_id for row in asked}
    asked_groups = {row.group for row in asked if row.group}
    changed_rule = (
        NewReason.OMISSION
        if first.procedure_version == again.procedure_version
        else NewReason.RULE_CHANGED
    )
    worded = first.language == again.language
    found = []
    for row in missing(again.rows):
        before = told.get(row.material_id)
        if before is None:
            if row.group and row.group in asked_groups:
                continue
            reason = _why_not_listed(row, first, again, procedure)
        elif _demand(before, worded=worded) != _demand(row, worded=worded):
            reason = changed_rule
        elif row.material_id in asked_ids:
            continue
        elif before.required != row.required:
            reason = changed_rule
        else:
            reason = NewReason.OMISSION
        found.append(NewlyMissing(row=row, reason=reason))
    return tuple(found)


def is_breach(first: NoticeDraft, again: NoticeDraft, procedure: Procedure | None = None) -> bool:
    """Whether the second notice shows an omission of ours in the first."""
    return any(each.reason is NewReason.OMISSION for each in new_missing(first, again, procedure))
