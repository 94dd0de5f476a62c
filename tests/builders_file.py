"""Ready-made rows of the customer file."""

from typing import Any

from desk.customer_file import (
    CustomerContact,
    CustomerLink,
    CustomerMerge,
    CustomerNote,
    Erasure,
    FileChange,
    ImportRun,
    Operation,
    Reveal,
)
from desk.enums import ContactWay, NoteKind, SameAs
from desk.ids import new_id
from tests.builders import MONDAY


def a_customer_contact(customer_id: str, by: str, **fields: Any) -> CustomerContact:
    """A daughter who may be called."""
    values: dict[str, Any] = {"name": "程小满", "relation": "女儿", "phone": "13900000066"}
    values |= {"made_at": MONDAY, "made_by": by}
    return CustomerContact(**{"id": new_id(), "customer_id": customer_id, **values, **fields})


def a_customer_note(customer_id: str, by: str, **fields: Any) -> CustomerNote:
    """A note on the contract."""
    values: dict[str, Any] = {"kind": NoteKind.CONTRACT, "text": "供用电合同明年三月到期"}
    values |= {"at": MONDAY, "by": by}
    return CustomerNote(**{"id": new_id(), "customer_id": customer_id, **values, **fields})


def an_operation(customer_id: str, by: str, **fields: Any) -> Operation:
    """A call that belongs to no case."""
    values: dict[str, Any] = {"way": ContactWay.PHONE, "done": "告知检修时间"}
    values |= {"at": MONDAY, "made_at": MONDAY, "by": by}
    return Operation(**{"id": new_id(), "customer_id": customer_id, **values, **fields})


def a_customer_link(customer_id: str, other_id: str, by: str, **fields: Any) -> CustomerLink:
    """Two files of one customer."""
    values: dict[str, Any] = {"kind": SameAs.SAME, "at": MONDAY, "by": by}
    return CustomerLink(
        **{
            "id": new_id(),
            "customer_id": customer_id,
            "other_id": other_id,
            **values,
            **fields,
        }
    )


def a_merge(kept_id: str, other_id: str, by: str, **fields: Any) -> CustomerMerge:
    """One file made the pointer to another."""
    values: dict[str, Any] = {"reason": "同一人两份档案", "at": MONDAY, "by": by}
    return CustomerMerge(
        **{"id": new_id(), "kept_id": kept_id, "other_id": other_id, **values, **fields}
    )


def an_import_run(by: str, **fields: Any) -> ImportRun:
    """An import that has just begun."""
    values: dict[str, Any] = {"name": "customers.csv", "content_hash": "0" * 64, "mapping": ""}
    values |= {"started_at": MONDAY, "last_at": MONDAY}
    return ImportRun(**{"id": new_id(), "by": by, **values, **fields})


def a_reveal(by: str, **fields: Any) -> Reveal:
    """Somebody looked at a phone number in full."""
    return Reveal(**{"id": new_id(), "by": by, "at": MONDAY, "reason": "回电核实", **fields})


def an_erasure(by: str, **fields: Any) -> Erasure:
    """Personal data erased because the customer asked."""
    values: dict[str, Any] = {"ground": "request", "erased": ("customers.phone 1",)}
    return Erasure(**{"id": new_id(), "by": by, "at": MONDAY, **values, **fields})


def a_file_change(customer_id: str, by: str, **fields: Any) -> FileChange:
    """A phone number put right."""
    values: dict[str, Any] = {"what": "customer", "changed": ("phone",), "reason": "换了号码"}
    values |= {"at": MONDAY, "by": by}
    return FileChange(**{"id": new_id(), "customer_id": customer_id, **values, **fields})
