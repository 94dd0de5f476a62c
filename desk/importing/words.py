"""An import in words: a row with its numbers masked, what came of it, how it stands."""

from collections.abc import Callable

from desk import masks
from desk.customer_file import ImportRun
from desk.enums import ImportState, Nature
from desk.i18n import N_, _, ngettext
from desk.importing.rows import Entry
from desk.importing.targets import TARGETS
from desk.labels import label
from desk.services.import_batch import Came, Outcome

_CAME = {
    Came.ADDED: N_("new on file"),
    Came.UPDATED: N_("changed on file"),
    Came.UNCHANGED: N_("nothing new"),
    Came.REFUSED: N_("not taken in"),
}
_STATES = {
    ImportState.RUNNING: N_("under way"),
    ImportState.STOPPED: N_("stopped on the way"),
    ImportState.DONE: N_("finished"),
}
_MASKS: dict[str, Callable[[str], str]] = {
    "account.number": masks.mask_account,
    "account.meter_no": masks.mask_account,
    "account.address": masks.mask_address,
    "customer.number": masks.mask_account,
    "customer.phone": masks.mask_phone,
    "customer.address": masks.mask_address,
    "customer.special_care": lambda text: masks.STAR * 3 if text else "",
}


def came_said(outcome: Outcome) -> str:
    """What came of a row: the word, the fields it changes, the reason."""
    fields = "、".join(_(TARGETS[name].title) for name in outcome.changed)
    word = _(_CAME[outcome.came])
    if fields:
        word = _("{word}: {fields}").format(word=word, fields=fields)
    if outcome.reason:
        word = _("{word}: {fields}").format(word=word, fields=outcome.reason)
    return word


def masked(entry: Entry | None) -> dict[str, str]:
    """Field → value as it may be shown; what the row does not say is left out."""
    if entry is None:
        return {}
    found: dict[str, str] = {}
    unit = entry.customer.get("nature", Nature.RESIDENT) is not Nature.RESIDENT
    for name, held in (("customer", entry.customer), ("account", entry.account)):
        for field, value in held.items():
            target = f"{name}.{field}"
            if isinstance(value, Nature):
                found[target] = label(value)
            elif isinstance(value, bool):
                found[target] = _("yes") if value else _("no")
            elif target == "customer.name":
                found[target] = masks.mask_name(value, organisation=unit)
            else:
                mask = _MASKS.get(target)
                found[target] = mask(value) if mask else value
    return found


def state_said(run: ImportRun) -> str:
    """How an import stands, in a word."""
    return _(_STATES[run.state])


def counted(run: ImportRun) -> str:
    """What came of the rows so far, in one line."""
    words = [
        ngettext("{count} row", "{count} rows", run.rows_read).format(count=f"{run.rows_read:,}"),
        _("{count} new").format(count=f"{run.added:,}"),
        _("{count} changed").format(count=f"{run.updated:,}"),
        _("{count} with nothing new").format(count=f"{run.unchanged:,}"),
        _("{count} refused").format(count=f"{run.refused:,}"),
    ]
    if run.kept_ours:
        words.append(_("{count} values corrected here and kept").format(count=f"{run.kept_ours:,}"))
    return _("{first}: {rest}").format(first=words[0], rest=_(", ").join(words[1:]))
