"""What the playbook knows of what we undertake: departments, their times, who may promise what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from desk.enums import Role, Topic
from desk.i18n import _
from desk.playbook.base import FORBID_EXTRA, Entry

if TYPE_CHECKING:
    from desk.playbook.playbook import Playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Entry):
    """A department that does parts of cases. A site fills in phones and adds its own."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    name: str
    does: str
    topics: tuple[Topic, ...] = ()
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRule(Entry):
    """How long a department has where nobody named a time, and how long before our own reply.

    Both are working days. `id` is "task". Never printed as a rule.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    days: int
    margin: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority(Entry):
    """What somebody promises only when a shift lead or the manager has agreed.

    It applies to those of `roles`: to money above `above_fen`, and to a promise in which one of
    `words` stands (spelt as in Keyword). `agrees` are the roles that may agree.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    roles: tuple[Role, ...]
    agrees: tuple[Role, ...]
    above_fen: int | None = None
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    why: str


def check_undertakings(playbook: "Playbook") -> Iterator[tuple[str, str, str, str]]:
    """Kind, id, field and reason of what is wrong."""
    if "task" not in playbook.task_rules:
        yield "task_rule", "task", "", _("This one is missing.")
    for rule in playbook.task_rules.values():
        if rule.days < 1:
            yield "task_rule", rule.id, "days", _("This number is too small.")
        if rule.margin < 0:
            yield "task_rule", rule.id, "margin", _("This number is too small.")
    known = {entry.name for entry in playbook.departments.values()}
    for topic in playbook.topics.values():
        if topic.department not in known:
            yield "topic", topic.id, "department", _("No department of the playbook is called so.")
    for one in playbook.authorities.values():
        if not one.roles:
            yield "authority", one.id, "roles", _("This one is missing.")
        if not one.agrees or set(one.agrees) & set(one.roles):
            yield "authority", one.id, "agrees", _("Somebody else must agree.")
        if one.above_fen is None and not one.words:
            yield "authority", one.id, "words", _("This one is missing.")
