"""An article of law or a prepared script, whole, with where it comes from and how far it holds."""

from datetime import date

from textual.content import Content

from desk.i18n import N_, _, current
from desk.labels import label
from desk.playbook.base import Confidence, Source
from desk.playbook.entries import Article
from desk.playbook.lookup import Known
from desk.saying import joined, say_day
from screens.dialogs.tell import Tell
from screens.plain import shown

_CONFIDENCE = {
    Confidence.VERIFIED: N_("read in the rule itself"),
    Confidence.SECONDARY: N_("read elsewhere, not in the rule itself"),
    Confidence.DEFAULT: N_("usage of our own, not a rule"),
}


def reading(one: Known, today: date) -> Tell:
    """The dialog that shows it."""
    return Tell(one.title, Content("\n\n").join(_parts(one, today)))


def _parts(one: Known, today: date) -> list[Content]:
    entry = one.entry
    parts = [shown(one.text)]
    if not entry.in_force(today):
        words = _("Not in force today: it must not be cited.")
        parts.insert(0, shown(f"! {words}", "bold $warning"))
    if isinstance(entry, Article):
        parts.append(shown(_("The sense of the article; cite it by its name."), "$text-muted"))
    lines = []
    if one.topics:
        lines.append((_("Topics"), joined([label(topic) for topic in one.topics], current())))
    lines.append((_("Source"), "\n".join(map(_source, entry.source)) or _("none")))
    lines.append((_("Confidence"), _(_CONFIDENCE[entry.confidence])))
    lines.append((_("Valid"), _valid(entry.valid_from, entry.valid_to)))
    lines.append((_("Checked on"), say_day(entry.as_of, current())))
    mark = _(": ")
    parts.append(
        Content("\n").join(
            Content.assemble(shown(f"{name}{mark}", "$text-muted"), shown(text))
            for name, text in lines
        )
    )
    return parts


def _source(source: Source) -> str:
    named = f"{source.body} {source.cited}"
    return _("{source} ({year})").format(source=named, year=source.year) if source.year else named


def _valid(begin: date, end: date | None) -> str:
    language = current()
    if end is None:
        return _("from {day}").format(day=say_day(begin, language))
    return _("from {day} to {end}").format(day=say_day(begin, language), end=say_day(end, language))
