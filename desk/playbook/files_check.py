"""What must hold of the rules for doubles and for cases beside a new one."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from desk.doubles import Sign
from desk.i18n import _
from desk.related import Reason

if TYPE_CHECKING:
    from desk.playbook.playbook import Playbook


def check_files(playbook: "Playbook") -> Iterator[tuple[str, str, str, str]]:
    """Kind, id, field and reason of what is wrong."""
    yield from _whole(playbook, "double_sign", Sign)
    yield from _whole(playbook, "related_rule", Reason)
    for sign in playbook.double_signs.values():
        if sign.points < 0:
            yield "double_sign", sign.id, "points", _("This number is too small.")
    for rule in playbook.related_rules.values():
        for field in ("days", "most", "at_least"):
            if getattr(rule, field) < 1:
                yield "related_rule", rule.id, field, _("This number is too small.")


def _whole(
    playbook: "Playbook", kind: str, vocabulary: type[StrEnum]
) -> Iterator[tuple[str, str, str, str]]:
    known = playbook.tables.get(kind, {})
    for one in vocabulary:
        if one.value not in known:
            yield kind, one.value, "", _("This one is missing.")
    for key in known:
        if key not in frozenset(vocabulary):
            yield kind, key, "id", _("There is no such sign or reason.")
