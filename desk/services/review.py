"""The one judgement on a letter: what must be mended before it goes on, and what could be."""

from typing import TYPE_CHECKING

from desk.letter.life import Letter
from desk.services.base import Desk
from desk.views import CaseFile

if TYPE_CHECKING:
    from desk.letter.lint import Finding


def findings_of(
    desk: Desk, file: CaseFile, letter: Letter, *, approver_id: str = ""
) -> "list[Finding]":
    """Everything a letter can be told, what blocks first."""
    return []


def refuse_blocked(findings: "list[Finding]") -> None:
    """Refuse while anything that blocks is left, naming the first."""
