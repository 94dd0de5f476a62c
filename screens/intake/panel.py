"""The side panel: what Desk knows about what is being typed, most pressing first."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from desk.i18n import _, current
from desk.labels import label
from desk.playbook.entries import Track
from desk.related import Beside
from desk.saying import joined, relative
from desk.suggest import SensitiveHit, TopicScore
from screens.intake.beside import Known, beside_lines, incident_lines
from screens.intake.paras import BLANK, colon, head, items
from screens.intake.tips import History, Tips
from screens.plain import shown
from screens.widgets.flow import Flow, Para

if TYPE_CHECKING:
    from desk.services.base import Desk

MOST_TOPICS = 3
CLEAR, PROBABLE = 20.0, 10.0
MOST_CASES = 4
MOST_BESIDE = 5
MOST_SENTENCES = 3
BRIEF = 3
"""Lines that the panel has below a narrow form."""


class TipsPanel(VerticalScroll, can_focus=False):
    """Beside the form where there is room; below it in a few lines that F5 unfolds."""

    def __init__(self) -> None:
        super().__init__(id="tips", classes="section")
        self.text = Flow(id="tips-text")
        self.tips: Tips | None = None
        self.history: History | None = None
        self.known: Known | None = None
        self.ticked = ""
        """The number of the incident to which the case will be linked."""

    def compose(self) -> Iterable[Flow]:
        yield self.text

    def on_mount(self) -> None:
        self.tell(None, brief=False)

    def tell(self, desk: "Desk | None", *, brief: bool) -> None:
        """Show what is known; `brief` in as few lines as can be, for a narrow screen."""
        self.border_title = shown(_("What helps now, F5 shows all") if brief else _("What helps"))
        if self.tips is None or desk is None:
            return
        if brief:
            lines = brief_lines(self.tips, self.history, desk, self.known, self.ticked)
            self.text.say(*lines, most=BRIEF)
        else:
            self.text.say(*whole_lines(self.tips, self.history, desk, self.known, self.ticked))
        self.scroll_home(animate=False)


def whole_lines(
    tips: Tips,
    past: History | None,
    desk: "Desk",
    known: Known | None = None,
    ticked: str = "",
) -> list[Para]:
    """Everything, block by block."""
    found = tips.suggestion
    blocks: list[list[Para]] = [_warning(hit) for hit in found.sensitive]
    if tips.ahead:
        says = dict.fromkeys(line for rule in tips.rules for line in rule.what_to_say)
        blocks.insert(0, [_ahead(tips), *items(tuple(says))])
    if known is not None and known.incidents:
        blocks.append(incident_lines(known.incidents, ticked))
    if past is not None:
        blocks.append([head(_("This customer")), *_cases(past, desk, known)])
    if known is not None and (lines := beside_lines(_others(past, known), desk, most=MOST_BESIDE)):
        blocks.append([head(_("May belong together (Ctrl+/ opens or names them)")), *lines])
    if not tips.typed:
        if tips.walk_in is not None:
            blocks.append([head(_("Ask now")), *items(tips.walk_in.ask)])
        blocks.append(_listening(desk))
        return _spaced(blocks)
    reasons = [_topic(one) for one in _likely(tips)]
    none = [Para(_("no word in it points to a topic yet"), "$text-muted")]
    blocks.append([head(_("Likely topic")), *(reasons or none)])
    for script in tips.scripts:
        blocks.append([head(_("Say: {title}").format(title=script.title)), Para(script.text)])
    if tips.mood is not None:
        words = joined(found.mood_words, current())
        title = _("How to speak: {mood}").format(mood=label(tips.mood.mood))
        blocks.append(
            [
                head(f"{title} ← {words}" if words else title),
                *items(tips.mood.advice),
                *(Para(f"“{one}”") for one in tips.mood.say[:2]),
            ]
        )
    aloud = [Para(f"“{one.text}”") for one in tips.sentences[:MOST_SENTENCES]]
    blocks.append([head(_("Say, before anything is found")), *aloud])
    blocks.append([head(_("Ask now")), *items(tips.ask)])
    if tips.topic.causes:
        cause = tips.topic.causes[0]
        blocks.append([head(_("Steps: {cause}").format(cause=cause.label)), *items(cause.steps)])
        if others := joined((one.label for one in tips.topic.causes[1:]), current()):
            blocks[-1].append(Para(_("also: {causes}").format(causes=others), "$text-muted"))
    if tips.procedures:
        names = joined(tips.procedures, current())
        blocks.append([head(_("Procedures (F6 after saving)")), Para(names)])
    return _spaced(blocks)


def _ahead(tips: Tips) -> Para:
    """Whom to report it to before it is worked on."""
    names = joined((label(one) for one in tips.ahead), current())
    words = _("Report ahead by phone: {names} (Ctrl+U notes the call)").format(names=names)
    return Para(words, "bold $warning", lead="☎ ")


def _spaced(blocks: list[list[Para]]) -> list[Para]:
    return list(chain.from_iterable([*block, BLANK] for block in blocks))[:-1]


def _others(past: History | None, known: Known) -> Beside:
    """What is not told already under the customer's own open cases."""
    told = {case.reference for case in past.open_cases[:MOST_CASES]} if past is not None else set()
    left = tuple(one for one in known.beside.cases if one.case.reference not in told)
    return replace(known.beside, cases=left)


