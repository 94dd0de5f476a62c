"""What goes beyond the counter when a case is registered: reports ahead, other channels."""

from datetime import datetime

from desk.case import Case
from desk.forms import CaseForm
from desk.ports import Act
from desk.services import externals, reports
from desk.services.base import Desk
from desk.staff.model import Actor


def at_registration(
    desk: Desk, act: Act, who: Actor, case: Case, form: CaseForm, now: datetime
) -> Case:
    """Keep calls that were made and outside numbers; the case with the earliest due of all."""
    case = reports.at_registration(desk, act, who, case, form.reports, now)
    return externals.at_registration(desk, act, who, case, form.externals, now)
