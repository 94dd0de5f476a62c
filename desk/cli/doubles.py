"""desk customer, the part of doubles: doubles, compare, link, unlink, merge, unmerge."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk import masks
from desk.cli import erasing, output
from desk.cli.params import Limit
from desk.cli.session import session
from desk.doubles import Side
from desk.enums import SameAs
from desk.forms_doubles import MergeForm, SameForm
from desk.i18n import N_, _, current, ngettext
from desk.labels import label
from desk.saying import joined

if TYPE_CHECKING:
    from desk.services.doubles import SuspectedPair

app = erasing.app

One = Annotated[str, typer.Argument(metavar="ID", help=N_("Id of the customer."))]
Other = Annotated[str, typer.Argument(metavar="OTHER", help=N_("Id of the other file."))]
How = Annotated[str, typer.Option("--reason", help=N_("How one knows; it is kept."))]


@app.command(help=N_("List files that look like one customer, with the reasons; of one or all."))
def doubles(
    ctx: typer.Context,
    customer_id: Annotated[
        str, typer.Argument(metavar="[ID]", help=N_("Id of a customer, else the whole book."))
    ] = "",
    limit: Limit = 200,
) -> None:
    from desk.services.doubles import doubles, doubles_of
    from desk.services.merging import merges_of

    here = session(ctx)
    more, merged = False, []
    if customer_id:
        pairs = doubles_of(here.desk, here.who, customer_id)
        merged = [
            {
                "customer_id": other.id,
                "name": masks.mask_name(other.name),
                "reason": made.reason,
                "at": made.at,
            }
            for made, other in merges_of(here.desk, here.who, customer_id)
        ]
    else:
        found = doubles(here.desk, here.who, limit=limit)
        pairs, more = found.pairs, found.more
    data = {"pairs": [_pair(one) for one in pairs], "more": more, "merged": merged}

    def words() -> None:
        for one in merged:
            text = _("Merged into this file: {name} ({reason}), {id}")
            output.put_text(
                text.format(name=one["name"], reason=one["reason"], id=one["customer_id"])
            )
        if not pairs:
            output.put_text(_("No two files look like one customer."))
            return
        output.put_table(
            (_("One file"), _("The other"), _("Because"), _("Found out"), "ID", "ID"),
            (
                (
                    _said(one.one),
                    _said(one.other),
                    joined(one.why, current()),
                    label(one.link.kind) if one.link else "",
                    one.one.customer_id,
                    one.other.customer_id,
                )
                for one in pairs
            ),
        )
        if more:
            output.put_text(_("There are more; settle some of these first."))

    here.put(data, words)


@app.command(help=N_("Show two files side by side, field by field; values are masked."))
def compare(ctx: typer.Context, kept: One, other: Other) -> None:
    from desk.services.merging import compare
    from desk.side_by_side import field_name, masked_value

    here = session(ctx)
    found = compare(here.desk, here.who, kept, other)
    lines = [
        {
            "field": line.field,
            "kept": masked_value(line.field, line.kept[0]),
            "other": masked_value(line.field, line.other[0]),
            "differs": line.differs,
        }
        for line in found.lines
    ]
    behind = {
        name: {
            "customer_id": file.id,
            "version": file.version,
            "accounts": len(own.accounts),
            "contacts": own.contacts,
            "cases": own.cases,
            "open_cases": own.open_cases,
        }
        for name, file, own in (
            ("kept", found.kept, found.behind_kept),
            ("other", found.other, found.behind_other),
        )
    }
    data = {"lines": lines, **behind, "link": found.link.kind if found.link else ""}

    def words() -> None:
        output.put_table(
            (_("Field"), _("Kept file"), _("Other file"), ""),
            (
                (field_name(str(one["field"])), one["kept"], one["other"], "≠")
                if one["differs"]
                else (field_name(str(one["field"])), one["kept"], one["other"], "")
                for one in lines
            ),
        )
        for name, side in ((_("Kept file"), behind["kept"]), (_("Other file"), behind["other"])):
            text = _("{name}: {accounts} accounts, {cases} cases, {open_cases} of them open")
            output.put_text(text.format(name=name, **side))

    here.put(data, words)


@app.command(help=N_("Keep what was found out about two files: same, household or apart."))
def link(
    ctx: typer.Context,
    customer_id: One,
    other: Other,
    reason: How,
    kind: Annotated[SameAs, typer.Option("--as", help=N_("What they are."))] = SameAs.SAME,
) -> None:
    from desk.services.doubles import link_customers

    here = session(ctx)
    form = SameForm(kind=kind, reason=reason)
    made = link_customers(here.desk, here.who, customer_id, other, form)
    here.put(made, lambda: output.put_text(_("Noted: {what}.").format(what=label(made.kind))))


@app.command(help=N_("End what was found out about two files; it stays on record."))
def unlink(ctx: typer.Context, customer_id: One, other: Other) -> None:
    from desk.services.doubles import end_link

    here = session(ctx)
    ended = end_link(here.desk, here.who, customer_id, other)
    here.put(ended, lambda: output.put_text(_("It holds no longer.")))


@app.command(help=N_("Make the other file a pointer to this one; nothing of either is lost."))
def merge(
    ctx: typer.Context,
    kept: One,
    other: Other,
    reason: How,
    take: Annotated[
        list[str] | None,
        typer.Option("--take", metavar="FIELD", help=N_("Field to take over from the other.")),
    ] = None,
) -> None:
    from desk.services.merging import merge

    here = session(ctx)
    form = MergeForm(kept_id=kept, other_id=other, reason=reason, take=tuple(take or ()))
    made = merge(here.desk, here.who, form)
    # What the fields said before is personal, and answers nothing here.
    data = {"merge_id": made.id, "kept_id": made.kept_id, "other_id": made.other_id}
    said = _("The files are one now. “desk customer unmerge {id}” takes it back.")
    here.put(data, lambda: output.put_text(said.format(id=made.other_id)))


@app.command(help=N_("Let a merged file stand by itself again, as it was."))
def unmerge(ctx: typer.Context, customer_id: One, reason: How) -> None:
    from desk.services.merging import unmerge
    from desk.side_by_side import field_name

    here = session(ctx)
    done = unmerge(here.desk, here.who, customer_id, reason)
    data: dict[str, Any] = {
        "kept_id": done.kept.id,
        "other_id": done.other.id,
        "changed_since": done.changed_since,
        "cases_since": done.cases_since,
    }

    def words() -> None:
        output.put_text(_("The two files stand by themselves again."))
        if done.changed_since:
            fields = joined((field_name(name) for name in done.changed_since), current())
            output.put_text(_("Changed since, and left as it is: {fields}.").format(fields=fields))
        if done.cases_since:
            text = ngettext(
                "{n} case registered since stays with the kept file.",
                "{n} cases registered since stay with the kept file.",
                done.cases_since,
            )
            output.put_text(text.format(n=done.cases_since))

    here.put(data, words)


def _said(side: Side) -> str:
    account = masks.mask_account(side.accounts[0]) if side.accounts else ""
    address = masks.mask_address(side.addresses[0]) if side.addresses else ""
    parts = (masks.mask_name(side.name), masks.mask_phone(side.phone), account, address)
    return " ".join(filter(None, parts))


def _side(side: Side) -> dict[str, Any]:
    return {
        "customer_id": side.customer_id,
        "name": masks.mask_name(side.name),
        "phone": masks.mask_phone(side.phone),
        "accounts": [masks.mask_account(one) for one in side.accounts],
        "address": masks.mask_address(side.addresses[0]) if side.addresses else "",
    }


def _pair(pair: "SuspectedPair") -> dict[str, Any]:
    return {
        "one": _side(pair.one),
        "other": _side(pair.other),
        "points": pair.likeness.points,
        "signs": pair.likeness.signs,
        "why": pair.why,
        "link": pair.link.kind if pair.link else "",
    }
