"""A case is registered: its number, what to tell the customer, what comes next."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from desk.care import ToMind
from desk.case import CaseClock
from desk.concern import LEADING, nobody_left
from desk.enums import ClockKind, Confirmation, LinkKind
from desk.forms_counter import RecordForm
from desk.i18n import N_, _, current, ngettext
from desk.labels import label
from desk.refusals import Fault, Refusal
from desk.saying import joined, say_day, say_moment
from desk.services import lists, outgoing, slips
from desk.services.care import to_mind
from desk.services.confirming import confirm_record
from desk.services.flow import why_due
from desk.views import CaseFile
from screens.base import DeskScreen
from screens.case.record_joint import unconfirmed
from screens.intake.paras import BLANK, colon, head, items
from screens.intake.tips import suggester
from screens.joint.people import how_many
from screens.keys import bindings
from screens.plain import shown
from screens.rooms import ROOMS
from screens.widgets.flow import Flow, Para

LOUD = "bold $warning"

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class RegisteredScreen(DeskScreen):
    """Shown while the customer still stands there; `subject` is the reference."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("registered")]
    AUTO_FOCUS = "#registered"
    scope = "registered"
    heading = N_("Registered")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.file: CaseFile | None = None
        self.text = Flow(id="registered-text")
        self.slip = Flow(id="registered-slip")
        self._scroll = VerticalScroll(
            self.text, self.slip, id="registered", classes="panel", can_focus=True
        )

    def body(self) -> Iterable[Widget]:
        self._scroll.border_title = shown(_("Registered"))
        yield self._scroll

    def reference(self) -> str:
        return self.subject

    def arrived(self, *, again: bool) -> None:
        self.look()

    def look(self) -> None:
        """Read the case and show what to say about it."""
        reference = self.subject

        def find(desk: "Desk", who: "Actor") -> tuple[CaseFile, ToMind]:
            file = lists.case_file(desk, who, reference)
            customer = file.case.customer_id
            return file, to_mind(desk, who, customer) if customer else ToMind()

        self.read(find, self._show)

    def _show(self, found: tuple[CaseFile, ToMind]) -> None:
        desk = self.desk_app.desk
        self.file = found[0]
        if desk is not None:
            leads = self.desk_app.who.role in LEADING
            self.text.say(*page(found[0], desk, found[1], leads=leads))

    def foot_first(self) -> Mapping[str, int]:
        return {"notice": 2}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return True if "case" in ROOMS else None
        return True

    def action_open(self) -> None:
        if "case" in ROOMS:
            self.desk_app.go("case", self.subject)
            self.close()

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.subject)
        self.desk_app.tell(_("Copied: {text}").format(text=self.subject))

    def action_confirmed(self, how: str) -> None:
        """1 to 4: how the record was confirmed; a signature at once, the others ask for more."""
        from screens.dialogs.confirmed import ConfirmRecord

        if self.file is None or not unconfirmed(self.file):
            self.desk_app.tell(
                _("It is noted how the record was confirmed."), _("More in the case: Ctrl+N.")
            )
            return

        def done(made: object) -> None:
            if made is not None:
                self.look()

        reference, way = self.subject, Confirmation(how)
        if way is Confirmation.SIGNED:
            self.write(
                lambda desk, who: confirm_record(desk, who, reference, RecordForm(how=way)), done
            )
        else:
            self.app.push_screen(ConfirmRecord(reference, way), done)

    def action_attach(self) -> None:
        """One more file for the case."""
        from screens.files.files import attach_to

        attach_to(self.desk_app, self.subject)

    def action_slip(self) -> None:
        """Make the slip, and get it onto paper or into the folder."""
        reference, printers = self.subject, self.desk_app.printers

        def work(desk: "Desk", who: "Actor") -> str:
            from desk.letter.printers import FOLDER
            from desk.letter.run import PaperForm
            from desk.services.paper_forms import letter_on_paper

            letter = slips.acknowledge(desk, who, reference)
            page = outgoing.letter_page(desk, who, letter.id)
            kept = printers.named(FOLDER).send(page.pdf, page.file_name)
            slip = PaperForm.SLIP32 in printers.usual
            name = printers.first(PaperForm.SLIP32 if slip else PaperForm.PAGE)
            if name == FOLDER:
                return _("No printer is set up. The slip is kept in {path}").format(path=kept)
            try:
                job = letter_on_paper(letter, page, name, printers)
            except Refusal:
                # The printer is gone: the file is what there is.
                return _("No printer is set up. The slip is kept in {path}").format(path=kept)
            except Fault as fault:
                return _("{reason} The slip is kept in {path}").format(
                    reason=fault.message, path=kept
                )
            return _("The slip is at the printer, job {job}.").format(job=job)

        def done(words: str) -> None:
            self.slip.say(Para(words, "bold $success", lead="✓ "))
            self._scroll.scroll_end(animate=False)

        self.write(work, done)


