"""How to speak to this customer now: sentences, the mood, calming down, the six steps."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from desk.i18n import _, current
from desk.playbook.entries import Track
from desk.playbook.sentences import SPOKEN, Sentence, SentenceUse, fitting
from desk.saying import joined, say_moment
from desk.six_steps import present_of, sign_of
from desk.views import CaseFile
from screens.case.six import steps_of
from screens.plain import shown

if TYPE_CHECKING:
    from desk.services.base import Desk


def to_say(file: CaseFile, desk: "Desk") -> tuple[Sentence, ...]:
    """What may be said to this customer on this topic, before anything is found."""
    return _fitting(file, desk, *SPOKEN)


def to_write(file: CaseFile, desk: "Desk") -> tuple[Sentence, ...]:
    """How a letter apologises where the customer is right; in the language of the letter."""
    return _fitting(file, desk, SentenceUse.LETTER, language=file.case.letter_language)


def _fitting(
    file: CaseFile, desk: "Desk", *uses: SentenceUse, language: str = ""
) -> tuple[Sentence, ...]:
    book = desk.book_in(language) if language else desk.spoken
    case, today = file.case, desk.hours.day_of(desk.clock.now())
    return fitting(book.sentences.values(), case.mood, case.topic, today, *uses)


def manners(file: CaseFile, desk: "Desk") -> Content:
    """The whole page, for a glance while the customer stands there."""
    lines = [*_mood(file, desk), Content(""), *_calming(desk), Content(""), *_steps(file, desk)]
    return Content("\n").join(lines)


def _head(words: str) -> Content:
    return shown(words, "bold $primary")


def _steps(file: CaseFile, desk: "Desk") -> Iterator[Content]:
    yield _head(_("The six steps, as the record stands"))
    steps = steps_of(file, desk)
    done = {step.order: step for step in steps}
    present = present_of(steps)
    for entry in desk.spoken.track(Track.SIX):
        step = done[entry.order]
        if step.done:
            at = say_moment(desk.hours.local(step.at), current(), year=False) if step.at else ""
            more = "  ".join(filter(None, (at, file.names.get(step.by, ""))))
            yield shown(f"✓ {entry.order} {entry.label}  {more}".rstrip(), "$success")
            continue
        sign, style = sign_of(step, present), "bold" if entry.order == present else "$text-muted"
        how = joined(entry.how, current()) if entry.order == present else ""
        yield shown(f"{sign} {entry.order} {entry.label}  {how}".rstrip(), style)


def _mood(file: CaseFile, desk: "Desk") -> Iterator[Content]:
    mood = desk.spoken.moods[file.case.mood]
    yield _head(_("The customer's mood: {mood}").format(mood=mood.label))
    for words in mood.advice:
        yield shown(f"· {words}")
    for words in mood.say:
        yield shown(_("Say: {words}").format(words=words), "$success")
    for words in mood.avoid:
        yield shown(_("Never: {words}").format(words=words), "$warning")


def _calming(desk: "Desk") -> Iterator[Content]:
    yield _head(_("The seven steps of calming down"))
    for entry in desk.spoken.track(Track.CALMING):
        yield shown(f"{entry.order} {entry.label}  {joined(entry.how, current())}")