def brief_lines(
    tips: Tips,
    past: History | None,
    desk: "Desk",
    known: Known | None = None,
    ticked: str = "",
) -> list[Para]:
    """The most pressing lines first; only the first few are seen."""
    found = tips.suggestion
    lines: list[Para] = []
    if found.sensitive:
        entry = found.sensitive[0].entry
        do = entry.what_to_do[0] if entry.what_to_do else entry.why
        more = f" +{len(found.sensitive) - 1}" if len(found.sensitive) > 1 else ""
        lines.append(Para(colon(f"{entry.label}{more}", do), "bold $error", lead="‼ "))
    if tips.ahead:
        lines.append(_ahead(tips))
    if known is not None:
        lines += incident_lines(known.incidents, ticked)[:2]
    if past is not None and past.open_cases:
        lines += _cases(past, desk, known)[:1]
    if known is not None:
        lines += beside_lines(_others(past, known), desk, most=1)[:2]
    if tips.walk_in is not None:
        # Whoever chose it wants to hear what to ask; the topic is chosen with it.
        lines += [Para(_("Ask: {question}").format(question=one)) for one in tips.walk_in.ask]
    if not tips.typed:
        return lines + _listening(desk)[1:]
    if likely := _likely(tips):
        others = " · ".join(label(one.topic) for one in likely[1:])
        first = _topic(likely[0])
        lines.append(Para(f"{first.text}{' · ' if others else ''}{others}", strong=first.strong))
    if tips.mood is not None:
        name = label(tips.mood.mood)
        lines.append(Para(colon(name, tips.mood.advice[0]), strong=len(name)))
    lines += [Para(f"“{one.text}”") for one in tips.sentences[:1]]
    if tips.scripts:
        lines.append(Para(_("Say: {title}").format(title=tips.scripts[0].text)))
    return lines + [Para(_("Ask: {question}").format(question=one)) for one in tips.topic.ask]


def _listening(desk: "Desk") -> list[Para]:
    """What counts before a word is typed: the first of the six steps."""
    first = desk.spoken.track(Track.SIX)[:1]
    return [line for step in first for line in (head(step.label), *items(step.how))]


def _likely(tips: Tips) -> tuple[TopicScore, ...]:
    return tuple(one for one in tips.suggestion.topics if one.score > 0)[:MOST_TOPICS]


def _topic(one: TopicScore) -> Para:
    name = label(one.topic)
    words = joined(one.reasons[:6], current())
    return Para(f"{name} · {_sure(one)} ← {words}", strong=len(name))


def _sure(one: TopicScore) -> str:
    """How much speaks for a topic, in a word."""
    if one.score >= CLEAR:
        return _("clearly")
    return _("probably") if one.score >= PROBABLE else _("perhaps")


def _warning(hit: SensitiveHit) -> list[Para]:
    entry = hit.entry
    words = joined(hit.words, current())
    lines = [Para(f"{entry.label} ← {words}", "bold $error", lead="‼ "), Para(entry.why)]
    lines += items(entry.what_to_do)
    if entry.say:
        lines.append(Para(f"“{entry.say}”"))
    if entry.tell:
        roles = joined((label(role) for role in entry.tell), current())
        lines.append(Para(_("Tell at once: {roles}").format(roles=roles), "bold"))
    return lines


def _cases(past: History, desk: "Desk", known: Known | None) -> list[Para]:
    whys = {one.case.reference: one.why for one in known.beside.cases} if known else {}
    lines = []
    now = desk.clock.now()
    for case in past.open_cases[:MOST_CASES]:
        due = ""
        if case.due_at is not None:
            due = relative(
                case.due_at, now, current(), calendar=desk.calendar, zone=desk.branch.timezone
            )
        late = case.due_at is not None and case.due_at < now
        text = f"{case.reference} {label(case.topic)} {label(case.stage)} {due}".rstrip()
        if why := whys.get(case.reference):
            text += f" ← {why}"
        style = "bold $error" if late else "bold $warning"
        lines.append(Para(text, style, lead="! " if late else "◆ "))
    rest = len(past.open_cases) - MOST_CASES
    if rest > 0:
        lines.append(Para(_("and {n} more cases").format(n=rest), "$text-muted"))
    if lines:
        words = _("The same matter again is a reminder: find it with F3, then Ctrl+R.")
        lines.append(Para(words, "$text-muted"))
    if past.ended:
        ended = _("{n} earlier cases, all ended").format(n=past.ended)
        lines.append(Para(ended, "$text-muted"))
    elif not lines:
        lines.append(Para(_("the first case of this customer"), "$text-muted"))
    return lines
