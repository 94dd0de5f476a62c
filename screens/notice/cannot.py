"""That something cannot be done, or must wait: ground, reason, what remains, on paper."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.enums import NoticeKind
from desk.forms import CannotForm
from desk.i18n import _
from desk.ids import new_id
from desk.labels import label
from desk.playbook.procedure import Procedure
from desk.services.postponed import make_postponement
from screens.case.talk import area, day_from
from screens.dialogs.form import FormDialog
from screens.notice.work import NoticeWork
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

OTHER = ""


class CannotDo(FormDialog):
    """Gives the Notice."""

    draft = "cannot"

    def __init__(self, procedure: Procedure, work: NoticeWork) -> None:
        super().__init__(
            _("Cannot be done now: {title}").format(title=procedure.title),
            f"{work.case}/{procedure.id}",
        )
        self._procedure = procedure
        self._work = work
        self._request = new_id()
        kinds = (NoticeKind.CANNOT, NoticeKind.WAIT)
        self._kind = Choice([(k, label(k)) for k in kinds], kinds[0], folded=False)
        known = [(ground.id, ground.text) for ground in procedure.cannot_reasons]
        self._ground = Choice(
            [*known, (OTHER, _("Another ground"))], known[0][0] if known else OTHER, folded=False
        )
        self._other = ClerkInput(limit=200)
        self._reason = area(2, limit=500, placeholder=_("Why it is so for this customer"))
        self._remedy = area(2, limit=500, placeholder=_("What the customer can do instead"))
        self._until = ClerkInput(limit=20, placeholder=_("e.g. 11-30, tomorrow, +3 working days"))
        self._customer = ClerkInput(work.customer_name, limit=60)
        self._offered = ""

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Kind"), self._kind, name="kind")
        yield FieldRow(_("Ground"), self._ground, name="ground")
        yield FieldRow(_("Its words"), self._other, name="other", classes="other", own=True)
        yield FieldRow(_("Reason"), self._reason, name="reason", own=True)
        yield FieldRow(_("What remains"), self._remedy, name="remedy", own=True)
        yield FieldRow(_("Heard by"), self._until, name="until", classes="wait")
        if not self._work.case:
            yield FieldRow(_("Customer"), self._customer, name="customer_name")

    def typed(self) -> None:
        for row in self.query(".other"):
            row.display = self._ground.value == OTHER
        for row in self.query(".wait"):
            row.display = self._kind.value is NoticeKind.WAIT
        grounds = self._procedure.cannot_reasons
        instead = next((g.instead for g in grounds if g.id == self._ground.value), "")
        if self._remedy.value == self._offered and instead != self._offered:
            # What the playbook offers follows the ground until somebody writes their own words.
            self._offered = instead
            self._remedy.text = instead

    def work(self) -> "Callable[[Desk, Actor], object]":
        kind = self._kind.value or NoticeKind.CANNOT
        waits = kind is NoticeKind.WAIT
        form = CannotForm(
            kind=kind,
            procedure=self._procedure.id,
            ground=self._ground.value or self._other.text,
            reason=self._reason.value,
            remedy=self._remedy.value,
            until=day_from(self, self._until.text, "until") if waits else None,
            case=self._work.case,
            customer_name=self._customer.text,
            salutation=self._work.salutation,
            account_no=self._work.account_no,
            language=self._work.language,
        )
        request = self._request
        return lambda desk, who: make_postponement(desk, who, form, request_id=request)
