"""What was written down in one language, said in that of the interface as far as the pack knows."""

from dataclasses import replace

from desk.i18n import LANGUAGES, current
from desk.notice.again import ids_of
from desk.notice.model import Notice
from desk.referral import Referral
from desk.services.base import Desk


def spoken_notice(desk: Desk, notice: Notice) -> Notice:
    """The notice with its papers called as the interface calls them.

    A paper that the procedures no longer call what the notice calls it keeps its written name.
    """
    if notice.language == current():
        return notice
    then, now = desk.book_in(notice.language).procedures, desk.spoken.procedures
    said: dict[str, str] = {}
    for procedure_id in ids_of(notice):
        if procedure_id in then and procedure_id in now:
            one, other = then[procedure_id], now[procedure_id]
            said |= {m.name: n.name for m, n in zip(one.materials, other.materials, strict=True)}
            said |= {g.label: h.label for g, h in zip(one.groups, other.groups, strict=True)}
    return replace(
        notice,
        rows=tuple(
            replace(
                row,
                name=said.get(row.name, row.name),
                group_label=said.get(row.group_label, row.group_label),
            )
            for row in notice.rows
        ),
    )


def spoken_unit(desk: Desk, referral: Referral) -> str:
    """The unit a customer was referred to, as the interface calls it where the directory does."""
    for language in LANGUAGES:
        entry = desk.book_in(language).directory.get(referral.entry_id)
        if entry is not None and entry.unit == referral.unit:
            return desk.spoken.directory[referral.entry_id].unit
    return referral.unit
