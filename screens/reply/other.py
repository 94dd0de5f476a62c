"""What only letters beside the reply need: their own words, going out alone, being given up."""

from typing import TYPE_CHECKING

from desk.enums import LetterKind, LetterState
from desk.i18n import _
from desk.letter.kinds import KINDS, Way
from desk.letter.life import Letter
from screens.papers.make import ask_beside
from screens.reply.work import Opened

if TYPE_CHECKING:
    from screens.base import DeskScreen

ACTS = frozenset({"asked", "alone", "give_up"})


def can(action: str, opened: Opened) -> bool:
    """Whether one of `ACTS` has a meaning for this letter now."""
    letter, kind = opened.letter, KINDS[opened.letter.kind]
    match action:
        case "asked":
            return opened.editable and bool(kind.asks)
        case "alone":
            waits = letter.state in (LetterState.DRAFT, LetterState.SUBMITTED)
            return waits and kind.way is Way.TWO_OR_ALONE
        case _:
            return opened.editable and letter.kind is not LetterKind.REPLY


def said(opened: Opened) -> str | None:
    """What the letter says beside the record, in one line; None where its kind asks for nothing."""
    if not KINDS[opened.letter.kind].asks:
        return None
    from desk.letter.codec import facts_from_json
    from desk.services.letter_facts import form_of

    form = form_of(facts_from_json(opened.letter.facts))
    parts = [form.until.isoformat() if form.until else "", form.reason, form.done]
    return " ".join(" ".join(filter(None, parts)).split())


def asked(screen: "DeskScreen", letter: Letter) -> None:
    """Say again what the letter says beside the record."""
    ask_beside(screen.desk_app, screen, screen.reference(), letter.kind)


def alone(screen: "DeskScreen", letter: Letter) -> None:
    """Issue a letter where nobody else is there who could approve it."""
    from screens.dialogs.confirm import Confirm

    def answer(yes: bool | None) -> None:
        if not yes:
            return
        from desk.services.letter_ends import issue_alone

        screen.write(lambda desk, who: issue_alone(desk, who, letter.id), done)

    def done(issued: Letter) -> None:
        screen.desk_app.tell(
            _("{number} is issued without a second person.").format(number=issued.number),
            _("Print it in F7 and hand it over."),
        )
        screen.arrived(again=True)

    question = _("Nobody else is there who can approve? Then it gets its number now.")
    screen.app.push_screen(Confirm(question, yes=_("Give number")), answer)


def give_up(screen: "DeskScreen", letter: Letter) -> None:
    """Give up a draft, with a reason; it stays with the case, void."""
    from screens.dialogs.prompt import Prompt

    def keep(reason: str | None) -> None:
        if not reason:
            return
        from desk.services.letter_ends import discard_draft

        screen.write(lambda desk, who: discard_draft(desk, who, letter.id, reason), done)

    def done(_letter: Letter) -> None:
        screen.desk_app.tell(_("The draft is given up; it stays with the case, void."))
        screen.close()

    screen.app.push_screen(Prompt(_("Give up this draft"), _("Reason"), limit=300), keep)
