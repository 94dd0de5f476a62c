"""The fields of two customer files in words, masked as on every list."""

from enum import StrEnum

from desk import masks
from desk.i18n import N_, _
from desk.labels import label

NAMES = {
    "name": N_("Name"),
    "printed_name": N_("Chinese form"),
    "salutation": N_("Salutation"),
    "phone": N_("Phone"),
    "address": N_("Address"),
    "number": N_("Customer number"),
    "nature": N_("Kind of customer"),
    "supply_relation": N_("Supply relation"),
    "supply_reason": N_("Supply relation"),
    "supply_until": N_("Supply relation"),
    "key_account": N_("Key account"),
    "special_care": N_("Special care"),
    "large_print": N_("Large print"),
}
"""What each field is called; the fields behind a chosen one go by its name."""


def field_name(field: str) -> str:
    """What a field is called; a reading of the name goes by the name."""
    return _(NAMES.get(field, NAMES["name"]))


def plain_value(value: object) -> str:
    """A value in words; "" where there is none."""
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, StrEnum):
        return label(value)
    return "" if value is None else str(value)


def masked_value(field: str, value: object) -> str:
    """A value in words as a list may show it."""
    text = plain_value(value)
    if field == "name":
        return masks.mask_name(text)
    if field == "phone":
        return masks.mask_phone(text)
    if field == "address":
        return masks.mask_address(text)
    if field == "number":
        return masks.mask_account(text)
    return text