def page(file: CaseFile, desk: "Desk", mind: ToMind, *, leads: bool = False) -> list[Para]:
    """What stands on the screen after a registration."""
    case = file.case
    what = ngettext("{n} point", "{n} points", len(file.points)).format(n=len(file.points))
    code = _("Lookup code {code}").format(code=case.lookup_code)
    lines = [
        Para(f"{case.reference}   {code}", "bold $primary"),
        Para(f"{label(case.kind)} · {label(case.topic)} · {what}"),
        *_report(file, desk),
        *_cared_for(file, mind),
        *_about_us(file, leads=leads),
        *_signed(file),
        *_incident(file),
        _confirmed(file),
        BLANK,
        head(_("Tell the customer")),
        *(Para(f"“{sentence}”", "bold") for sentence in _say(file, desk)),
        *(Para(f"“{one.script}”", "bold") for one in file.incidents if one.script),
    ]
    if case.anonymous:
        words = _("Anonymous: the number and the code are their only way back.")
        lines.append(Para(words, LOUD, lead="! "))
    reply = next((c for c in file.clocks if c.kind is ClockKind.REPLY), None)
    if case.expected_by and reply and case.expected_by < desk.hours.local(reply.due_at).date():
        words = _("They expect an answer by {day}, ours is due later: say so now.")
        day = say_day(case.expected_by, current(), year=False, weekday=True)
        lines.append(Para(words.format(day=day), LOUD, lead="! "))
    lines += [BLANK, head(_("Due dates, and why"))]
    for clock in file.clocks:
        lines += _clock(clock, desk)
    return [*lines, BLANK, head(_("What comes next")), *_next(file, desk)]


def _signed(file: CaseFile) -> list[Para]:
    """How many signed, and who gets the letters."""
    here = [one for one in file.signatories if one.withdrew_at is None]
    words = how_many(len(here), sum(one.representative for one in here))
    return [Para(words, lead="◇ ")] if here else []


def _incident(file: CaseFile) -> list[Para]:
    """The incident to which it was linked as it was saved."""
    return [
        Para(_("Part of {number}: {title}").format(number=one.number, title=one.title), lead="● ")
        for one in file.incidents
    ]


def _confirmed(file: CaseFile) -> Para:
    """How the record was confirmed, or the keys for that."""
    if unconfirmed(file):
        ways = " ".join(f"{n} {label(way)}" for n, way in enumerate(Confirmation, 1))
        return Para(_("Record confirmed by: {ways} (may wait)").format(ways=ways), lead="◇ ")
    way = label(file.confirmations[-1].how)
    words = _("How the record was confirmed is noted: {way}").format(way=way)
    return Para(words, "bold $success", lead="✓ ")


def _say(file: CaseFile, desk: "Desk") -> list[str]:
    """Sentences to read aloud while they still stand there."""
    case = file.case
    name = file.names.get(case.first_responder_id, "")
    number = file.numbers.get(case.first_responder_id, "")
    due = {clock.kind: clock for clock in file.clocks}
    said = [
        _("Your matter is registered. I am {name}, staff number {number}: it is mine.").format(
            name=name, number=number
        )
    ]
    first, reply = due.get(ClockKind.FIRST_CONTACT), due.get(ClockKind.REPLY)
    if first is not None and first.met_at is None:
        said.append(_("We contact you by {moment}.").format(moment=_moment(first, desk)))
    if reply is not None:
        said.append(
            _("You have our written reply by {moment}.").format(moment=_moment(reply, desk))
        )
    said.append(
        _("With the number {reference} and the code {code} you can ask at any time.").format(
            reference=case.reference, code=case.lookup_code
        )
    )
    return said


