"""Dialogs about whose matter a case is, and about help on the way to another unit."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input, Static

from desk.enums import Scope, Topic
from desk.forms import ReferralForm, ScopeForm
from desk.i18n import _, current
from desk.labels import label
from desk.playbook.entries import DirectoryEntry
from desk.referral import Referral
from desk.refusals import Refusal
from desk.services import scope
from screens.case.talk import area, opened
from screens.dialogs.form import FormDialog, needed
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class AssessScope(FormDialog):
    """Whose matter it is, with what must then happen; gives the Case."""

    draft = "scope"

    def __init__(self, reference: str, known: Scope | None, note: str) -> None:
        super().__init__(_("Whose matter is it?"), reference)
        self._scope = Choice([(s, label(s)) for s in Scope], known or Scope.OURS, folded=False)
        self._note = ClerkInput(note, limit=300)
        self._next = Static(classes="dialog-note")

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Scope"), self._scope, name="scope")
        yield self._next
        yield FieldRow(_("Note"), self._note, name="note", own=True)

    def typed(self) -> None:
        entry = opened(self).spoken.scopes.get(self._scope.value or Scope.OURS)
        if entry is not None:
            lines = [_("Say: {words}").format(words=entry.say)]
            lines += [f"·{each.label}" for each in entry.required]
            self._next.update(shown("\n".join(lines)))

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = ScopeForm(scope=self._scope.value or Scope.OURS, note=self._note.text)
        reference = self.subject
        return lambda desk, who: scope.assess_scope(desk, who, reference, form)


class DecideScope(FormDialog):
    """The lead's word on whose matter it is; gives the Case."""

    draft = "decide_scope"

    def __init__(self, reference: str, asked: str, first: str) -> None:
        words = _("{name} tells the customer what you decide.").format(name=first)
        if asked:
            words = _("Asked: {note}").format(note=asked) + "\n" + words
        super().__init__(_("Decide whose matter it is"), reference, intro=words)
        known = [s for s in Scope if s is not Scope.UNCLEAR]
        self._scope: Choice[Scope] = Choice([(s, label(s)) for s in known], folded=False)
        self._note = area(2, limit=300, placeholder=_("One sentence that can be said as it stands"))
        self._next = Static(classes="dialog-note")

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Scope"), self._scope, name="scope")
        yield self._next
        yield FieldRow(_("To be told"), self._note, name="note", own=True)

    def typed(self) -> None:
        chosen = self._scope.value
        entry = opened(self).spoken.scopes.get(chosen) if chosen else None
        required = entry.required if entry else ()
        self._next.update(shown("\n".join(f"·{each.label}" for each in required)))

    def work(self) -> "Callable[[Desk, Actor], object]":
        if self._scope.value is None:
            raise Refusal(_("Decide whose matter it is."), field="scope")
        form = ScopeForm(scope=self._scope.value, note=needed(self._note.value, "note"))
        reference = self.subject
        return lambda desk, who: scope.decide_scope(desk, who, reference, form)


def directory(entries: Iterable[DirectoryEntry], topic: Topic) -> list[DirectoryEntry]:
    """The units of the directory, those for the topic first."""
    return sorted(entries, key=lambda entry: topic not in entry.topics)


