"""Ready-made rows of the closed loop: tasks, incidents, pauses, extensions, escalations."""

from datetime import timedelta
from typing import Any

from desk.casework import Commitment
from desk.enums import ClockKind, ContactWay, IncidentCause, Role
from desk.ids import new_id
from desk.incident import Incident, IncidentCase, IncidentEstimate, IncidentRead, Restoration
from desk.raising import ClockPause, Escalation, Extension
from desk.task import Task
from desk.termination import Termination
from tests.builders import MONDAY


def a_task(case_id: str, given_by: str, serial: int = 1, **fields: Any) -> Task:
    """The metering team is to look at a meter."""
    values: dict[str, Any] = {"department": "计量班", "matter": "到现场核实表计示数"}
    values |= {"due_at": MONDAY + timedelta(days=2), "given_by": given_by, "given_at": MONDAY}
    values["number"] = f"RW-HD01-20261123-{serial:04d}"
    return Task(**{"id": new_id(), "case_id": case_id, **values, **fields})


def a_promise(case_id: str, **fields: Any) -> Commitment:
    """Somebody will come and look at the meter."""
    values: dict[str, Any] = {"text": "派人上门核查表计", "owner": "计量班", "made_by": "1001"}
    values |= {"due_on": MONDAY.date(), "made_at": MONDAY}
    return Commitment(**{"id": new_id(), "case_id": case_id, **values, **fields})


def an_incident(declared_by: str, serial: int = 1, **fields: Any) -> Incident:
    """A cable fault behind many cases."""
    values: dict[str, Any] = {"title": "河西片区电缆故障", "cause": IncidentCause.FAULT}
    values |= {"number": f"SJ-HD01-2026-{serial:03d}", "began_at": MONDAY, "declared_at": MONDAY}
    return Incident(**{"id": new_id(), "declared_by": declared_by, **values, **fields})


def an_estimate(incident_id: str, by: str, **fields: Any) -> IncidentEstimate:
    """Power is expected back in three hours."""
    values: dict[str, Any] = {"expected_at": MONDAY + timedelta(hours=3), "at": MONDAY, "by": by}
    return IncidentEstimate(**{"id": new_id(), "incident_id": incident_id, **values, **fields})


def an_incident_case(incident_id: str, case_id: str, by: str, **fields: Any) -> IncidentCase:
    """A case that belongs to it."""
    values: dict[str, Any] = {"at": MONDAY, "by": by}
    return IncidentCase(
        **{
            "id": new_id(),
            "incident_id": incident_id,
            "case_id": case_id,
            **values,
            **fields,
        }
    )


def an_incident_read(incident_id: str, staff_id: str) -> IncidentRead:
    """Somebody has read the script."""
    return IncidentRead(id=new_id(), incident_id=incident_id, staff_id=staff_id, at=MONDAY)


def a_restoration(case_id: str, by: str, **fields: Any) -> Restoration:
    """Power first, for a customer who had paid."""
    values: dict[str, Any] = {"ground": "缴费凭证", "asked_by": by, "asked_at": MONDAY}
    return Restoration(**{"id": new_id(), "case_id": case_id, **values, **fields})


def a_termination(case_id: str, by: str, **fields: Any) -> Termination:
    """The service in a case ended, and the customer was told."""
    values: dict[str, Any] = {
        "round": 3,
        "ground": "beyond_rules",
        "basis": "《供电营业规则》第七十四条",
        "beyond": "要求赔偿误工费二万元",
        "told_way": ContactWay.IN_PERSON,
        "told": "仍有异议可拨打95598",
        "at": MONDAY,
        "by": by,
    }
    return Termination(**{"id": new_id(), "case_id": case_id, **values, **fields})


def a_pause(case_id: str, clock_id: str, by: str, **fields: Any) -> ClockPause:
    """A clock that waits for the customer."""
    values: dict[str, Any] = {"since": MONDAY, "reason": "等客户提供照片", "by": by}
    values |= {"at_most": MONDAY + timedelta(days=28), "reason_id": "customer_proof"}
    return ClockPause(
        **{"id": new_id(), "case_id": case_id, "clock_id": clock_id, **values, **fields}
    )


def an_extension(
    case_id: str, clock_id: str, new_clock_id: str, by: str, **fields: Any
) -> Extension:
    """Five more working days, for a reason."""
    values: dict[str, Any] = {"kind": ClockKind.REPLY, "round": 1, "reason": "检测结果未出"}
    values |= {"old_due_at": MONDAY, "new_due_at": MONDAY + timedelta(days=5), "at": MONDAY}
    values |= {"clock_id": clock_id, "new_clock_id": new_clock_id, "asked_by": by, "agreed_by": by}
    return Extension(**{"id": new_id(), "case_id": case_id, **values, **fields})


def an_escalation(case_id: str, **fields: Any) -> Escalation:
    """Two reminders: the lead calls the customer today."""
    values: dict[str, Any] = {"rule_id": "two_reminders", "level": 1, "to_role": Role.LEAD}
    values |= {"duty": "今天内致电客户", "at": MONDAY, "fell_due_at": MONDAY}
    return Escalation(**{"id": new_id(), "case_id": case_id, **values, **fields})
