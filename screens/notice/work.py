"""A notice in the making, without any widget: procedure, answers, ticks, blanks, commitment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from desk.enums import MaterialState
from desk.forms import MaterialForm, NoticeForm
from desk.notice import asked, blanks, may_follow, tailor, tick, unanswered
from desk.notice.model import Blank, MaterialRow, Notice, Tick
from desk.playbook.procedure import Procedure, Question


@dataclass
class NoticeWork:
    """What the clerk has said so far; everything else follows from it."""

    case: str = ""
    procedure: Procedure | None = None
    answers: dict[str, str] = field(default_factory=dict)
    states: dict[str, MaterialState] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    blanks: dict[str, str] = field(default_factory=dict)
    follows: bool = False
    """Whether the customer's commitment is taken for papers that may follow."""
    follows_by: str = ""
    customer_name: str = ""
    salutation: str = ""
    account_no: str = ""
    language: str = "zh_CN"

    def choose(self, procedure: Procedure) -> None:
        """Another procedure: answers and ticks that fit it stay."""
        self.procedure = procedure
        known = {question.id: {o.id for o in question.options} for question in procedure.questions}
        self.answers = {k: v for k, v in self.answers.items() if v in known.get(k, ())}

    def questions(self) -> tuple[Question, ...]:
        """The questions to put, given the answers so far."""
        return asked(self.procedure, self.answers) if self.procedure else ()

    def open_questions(self) -> tuple[Question, ...]:
        """Those still to be answered."""
        return unanswered(self.procedure, self.answers) if self.procedure else ()

    @property
    def ready(self) -> bool:
        """Whether the list can be made."""
        return self.procedure is not None and not self.open_questions()

    def rows(self) -> tuple[MaterialRow, ...]:
        """The list of materials as it is ticked; empty until every question is answered."""
        if self.procedure is None or not self.ready:
            return ()
        checklist = tailor(self.procedure, self._counted())
        ticks = []
        for row in checklist.rows:
            state = self.states.get(row.material_id, MaterialState.MISSING)
            reason = self.reasons.get(row.material_id, "")
            if state is MaterialState.NOT_ACCEPTABLE and not reason:
                state = MaterialState.MISSING
            ticks.append(Tick(material_id=row.material_id, state=state, reason=reason))
        return tick(checklist, ticks).rows

    def _counted(self) -> dict[str, str]:
        wanted = {question.id for question in self.questions()}
        return {key: value for key, value in self.answers.items() if key in wanted}

    def open_blanks(self) -> tuple[Blank, ...]:
        """What the pack leaves to the hall."""
        return blanks(self.procedure, self._counted()) if self.procedure and self.ready else ()

    def may_follow(self) -> bool:
        """Whether all that is missing may follow under the customer's commitment."""
        return self.procedure is not None and may_follow(self.procedure, self.rows())

    def last_day(self, today: date) -> date:
        """The latest day for papers that follow."""
        promise = self.procedure.commitment if self.procedure else None
        return today + timedelta(days=promise.days if promise else 0)

    def form(self, due: date | None) -> NoticeForm:
        """What the service gets; `due` is the day the customer commits to."""
        open_ = {blank.key for blank in self.open_blanks()}
        return NoticeForm(
            procedure=self.procedure.id if self.procedure else "",
            answers=self._counted(),
            materials=[
                MaterialForm(material=row.material_id, state=row.state, reason=row.reason)
                for row in self.rows()
            ],
            blanks={key: text for key, text in self.blanks.items() if key in open_ and text},
            case=self.case,
            customer_name=self.customer_name,
            salutation=self.salutation,
            account_no=self.account_no,
            commitment_due=due if self.follows and self.may_follow() else None,
            language=self.language,
        )

    def remember(self, earlier: Notice) -> None:
        """Begin where an earlier notice of this business ended: only what was missing is asked."""
        self.answers = dict(earlier.answers)
        for row in earlier.rows:
            self.states[row.material_id] = row.state
            self.reasons[row.material_id] = row.reason

    # -- drafts ----------------------------------------------------------------------------

    def as_draft(self) -> dict[str, Any]:
        """Plain data for a draft."""
        return {
            "procedure": self.procedure.id if self.procedure else "",
            "answers": self.answers,
            "states": {key: state.value for key, state in self.states.items()},
            "reasons": self.reasons,
            "blanks": self.blanks,
            "follows": self.follows,
            "follows_by": self.follows_by,
            "customer_name": self.customer_name,
            "salutation": self.salutation,
            "account_no": self.account_no,
            "language": self.language,
        }

    def restore(self, data: Mapping[str, Any], procedures: Mapping[str, Procedure]) -> bool:
        """Go on from a draft; False when its procedure is no longer in the playbook."""
        procedure = procedures.get(str(data.get("procedure")))
        if procedure is None:
            return False
        for name in ("answers", "reasons", "blanks"):
            setattr(self, name, {str(k): str(v) for k, v in dict(data.get(name) or {}).items()})
        known = {state.value for state in MaterialState}
        self.states = {
            str(key): MaterialState(value)
            for key, value in dict(data.get("states") or {}).items()
            if value in known
        }
        self.follows = bool(data.get("follows"))
        for name in ("follows_by", "customer_name", "salutation", "account_no", "language"):
            setattr(self, name, str(data.get(name) or getattr(self, name)))
        self.choose(procedure)
        return True