def _moment(clock: CaseClock, desk: "Desk") -> str:
    return say_moment(desk.hours.local(clock.due_at), current(), year=False, weekday=True)


def _clock(clock: CaseClock, desk: "Desk") -> list[Para]:
    name = label(clock.kind)
    if clock.met_at is not None:
        return [Para(_("{what}: done, they were told now.").format(what=name), lead="✓ ")]
    lines = [Para(colon(name, _moment(clock, desk)), "bold", lead="◆ ")]
    if not clock.verdict and clock.due_at < desk.clock.now():
        # It was written on a paper form, and the limit ran from there.
        words = _("{what}: late already, it was due {moment}. Call the customer now.")
        said = words.format(what=name, moment=_moment(clock, desk))
        return [Para(said, "bold $error", lead="! ")]
    if clock.kind is ClockKind.CEILING:
        # The regulator's limit is for us to know; what we promise is explained.
        return [Para(lines[0].text, "$text-muted", lead="◆ ")]
    with suppress(ValueError, KeyError):
        why = why_due(desk, clock)
        lines.append(Para(why, "$text-muted", lead="  "))
    return lines


def _report(file: CaseFile, desk: "Desk") -> list[Para]:
    """Who else must hear of it now, because of words in the narrative."""
    lines = []
    # The same people are told once, of everything.
    reasons: dict[str, list[str]] = {}
    for hit in suggester(desk.spoken).suggest(file.case.narrative).sensitive:
        if hit.entry.tell:
            roles = joined((label(role) for role in hit.entry.tell), current())
            reasons.setdefault(roles, []).append(hit.entry.label)
    for roles, labels in reasons.items():
        words = _("Tell at once: {roles}").format(roles=roles)
        lines.append(Para(f"{words} ← {joined(labels, current())}", LOUD, lead="‼ "))
    for link in file.links:
        reference = file.linked.get(link.other_id)
        if link.kind is LinkKind.SAME_MATTER and reference:
            words = _("{number} stands on {reference} too: linked, the shift lead hears of it.")
            words = words.format(number=link.note, reference=reference)
            lines.append(Para(words, LOUD, lead="! "))
    return lines


def _cared_for(file: CaseFile, mind: ToMind) -> list[Para]:
    """Whom the case was offered to because they look after this customer, or that they are away."""
    if mind.care is None or mind.care.staff_id == file.case.holder_id:
        return []
    if any(offer.receiver_id == mind.care.staff_id for offer in file.handovers):
        words = _("Offered first to {name}, who looks after this customer; you hold it until then.")
    elif not mind.here:
        words = _("{name} looks after this customer and is away: it stays with you for now.")
    else:
        return []
    return [Para(words.format(name=mind.carer), LOUD, lead="◆ ")]


def _about_us(file: CaseFile, *, leads: bool) -> list[Para]:
    """Where a case about ourselves went; `leads` is said of whoever registered it."""
    case = file.case
    if case.holder_id != case.first_responder_id:
        if not any(span.how == "passed_up" for span in file.chain):
            return []
        words = _("About one of us: {name} holds it now and has been told.")
        holder = file.holder
        return [Para(words.format(name=holder), LOUD, lead="◆ ")]
    return [Para(nobody_left(), LOUD, lead="! ")] if file.concerns and not leads else []


def _next(file: CaseFile, desk: "Desk") -> list[Para]:
    case = file.case
    scope = desk.spoken.scopes.get(case.scope) if case.scope is not None else None
    said = [one.label for one in scope.required] if scope is not None else []
    procedures = desk.spoken.procedures_for(case.topic)
    if procedures:
        names = joined((procedure.title for procedure in procedures[:3]), current())
        said.append(_("F6 tells at once what they must bring: {names}").format(names=names))
    said.append(_("F5 prints the slip · Enter opens the case · F2 takes the next customer"))
    return items(said)
