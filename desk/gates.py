"""The gates of the trade: conclusions that stay shut until checks are on record."""

from dataclasses import dataclass
from datetime import date

from desk.enums import Topic
from desk.playbook.entries import Check, Gate
from desk.playbook.playbook import Playbook
from desk.point import IssuePoint


@dataclass(frozen=True, slots=True)
class ShutGate:
    """A gate that keeps a point from its conclusion, and the checks it still waits for."""

    gate: Gate
    missing: tuple[Check, ...]


def gates_of(playbook: Playbook, topic: Topic, point: IssuePoint, day: date) -> tuple[Gate, ...]:
    """The gates a point stands before, whatever its conclusion will be."""
    return playbook.gates_for(topic, point.kind, point.matter, cause=point.cause, day=day)


def shut_gates(
    playbook: Playbook, topic: Topic, point: IssuePoint, day: date
) -> tuple[ShutGate, ...]:
    """The gates that forbid the point's present conclusion; empty when it may stand."""
    shut = []
    for gate in gates_of(playbook, topic, point, day):
        missing = tuple(check for check in gate.checks if check.id not in point.checks)
        if point.conclusion in gate.conclusions and missing:
            shut.append(ShutGate(gate, missing))
    return tuple(shut)
