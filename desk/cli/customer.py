"""desk customer: putting on file and finding; the rest stands in `customer_file` and `window`."""

from typing import Annotated

import typer

from desk import masks
from desk.cli import output
from desk.cli.exports import Csv, InFull, ListTarget, Replace, Xlsx, put_list
from desk.cli.inputs import read_form
from desk.cli.params import After, File, Limit
from desk.cli.session import session
from desk.forms import CustomerForm
from desk.i18n import N_, _
from desk.labels import label

app = typer.Typer(no_args_is_help=True, help=N_("The customer file."))


@app.command(help=N_("Put a customer on file from JSON (“desk schema customer”)."))
def add(ctx: typer.Context, file: File = None) -> None:
    from desk.services.customers import add_customer

    here = session(ctx)
    form = read_form(CustomerForm, file)
    customer = add_customer(here.desk, here.who, form)
    here.put(
        {"customer_id": customer.id, "name": customer.name},
        lambda: output.put_text(
            _("{name} is on file; the id is {id}.").format(name=customer.name, id=customer.id)
        ),
    )


@app.command(help=N_("Find customers by piece of phone, account, name, pinyin or initials."))
def find(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("What to look for."))],
    csv: Csv = None,
    xlsx: Xlsx = None,
    in_full: InFull = "",
    replace: Replace = False,
) -> None:
    from desk.services.customers import find_customers

    here = session(ctx)
    target = ListTarget(csv, xlsx, in_full, replace)
    if target.wanted:
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.CUSTOMERS, text=text), target)
        return
    rows = [
        {
            "customer_id": row.customer_id,
            "name": masks.mask_name(row.name),
            "salutation": row.salutation,
            "phone": masks.mask_phone(row.phone),
            "account_no": masks.mask_account(row.account_no),
            "address": masks.mask_address(row.address),
            "special_care": row.special_care,
            "open_cases": row.open_cases,
        }
        for row in find_customers(here.desk, here.who, text)
    ]

    def words() -> None:
        output.put_table(
            (_("Name"), _("Phone"), _("Account"), _("Address"), _("Open cases"), "ID"),
            (
                (
                    r["name"],
                    r["phone"],
                    r["account_no"],
                    r["address"],
                    r["open_cases"],
                    r["customer_id"],
                )
                for r in rows
            ),
        )

    here.put(rows, words)


@app.command(help=N_("List the cases of a customer, newest first."))
def cases(
    ctx: typer.Context,
    customer_id: Annotated[str, typer.Argument(metavar="ID", help=N_("Id of the customer."))],
    after: After = "",
    limit: Limit = 200,
    csv: Csv = None,
    xlsx: Xlsx = None,
    replace: Replace = False,
) -> None:
    from desk.services.customer_file import customer_cases

    here = session(ctx)
    target = ListTarget(csv, xlsx, replace=replace)
    if target.wanted:
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.CASES, customer_id=customer_id), target)
        return
    rows = customer_cases(here.desk, here.who, customer_id, after=after, limit=limit)

    def words() -> None:
        output.put_table(
            (_("Case"), _("Kind"), _("Topic"), _("Stage"), _("Received"), _("Holder")),
            (
                (
                    row.reference,
                    label(row.kind),
                    label(row.topic),
                    label(row.stage),
                    here.local(row.received_at),
                    row.holder,
                )
                for row in rows
            ),
        )

    here.put(rows, words)
