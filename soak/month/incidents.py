"""Three incidents of the month, each with the cases that belong to it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from db.samples.schedule import Life
from desk.case import Case
from desk.enums import CaseStatus, IncidentCause
from desk.forms_incident import IncidentForm
from desk.services.incident_cases import link_cases
from desk.services.incidents import declare
from soak.month.hall import MONTH, YEAR, Month, moment

INCIDENTS = (
    (9, "河西片区电缆故障", IncidentCause.FAULT, "河西片区"),
    (15, "停电后缴费系统停用", IncidentCause.SYSTEM_FAULT, "全市营业厅"),
    (21, "十月电费批次算错", IncidentCause.BILLING_RUN, "城南各小区"),
)
"""Day, title, cause, area."""


def incidents(month: Month) -> Iterator[Life]:
    """The lives of the incidents."""
    for number, (day, title, cause, area) in enumerate(INCIDENTS):
        at = moment(date(YEAR, MONTH, day), 9, 10)
        yield _incident(month, number, at, title, cause, area)


def _incident(
    month: Month, number: int, at: datetime, title: str, cause: IncidentCause, area: str
) -> Life:
    yield at
    lead = month.hall.leads[number % len(month.hall.leads)]
    form = IncidentForm(
        title=title,
        cause=cause,
        area=area,
        script="我们已经知道，正在处理，有进展马上告诉您。",
    )
    declared = declare(month.desk, lead, form)
    month.note("incidents")
    yield at + timedelta(hours=5)
    with month.desk.store.read() as book:
        found = book.find(Case, status=CaseStatus.OPEN, order="-received_at", limit=5)
    link_cases(month.desk, lead, declared.incident.number, [one.reference for one in found])
    month.kept.linked += len(found)
