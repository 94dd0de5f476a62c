"""Fields that were put right, in words; personal data masked."""

from collections.abc import Callable
from enum import StrEnum

from desk.enums import CaseKind, Grade, PartyRole, Topic, Urgency
from desk.i18n import N_, _
from desk.labels import label
from desk.masks import mask_account, mask_address, mask_name, mask_phone
from desk.services.amendable import OF_COMPLAINANT
from desk.views import CaseFile

_NAMES = {
    "name": N_("Name"),
    "printed_name": N_("Name in Chinese"),
    "salutation": N_("Salutation"),
    "phone": N_("Phone"),
    "kind": N_("Kind"),
    "topic": N_("Topic"),
    "grade": N_("Grade"),
    "urgency": N_("Urgency"),
    "account_no": N_("Account"),
    "address": N_("Location"),
    "remedy_sought": N_("They want"),
    "emotional_need": N_("Need"),
    "expected_by": N_("Answer by"),
    "told": N_("Told them"),
    "customer": N_("Customer"),
}
WORDS: dict[str, type[StrEnum]] = {
    "kind": CaseKind,
    "topic": Topic,
    "grade": Grade,
    "urgency": Urgency,
}
"""Fields whose value is one of a few words."""
_MASKS: dict[str, Callable[[str], str]] = {
    "name": mask_name,
    "customer": mask_name,
    "printed_name": mask_name,
    "phone": mask_phone,
    "account_no": mask_account,
    "address": mask_address,
}


def field_name(field: str) -> str:
    """What a field that may be put right is called."""
    return _(_NAMES[field]) if field in _NAMES else field


def said_value(field: str, value: str) -> str:
    """A value as it may stand on a screen that others can see."""
    words = WORDS.get(field)
    if words is not None and value in [word.value for word in words]:
        return label(words(value))
    mask = _MASKS.get(field)
    return mask(value) if mask is not None else " ".join(value.split())


def stands(file: CaseFile, field: str) -> str:
    """What stands in a field of the record now."""
    of_person = field in OF_COMPLAINANT
    row = next(p for p in file.parties if p.role is PartyRole.COMPLAINANT)
    value = getattr(row if of_person else file.case, field)
    return "" if value is None else str(value)
