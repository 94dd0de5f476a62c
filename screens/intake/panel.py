"""The side panel: what Desk knows about what is being typed, most pressing first."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from desk.i18n import _, current
from desk.labels import label
from desk.playbook.entries import Track
from desk.saying import joined, relative
from desk.suggest import SensitiveHit, TopicScore
from screens.intake.tips import History, Tips
from screens.plain import shown

if TYPE_CHECKING:
    from desk.services.base import Desk

MOST_TOPICS = 3
MOST_CASES = 4


class TipsPanel(VerticalScroll, can_focus=False):
    """Beside the form where there is room; below it in a few lines that F5 unfolds."""

    def __init__(self) -> None:
        super().__init__(id="tips", classes="section")
        self._text = Static(id="tips-text")
        self.tips: Tips | None = None
        self.history: History | None = None

    def compose(self) -> Iterable[Static]:
        yield self._text

    def on_mount(self) -> None:
        self.border_title = shown(_("What helps now"))

    def tell(self, desk: "Desk | None", *, brief: bool) -> None:
        """Show what is known; `brief` in as few lines as can be, for a narrow screen."""
        self.border_subtitle = shown(_("F5 more") if brief else "")
        if self.tips is None or desk is None:
            return
        self._text.set_class(brief, "-brief")
        parts = _brief if brief else _whole
        self._text.update(parts(self.tips, self.history, desk))
        self.scroll_home(animate=False)


def _whole(tips: Tips, past: History | None, desk: "Desk") -> Content:
    found = tips.suggestion
    blocks: list[list[Content]] = []
    if found.sensitive:
        blocks += [_warning(hit) for hit in found.sensitive]
    if past is not None:
        blocks.append([_head(_("This customer")), *_cases(past, desk)])
    if not tips.typed:
        blocks.append(_listening(desk))
        return Content("\n\n").join([Content("\n").join(block) for block in blocks])
    reasons = [_topic(one, number) for number, one in enumerate(_likely(tips))]
    reasons = reasons or [_faint(_("no word in it points to a topic yet"))]
    blocks.append([_head(_("Likely topic")), *reasons])
    for script in tips.scripts:
        blocks.append([_head(_("Say: {title}").format(title=script.title)), shown(script.text)])
    if tips.mood is not None:
        words = joined(found.mood_words, current())
        why = f" ← {words}" if words else ""
        blocks.append(
            [
                _head(_("How to speak: {mood}").format(mood=label(tips.mood.mood)) + why),
                *_list(tips.mood.advice),
                *(shown(f"“{one}”") for one in tips.mood.say[:2]),
            ]
        )
    blocks.append([_head(_("Ask now")), *_list(tips.topic.ask)])
    if tips.topic.causes:
        cause = tips.topic.causes[0]
        blocks.append([_head(_("Steps: {cause}").format(cause=cause.label)), *_list(cause.steps)])
        others = joined((one.label for one in tips.topic.causes[1:]), current())
        if others:
            blocks[-1].append(_faint(_("also: {causes}").format(causes=others)))
    if tips.procedures:
        names = joined(tips.procedures, current())
        blocks.append([_head(_("Procedures (F6 after saving)")), shown(names)])
    return Content("\n\n").join([Content("\n").join(block) for block in blocks])


def _brief(tips: Tips, past: History | None, desk: "Desk") -> Content:
    """Three lines at most: warnings, topic with reasons, then whatever else presses."""
    found = tips.suggestion
    lines: list[Content] = []
    if not tips.typed:
        heard = _listening(desk)[1:]
        lines = _cases(past, desk)[:1] if past is not None else []
        return Content("\n").join([*lines, *heard][:3])
    for hit in found.sensitive[:1]:
        do = hit.entry.what_to_do[0] if hit.entry.what_to_do else hit.entry.why
        more = f" +{len(found.sensitive) - 1}" if len(found.sensitive) > 1 else ""
        lines.append(shown(f"‼ {hit.entry.label}{more}：{do}", "bold $error"))
    lines += [
        Content(" · ").join([_topic(one, n, short=True) for n, one in enumerate(_likely(tips))])
    ]
    if past is not None and past.open_cases:
        lines.append(_cases(past, desk)[0])
    if tips.mood is not None:
        lines.append(shown(f"{label(tips.mood.mood)}：{tips.mood.advice[0]}"))
    if tips.scripts:
        lines.append(shown(_("Say: {title}").format(title=tips.scripts[0].text)))
    elif tips.topic.ask:
        lines.append(shown(_("Ask: {question}").format(question=tips.topic.ask[0])))
    return Content("\n").join([line for line in lines if line.plain][:3])


def _listening(desk: "Desk") -> list[Content]:
    """What counts before a word is typed: the first of the six steps."""
    first = desk.playbook.track(Track.SIX)[:1]
    return [line for step in first for line in (_head(step.label), *_list(step.how))]


def _likely(tips: Tips) -> tuple[TopicScore, ...]:
    return tuple(one for one in tips.suggestion.topics if one.score > 0)[:MOST_TOPICS]


def _topic(one: TopicScore, number: int, *, short: bool = False) -> Content:
    words = joined(one.reasons[: 2 if short else 6], current())
    name = shown(label(one.topic), "bold $primary" if number == 0 else "bold")
    return Content.assemble(name, shown(f" ← {words}", "$text-muted"))


def _warning(hit: SensitiveHit) -> list[Content]:
    entry = hit.entry
    words = joined(hit.words, current())
    lines = [shown(f"‼ {entry.label} ← {words}", "bold $error"), shown(entry.why)]
    lines += _list(entry.what_to_do)
    if entry.say:
        lines.append(shown(f"“{entry.say}”"))
    if entry.tell:
        roles = joined((label(role) for role in entry.tell), current())
        lines.append(shown(_("Tell at once: {roles}").format(roles=roles), "bold"))
    return lines


def _cases(past: History, desk: "Desk") -> list[Content]:
    lines = []
    now = desk.clock.now()
    for case in past.open_cases[:MOST_CASES]:
        due = ""
        if case.due_at is not None:
            due = relative(
                case.due_at, now, current(), calendar=desk.calendar, zone=desk.branch.timezone
            )
        late = case.due_at is not None and case.due_at < now
        text = (
            f"{'!' if late else '◆'} {case.reference} {label(case.topic)} {label(case.stage)} {due}"
        )
        lines.append(shown(text.rstrip(), "bold $error" if late else "bold $warning"))
    if lines:
        lines.append(
            _faint(_("The same matter again is a reminder: find it with F3, then Ctrl+R."))
        )
    rest = len(past.open_cases) - MOST_CASES
    if rest > 0:
        lines.insert(-1, _faint(_("and {n} more cases").format(n=rest)))
    if past.ended or not lines:
        lines.append(_faint(_("{n} earlier cases, all ended").format(n=past.ended)))
    return lines


def _head(words: str) -> Content:
    return shown(words, "$text-muted underline")


def _faint(words: str) -> Content:
    return shown(words, "$text-muted")


def _list(lines: Sequence[str]) -> list[Content]:
    return [shown(f"· {line}") for line in lines]