class Refer(FormDialog):
    """Help the customer to another unit, after calling there; gives the Referral."""

    draft = "referral"

    def __init__(self, reference: str, entries: Sequence[DirectoryEntry], topic: Topic) -> None:
        super().__init__(
            _("Help the customer to another unit"),
            reference,
            intro=_("Call there first. The case stays with us, and we ask after the result."),
        )
        self._entries = directory(entries, topic)
        self._topic = topic
        self._entry = ""
        self._unit = ClerkInput(limit=60, placeholder=_("type a piece of its name"))
        self._list = PagedList[DirectoryEntry](
            [Column("", 2), Column(_("Unit"), 18), Column(_("What for"), 20, grows=1)],
            lambda one: (
                ("★", "soon") if self._topic in one.topics else "",
                one.unit,
                (one.what_for, "faint"),
            ),
            empty=_("The directory has no such unit: fill in the fields."),
            id="directory",
        )
        self._list.can_focus = False
        self._phone = ClerkInput(limit=30)
        self._called = ClerkInput(limit=60, placeholder=_("Name and post of whom you spoke to"))
        self._said = ClerkInput(limit=300, placeholder=_("What they said they will do"))
        self._why = ClerkInput(limit=300, placeholder=_("Why it is theirs, and what our part is"))
        self._bring = ClerkInput(limit=300, placeholder=_("separated by 、"))
        self._address = ClerkInput(limit=100)
        self._hours = ClerkInput(limit=100)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Unit"), self._unit, name="unit")
        yield self._list
        yield FieldRow(_("Phone"), self._phone, name="phone")
        yield FieldRow(_("Spoke to"), self._called, name="called")
        yield FieldRow(_("They said"), self._said, name="said")
        yield FieldRow(_("Why there"), self._why, name="why", own=True)
        yield FieldRow(_("To bring"), self._bring, name="bring")
        yield FieldRow(_("Address"), self._address, name="address")
        yield FieldRow(_("Office hours"), self._hours, name="hours")

    def on_mount(self) -> None:
        super().on_mount()
        self._unit.focus()

    def typed(self) -> None:
        asked = self._unit.text.casefold()
        known = [e for e in self._entries if asked in f"{e.unit}{e.what_for}".casefold()]
        self._list.show(known)
        exact = any(e.unit == self._unit.text for e in self._entries)
        self._list.display = not exact and bool(known)

    def on_key(self, event: events.Key) -> None:
        if self.focused is self._unit and event.key in ("up", "down"):
            event.stop()
            self._list.cursor += 1 if event.key == "down" else -1

    @on(Input.Submitted)
    def _pick(self, event: Input.Submitted) -> None:
        if event.input is self._unit and self._list.display and self._list.marked is not None:
            self._take(self._list.marked)

    def _take(self, entry: DirectoryEntry) -> None:
        """Fill in what the directory knows; what it does not know stays to be asked."""
        self._entry = entry.id
        self._unit.value = entry.unit
        for field, text in (
            (self._phone, entry.phone),
            (self._why, entry.what_for),
            (self._bring, "、".join(entry.bring)),
            (self._address, entry.address),
            (self._hours, entry.hours),
        ):
            field.value = text

    @on(PagedList.Marked)
    def _marked(self, event: PagedList.Marked) -> None:
        event.stop()

    def work(self) -> "Callable[[Desk, Actor], object]":
        known = next((e for e in self._entries if e.id == self._entry), None)
        entry = known.id if known is not None and known.unit == self._unit.text else ""
        form = ReferralForm(
            entry=entry,
            unit=self._unit.text,
            address=self._address.text,
            phone=self._phone.text,
            hours=self._hours.text,
            bring=[part for part in self._bring.text.split("、") if part],
            called=self._called.text,
            said=self._said.text,
            why=self._why.text,
        )
        reference = self.subject
        return lambda desk, who: scope.refer(desk, who, reference, form)


class ReferralResult(FormDialog):
    """What came of a referral; gives the Referral."""

    draft = "referral_result"

    def __init__(self, reference: str, referral: Referral) -> None:
        comma = ", " if current() == "en" else "，"
        super().__init__(
            _("What came of the referral"),
            reference,
            intro=comma.join(filter(None, (referral.unit, referral.called, referral.phone))),
        )
        self._result = area(3, limit=500, placeholder=_("As the customer or the other unit told"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Result"), self._result, name="result")

    def work(self) -> "Callable[[Desk, Actor], object]":
        result, reference = needed(self._result.value, "result"), self.subject
        return lambda desk, who: scope.record_referral_result(desk, who, reference, result)
