"""A notice in the making, without any widget: procedure, answers, ticks, blanks, commitment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from desk.enums import MaterialState
from desk.forms import MaterialForm, NoticeForm
from desk.i18n import _
from desk.notice import asked, blanks, may_follow, tailor, tick
from desk.notice.merge import same_paper
from desk.notice.model import Blank, MaterialRow, Tick
from desk.playbook.procedure import Procedure, Question


@dataclass
class NoticeWork:
    """What the clerk has said so far; everything else follows from it."""

    case: str = ""
    procedure: Procedure | None = None
    more: list[Procedure] = field(default_factory=list)
    """Further procedures of the same visit; their answers are kept as "procedure.question"."""
    oral: bool = False
    """Told on the phone: logged, nothing is signed."""
    by_hand: bool = False
    """Written on a paper form while the power was off; typed in now."""
    paper_number: str = ""
    told_at: str = ""
    """When that form was written, as typed."""
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
        """Another procedure: answers and ticks that fit it stay, and so do further procedures.

        An answer fits when the very same was asked: two procedures may mean different things by
        one id.
        """
        before = {question.id: question.text for question in self._asked_before()}
        self.procedure = procedure
        self.more = [other for other in self.more if other.id != procedure.id]
        known = {
            question.id: {option.id for option in question.options}
            for question in procedure.questions
            if before.get(question.id, question.text) == question.text
        }
        self.answers = {k: v for k, v in self.answers.items() if "." in k or v in known.get(k, ())}

    def _asked_before(self) -> tuple[Question, ...]:
        return self.procedure.questions if self.procedure is not None else ()

    def add(self, procedure: Procedure) -> None:
        """One more procedure of the same visit."""
        if self.procedure is None:
            self.choose(procedure)
        elif procedure.id not in {each.id for each in self.procedures}:
            self.more.append(procedure)

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """All procedures of this visit."""
        return (self.procedure, *self.more) if self.procedure is not None else ()

    @property
    def title(self) -> str:
        """What the customer wants to do, in the language of the interface."""
        return _(" + ").join(procedure.title for procedure in self.procedures)

    # -- questions -------------------------------------------------------------------------

    def _key(self, procedure: Procedure, name: str) -> str:
        return name if procedure is self.procedure else f"{procedure.id}.{name}"

    def _of(self, procedure: Procedure, text: str) -> str:
        """A text with the business it is about, where there are several."""
        if not self.more or not text:
            return text
        return _("[{title}] {text}").format(title=procedure.title, text=text)

    def _same(self, procedure: Procedure, question: Question) -> str:
        """The key of an earlier procedure's question that asks the very same; "" for none."""
        for earlier in self.procedures:
            if earlier is procedure:
                break
            for known in earlier.questions:
                if (known.id, known.text, known.options) == (
                    question.id,
                    question.text,
                    question.options,
                ):
                    return self._key(earlier, known.id)
        return ""

    def _answers_of(self, procedure: Procedure) -> dict[str, str]:
        """The answers of one procedure, under its own names; nobody is asked the same twice."""
        found = {}
        for question in procedure.questions:
            key = self._key(procedure, question.id)
            answer = self.answers.get(self._same(procedure, question) or key)
            if answer is not None:
                found[question.id] = answer
        wanted = {question.id for question in asked(procedure, found)}
        return {key: value for key, value in found.items() if key in wanted}

    def questions(self) -> tuple[Question, ...]:
        """The questions to put, given the answers so far."""
        found = []
        for procedure in self.procedures:
            for question in asked(procedure, self._answers_of(procedure)):
                if not self._same(procedure, question):
                    key = self._key(procedure, question.id)
                    found.append(replace(question, id=key, text=self._of(procedure, question.text)))
        return tuple(found)

    def open_questions(self) -> tuple[Question, ...]:
        """Those still to be answered."""
        return tuple(question for question in self.questions() if question.id not in self.answers)

    @property
    def ready(self) -> bool:
        """Whether the list can be made."""
        return self.procedure is not None and not self.open_questions()

    # -- the list --------------------------------------------------------------------------

    def _lists(self) -> Iterator[tuple[Procedure, tuple[MaterialRow, ...]]]:
        """The list of each procedure, as it is ticked; the same paper is ticked once for all."""
        first: list[MaterialRow] = []
        for procedure in self.procedures:
            checklist = tailor(procedure, self._answers_of(procedure))
            ticks = []
            for row in checklist.rows:
                one = next((known for known in first if same_paper(known, row)), row)
                if one is row:
                    first.append(row)
                state = self.states.get(one.material_id, MaterialState.MISSING)
                reason = self.reasons.get(one.material_id, "")
                if state is MaterialState.NOT_ACCEPTABLE and not reason:
                    state = MaterialState.MISSING
                ticks.append(Tick(material_id=row.material_id, state=state, reason=reason))
            yield procedure, tick(checklist, ticks).rows

    def rows(self) -> tuple[MaterialRow, ...]:
        """The list of materials as it is ticked, each paper once; empty until it can be made."""
        if not self.ready:
            return ()
        found: list[MaterialRow] = []
        for _procedure, rows in self._lists():
            found += [row for row in rows if not any(same_paper(known, row) for known in found)]
        return tuple(found)

    def open_blanks(self) -> tuple[Blank, ...]:
        """What the pack leaves to the hall."""
        if not self.ready:
            return ()
        return tuple(
            replace(
                blank, key=self._key(procedure, blank.key), hint=self._of(procedure, blank.hint)
            )
            for procedure in self.procedures
            for blank in blanks(procedure, self._answers_of(procedure))
        )

    def may_follow(self) -> bool:
        """Whether all that is missing may follow under the customer's commitment."""
        if self.procedure is None or self.more:
            return False
        return may_follow(self.procedure, self.rows())

    def last_day(self, today: date) -> date:
        """The latest day for papers that follow."""
        promise = self.procedure.commitment if self.procedure else None
        return today + timedelta(days=promise.days if promise else 0)

    def form(self, due: date | None, told_at: datetime | None = None) -> NoticeForm:
        """What the service gets; `due` is the day the customer commits to.

        `told_at` is when the paper form was written, where it was told on one.
        """
        open_ = {blank.key for blank in self.open_blanks()}
        ticked = {row.material_id: row for _one, rows in self._lists() for row in rows}
        return NoticeForm(
            procedure=self.procedure.id if self.procedure else "",
            more=[procedure.id for procedure in self.more],
            oral=self.oral,
            answers={
                self._key(procedure, key): value
                for procedure in self.procedures
                for key, value in self._answers_of(procedure).items()
            },
            materials=[
                MaterialForm(material=row.material_id, state=row.state, reason=row.reason)
                for row in ticked.values()
            ],
            blanks={key: text for key, text in self.blanks.items() if key in open_ and text},
            case=self.case,
            customer_name=self.customer_name,
            salutation=self.salutation,
            account_no=self.account_no,
            commitment_due=due if self.follows and self.may_follow() else None,
            language=self.language,
            paper_number=self.paper_number if self.by_hand else "",
            told_at=told_at,
        )

    # -- drafts ----------------------------------------------------------------------------

    def as_draft(self) -> dict[str, Any]:
        """Plain data for a draft."""
        return {
            "procedure": self.procedure.id if self.procedure else "",
            "more": [procedure.id for procedure in self.more],
            "oral": self.oral,
            "by_hand": self.by_hand,
            "paper_number": self.paper_number,
            "told_at": self.told_at,
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
        for name in ("follows", "oral", "by_hand"):
            setattr(self, name, bool(data.get(name)))
        self.more = [procedures[key] for key in data.get("more") or () if key in procedures]
        typed = ("follows_by", "paper_number", "told_at")
        for name in (*typed, "customer_name", "salutation", "account_no", "language"):
            setattr(self, name, str(data.get(name) or getattr(self, name)))
        self.choose(procedure)
        return True
