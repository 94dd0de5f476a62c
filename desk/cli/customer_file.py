"""desk customer: the file itself, read whole and put right."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk import file_words, masks
from desk.cli import output, reveal
from desk.cli.params import After, Limit
from desk.cli.session import Session, session
from desk.cli.window import DAY, CustomerId, Reason
from desk.enums import ContactWay, NoteKind, SupplyRelation
from desk.forms_file import (
    AccountForm,
    NoteForm,
    OperationForm,
    OriginalForm,
    ReachForm,
    RelationForm,
)
from desk.i18n import N_, _
from desk.labels import label
from desk.services.customer_file import Span

if TYPE_CHECKING:
    from desk.operations import OperationLine
    from desk.services.customer_file import CustomerFile

app = reveal.app

Text = str | None
Why = Annotated[str, typer.Option("--reason", help=N_("Why what stood there is replaced."))]


def _option(name: str, told: str) -> Any:
    return typer.Option(name, help=told)


@app.command(help=N_("Show a customer's file: record, analysis, cases; masked."))
def show(
    ctx: typer.Context,
    customer_id: CustomerId,
    span: Annotated[
        Span, typer.Option("--span", help=N_("Over which time it is counted."))
    ] = Span.ALWAYS,
) -> None:
    from desk.services.customer_file import customer_file

    here = session(ctx)
    found = customer_file(here.desk, here.who, customer_id, span=span)
    here.put(_data(found), lambda: _say(found, here))


def _data(found: "CustomerFile") -> dict[str, Any]:
    kept = found.customer
    numbers = file_words.numbers_of(kept, found.accounts)
    return {
        "customer_id": kept.id,
        "name": kept.name,
        "salutation": kept.salutation,
        "nature": kept.nature,
        "number": masks.mask_account(kept.number),
        "phone": masks.mask_phone(kept.phone),
        "address": masks.mask_address(kept.address),
        "special_care": kept.special_care,
        "large_print": kept.large_print,
        "key_account": kept.key_account,
        "relation": found.relation,
        "doubles": found.doubles,
        "accounts": [
            {
                "id": a.id,
                "number": masks.mask_account(a.number),
                "address": masks.mask_address(a.address),
                "meter_no": masks.mask_account(a.meter_no),
                "supply_class": a.supply_class,
                "supply_area": a.supply_area,
                "equipment": a.equipment,
            }
            for a in found.accounts
        ],
        "contacts": [
            {
                "id": c.id,
                "name": masks.mask_name(c.name),
                "relation": c.relation,
                "phone": masks.mask_phone(c.phone),
                "note": masks.mask_in_text(c.note, known=numbers),
            }
            for c in found.contacts
        ],
        "notes": [
            {
                "id": n.id,
                "kind": n.kind,
                "text": masks.mask_in_text(n.text, known=numbers),
                "at": n.at,
            }
            for n in found.notes
        ],
        "attention": [{"text": a.text, "until": a.until} for a in found.attentions],
        "figures": found.figures,
        "cases": [
            {
                "reference": c.reference,
                "kind": c.kind,
                "topic": c.topic,
                "status": c.status,
                "stage": c.stage,
                "received_at": c.received_at,
            }
            for c in found.cases
        ],
    }


def _say(found: "CustomerFile", here: Session) -> None:
    kept = found.customer
    numbers = file_words.numbers_of(kept, found.accounts)
    output.put_pairs(
        [
            (_("Name"), kept.name),
            (_("Salutation"), kept.salutation),
            (_("Kind of customer"), label(kept.nature)),
            (_("Customer number"), masks.mask_account(kept.number)),
            (_("Phone"), masks.mask_phone(kept.phone)),
            (_("Address"), masks.mask_address(kept.address)),
            (_("Relation"), file_words.relation_words(found.relation)),
            (_("Key account"), _("yes") if kept.key_account else ""),
            (_("Special care"), kept.special_care),
            (_("Large print"), _("yes") if kept.large_print else ""),
        ]
    )
    output.put_table(
        (_("Account"), _("Address"), _("Supply"), "ID"),
        (
            (
                masks.mask_account(a.number),
                masks.mask_address(a.address),
                file_words.supply_words(a),
                a.id,
            )
            for a in found.accounts
        ),
        _("Accounts"),
    )
    if found.contacts:
        output.put_table(
            (_("Name"), _("Relation"), _("Phone"), "ID"),
            (
                (masks.mask_name(c.name), c.relation, masks.mask_phone(c.phone), c.id)
                for c in found.contacts
            ),
            _("Reached through"),
        )
    if found.notes:
        output.put_table(
            (_("Kind"), _("Note"), _("Date"), "ID"),
            (
                (label(n.kind), masks.mask_in_text(n.text, known=numbers), here.local(n.at), n.id)
                for n in found.notes
            ),
            _("Notes"),
        )
    output.put_pairs(file_words.figure_words(found.figures))
    output.put_table(
        (_("Case"), _("Topic"), _("Stage")),
        ((c.reference, label(c.topic), label(c.stage)) for c in found.cases),
        _("Cases"),
    )


@app.command(help=N_("Show every contact with a customer, newest first; masked."))
def operations(
    ctx: typer.Context, customer_id: CustomerId, limit: Limit = 50, after: After = ""
) -> None:
    from desk.services.customer_file import customer_file, customer_operations

    here = session(ctx)
    kept = customer_file(here.desk, here.who, customer_id, page=1)
    numbers = file_words.numbers_of(kept.customer, kept.accounts)
    lines = customer_operations(here.desk, here.who, customer_id, after=after, limit=limit)

    def words() -> None:
        output.put_table(
            (_("Time"), _("Way and place"), _("What"), _("Said or done"), _("By"), _("Case")),
            (
                (
                    here.local(line.at),
                    file_words.place_words(line),
                    file_words.happened_words(line),
                    file_words.said_words(line, numbers),
                    line.staff,
                    line.reference,
                )
                for line in lines
            ),
        )

    here.put([_line(line, numbers) for line in lines], words)


def _line(line: "OperationLine", numbers: list[str]) -> dict[str, Any]:
    return {
        "at": line.at,
        "happened": line.happened,
        "way": line.way,
        "place": masks.mask_address(line.place),
        "what": file_words.happened_words(line),
        "said": file_words.said_words(line, numbers),
        "reached": line.reached,
        "energy_kwh": line.energy_kwh,
        "cost_fen": line.cost_fen,
        "volunteered": line.volunteered,
        "staff": line.staff,
        "reference": line.reference,
        "cursor": line.cursor,
    }


def _saved(here: Session, row_id: str) -> None:
    here.put(
        {"id": row_id},
        lambda: output.put_text(_("Saved; the id is {id}.").format(id=row_id)),
    )


@app.command(help=N_("Complete or put right a customer's original record."))
def correct(
    ctx: typer.Context,
    customer_id: CustomerId,
    name: Annotated[Text, _option("--name", N_("Name."))] = None,
    printed_name: Annotated[Text, _option("--printed-name", N_("Official Chinese form."))] = None,
    salutation: Annotated[Text, _option("--salutation", N_("How they wish to be called."))] = None,
    number: Annotated[Text, _option("--number", N_("Customer number."))] = None,
    phone: Annotated[Text, _option("--phone", N_("Phone."))] = None,
    address: Annotated[Text, _option("--address", N_("Address."))] = None,
    large_print: Annotated[
        bool | None, typer.Option("--large-print/--usual-print", help=N_("Size of papers."))
    ] = None,
    reason: Why = "",
) -> None:
    from desk.services.file_changes import correct_customer

    here = session(ctx)
    form = OriginalForm(
        name=name,
        printed_name=printed_name,
        salutation=salutation,
        number=number,
        phone=phone,
        address=address,
        large_print=large_print,
        reason=reason,
    )
    _saved(here, correct_customer(here.desk, here.who, customer_id, form).id)


@app.command(help=N_("Add a supply account to a customer, or put one right."))
def account(
    ctx: typer.Context,
    customer_id: CustomerId,
    number: Annotated[Text, _option("--number", N_("Account number."))] = None,
    address: Annotated[Text, _option("--address", N_("Address of supply."))] = None,
    meter: Annotated[Text, _option("--meter", N_("Number of the meter."))] = None,
    supply_class: Annotated[Text, _option("--class", N_("Supply class."))] = None,
    area: Annotated[Text, _option("--area", N_("Supply area."))] = None,
    equipment: Annotated[Text, _option("--equipment", N_("Line, transformer, pole."))] = None,
    row: Annotated[
        str, typer.Option("--id", metavar="ID", help=N_("The account that changes."))
    ] = "",
    reason: Why = "",
) -> None:
    from desk.services.file_changes import set_account

    here = session(ctx)
    form = AccountForm(
        number=number,
        address=address,
        meter_no=meter,
        supply_class=supply_class,
        supply_area=area,
        equipment=equipment,
        reason=reason,
    )
    _saved(here, set_account(here.desk, here.who, customer_id, form, account_id=row).id)


@app.command(help=N_("Add, change or end a person by whom a customer is reached."))
def contact(
    ctx: typer.Context,
    customer_id: CustomerId,
    name: Annotated[Text, _option("--name", N_("Name."))] = None,
    relation_: Annotated[Text, _option("--relation", N_("Who they are to the customer."))] = None,
    phone: Annotated[Text, _option("--phone", N_("Phone."))] = None,
    note: Annotated[Text, _option("--note", N_("When and how."))] = None,
    row: Annotated[
        str, typer.Option("--id", metavar="ID", help=N_("The person who changes."))
    ] = "",
    end: Annotated[bool, typer.Option("--end", help=N_("They are reached so no longer."))] = False,
    reason: Why = "",
) -> None:
    from desk.services.file_changes import end_contact, set_contact

    here = session(ctx)
    if end:
        _saved(here, end_contact(here.desk, here.who, row).id)
        return
    form = ReachForm(name=name, relation=relation_, phone=phone, note=note, reason=reason)
    _saved(here, set_contact(here.desk, here.who, customer_id, form, contact_id=row).id)


@app.command(help=N_("Add a note on contract, credit, business or demand, or end one."))
def note(
    ctx: typer.Context,
    customer_id: CustomerId,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("The note."))] = "",
    kind: Annotated[NoteKind, typer.Option("--kind", help=N_("What it is about."))] = (
        NoteKind.BUSINESS
    ),
    end: Annotated[
        str, typer.Option("--end", metavar="ID", help=N_("The note that holds no longer."))
    ] = "",
) -> None:
    from desk.services.file_additions import add_note, end_note

    here = session(ctx)
    if end:
        _saved(here, end_note(here.desk, here.who, end).id)
        return
    _saved(here, add_note(here.desk, here.who, customer_id, NoteForm(kind=kind, text=text)).id)


@app.command(help=N_("Write down what was done for a customer outside any case."))
def operation(
    ctx: typer.Context,
    customer_id: CustomerId,
    done: Annotated[str, typer.Argument(metavar="TEXT", help=N_("What was said or done."))],
    way: Annotated[ContactWay, typer.Option("--way", help=N_("By which way."))],
    at: Annotated[
        datetime | None,
        typer.Option("--at", formats=["%Y-%m-%dT%H:%M"], help=N_("When; else now.")),
    ] = None,
    place: Annotated[str, _option("--place", N_("Where."))] = "",
    case: Annotated[str, _option("--case", N_("Case it belongs to."))] = "",
    energy: Annotated[int | None, typer.Option("--energy", help=N_("Kilowatt-hours."))] = None,
    cost: Annotated[str, _option("--cost", N_("Yuan."))] = "",
    volunteered: Annotated[
        bool | None,
        typer.Option("--volunteered/--asked", help=N_("Feedback volunteered or asked for.")),
    ] = None,
) -> None:
    from desk.money import parse_yuan
    from desk.services.file_additions import add_operation

    here = session(ctx)
    form = OperationForm(
        way=way,
        done=done,
        at=at,
        place=place,
        case=case,
        energy_kwh=energy,
        cost_fen=parse_yuan(cost, field="cost_fen") if cost else None,
        volunteered=volunteered,
    )
    _saved(here, add_operation(here.desk, here.who, customer_id, form).id)


@app.command(help=N_("Say, as a lead, how a customer stands to us, until a day."))
def relation(
    ctx: typer.Context,
    customer_id: CustomerId,
    relation: Annotated[SupplyRelation, typer.Argument(help=N_("How they stand to us."))],
    reason: Annotated[str, typer.Option("--reason", help=N_("Why."))] = "",
    until: Annotated[
        datetime | None, typer.Option("--until", formats=DAY, help=N_("Last day, if there is one."))
    ] = None,
) -> None:
    from desk.services.file_changes import set_relation

    here = session(ctx)
    form = RelationForm(relation=relation, reason=reason, until=until.date() if until else None)
    _saved(here, set_relation(here.desk, here.who, customer_id, form).id)


@app.command("key-account", help=N_("Make a customer a key account, or no longer one."))
def key_account(
    ctx: typer.Context,
    customer_id: CustomerId,
    reason: Reason,
    key: Annotated[bool, typer.Option("--yes/--no", help=N_("Whether it is one."))] = True,
) -> None:
    from desk.services.file_changes import set_key_account

    here = session(ctx)
    _saved(here, set_key_account(here.desk, here.who, customer_id, key=key, reason=reason).id)
