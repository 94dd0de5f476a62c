"""A follow-up card that came back on paper, typed in as the customer filled it in."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.enums import CardCame
from desk.forms_loop import CardForm
from desk.i18n import _
from desk.labels import label
from desk.services import cards
from desk.views import CaseFile
from screens.case.end import scores, with_scores
from screens.case.talk import area, day_from, yes_no
from screens.dialogs.form import FormDialog
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class TypeCard(FormDialog):
    """What stands on the card, and how it came; gives the FollowUp."""

    draft = "card"

    def __init__(self, file: CaseFile, *, handled: bool) -> None:
        super().__init__(
            _("Follow-up card"),
            file.case.reference,
            intro=_("Type in what the customer wrote, no more and no less; keep the card."),
        )
        known = cards.cards_of(file.letters)
        self._handled = handled
        self._number = ClerkInput(known[-1].number if known else "", limit=40)
        self._came = Choice([(came, label(came)) for came in CardCame], CardCame.BY_POST)
        self._received = ClerkInput(limit=20, placeholder=_("today; or e.g. 11-20"))
        self._satisfied = yes_no()
        self._scores = scores()
        self._words = area(2)
        self._seen_by = ClerkInput(
            limit=20, placeholder=_("staff number of the colleague who compared it")
        )

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Card number"), self._number, name="number")
        yield FieldRow(_("How it came"), self._came, name="came")
        yield FieldRow(_("Came on"), self._received, name="received_on")
        yield FieldRow(_("Satisfied"), self._satisfied, name="satisfied")
        yield from with_scores(self._scores)
        yield FieldRow(_("Words"), self._words, name="words")
        seen = FieldRow(_("Compared by"), self._seen_by, name="seen_by")
        seen.display = self._handled
        yield seen

    def work(self) -> "Callable[[Desk, Actor], object]":
        day = self._received.text
        form = CardForm(
            came=self._came.value or CardCame.BY_POST,
            satisfied=self._satisfied.value,
            words=self._words.value,
            received_on=day_from(self, day, "received_on") if day else None,
            number=self._number.text,
            seen_by=self._seen_by.text if self._handled else "",
            **{name: choice.value for name, choice in self._scores.items()},
        )
        reference = self.subject
        return lambda desk, who: cards.record_card(desk, who, reference, form)
