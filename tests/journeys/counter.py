"""A counter with its people at the command line, and what one reads from a case there."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from desk.i18n import use
from tests.desk.cli.prompt import CLERK, LEAD, OTHER, Prompt
from tests.journeys.test_walk_ins import WALK_INS, finish, issue, register

SHIFT_LEAD, POST = "8001", "3001"
"""The lead of the shift, and somebody at another post of ours who can sign in."""
CLERK_NAME, OTHER_NAME, LEAD_NAME, POST_NAME = "苏映雪", "何远山", "程立夏", "韩青山"
POST_UNIT = "配电班"


def chinese(text: str) -> bool:
    """Whether a text holds Chinese."""
    return any("\u4e00" <= char <= "\u9fff" for char in text)


@dataclass
class Counter:
    """One walk-in at a counter: who is asked for by name, and the case that came of it."""

    prompt: Prompt
    walk_in: dict[str, Any]
    reference: str

    def clerk(self, *words: object, data: object = None) -> Any:
        """What the first responder does."""
        return self.prompt.ok("--staff", CLERK, *words, data=data)

    def other(self, *words: object, data: object = None) -> Any:
        """What a colleague at the same counter does."""
        return self.prompt.ok("--staff", OTHER, *words, data=data)

    def lead(self, *words: object, data: object = None) -> Any:
        """What the lead of the shift does."""
        return self.prompt.ok("--staff", SHIFT_LEAD, *words, data=data)

    def post(self, *words: object, data: object = None) -> Any:
        """What somebody at another post does."""
        return self.prompt.ok("--staff", POST, *words, data=data)

    def refused(self, *words: object, data: object = None, who: str = CLERK) -> Any:
        """What the first responder may not do."""
        return self.prompt.refused("--staff", who, *words, data=data)

    def later(self, **step: float) -> None:
        """Time goes by, and nobody looks."""
        self.prompt.clock.at += timedelta(**step)

    def said(self, language: str = "zh_CN") -> str:
        """How the case stands, to be read aloud; nothing in it that is not for the asker."""
        use(language)
        try:
            text: str = self.clerk("case", "stands", self.reference)["stands"]
        finally:
            use("zh_CN")
        # English names a Chinese paper by both its names; people are called as they are called.
        bare = re.sub(r" \([^)]*\)", "", text)
        for name in (CLERK_NAME, OTHER_NAME, LEAD_NAME, POST_NAME, POST_UNIT):
            bare = bare.replace(name, "")
        assert chinese(bare) is (language == "zh_CN"), text
        customer = self.walk_in["customer"]
        for private in (CLERK, OTHER, POST, customer["phone"], customer["account_no"]):
            assert private not in text.replace(self.reference, "")
        assert text.count("。" if language == "zh_CN" else ". ") <= 4
        return text

    def reminders(self, who: str) -> list[str]:
        """The kinds of what waits to be seen by somebody, for this case."""
        found = self.prompt.ok("--staff", who, "alarms", "list")
        return [one["kind"] for one in found if one["reference"] == self.reference]

    def missing(self) -> str:
        """What keeps the case open, in words."""
        return "".join(one["text"] for one in self.clerk("case", "missing", self.reference))

    @property
    def chain(self) -> Any:
        """Who held the case, what was offered and said."""
        found = self.clerk("case", "chain", self.reference)
        assert found["first_responder"] == CLERK_NAME
        assert [span["until"] for span in found["chain"]].count(None) == 1
        return found

    def holders(self) -> list[tuple[str, str]]:
        """Everybody who held it, with how they came to it."""
        found = self.chain
        return [(found["names"][span["staff_id"]], span["how"]) for span in found["chain"]]

    def handover(self, **fields: Any) -> dict[str, Any]:
        """An offer with what it must carry; by default to the other post."""
        by = (self.prompt.clock.at + timedelta(hours=1)).isoformat()
        return {
            "matter": self.walk_in["points"][0]["matter"],
            "told": "一小时内由接手人给您打电话",
            "contact_by": by,
            **({} if "to_name" in fields else {"to_staff": POST}),
            **fields,
        }

    def answer_and_close(self, folder: Path, caller: str = OTHER) -> None:
        """Answer every point, send the reply, have `caller` ask about it, close."""
        self.later(days=2)
        for number, point in enumerate(self.walk_in["points"], 1):
            words = ("case", "point", "answer", self.reference, str(number))
            self.clerk(*words, data=point["answer"])
        self.later(days=1)
        letter = issue(self.prompt, self.reference)
        self.answer_raised()
        finish(self.prompt, letter["number"], self.reference, folder, caller)
        assert self.prompt.ok("--staff", CLERK, "verify")["wrong"] == []

    def answer_raised(self) -> None:
        """The lead answers for whatever raised the case so far."""
        lead = ("--staff", LEAD)
        for one in self.prompt.ok(*lead, "escalations", "list", self.reference):
            words = ("escalations", "done", self.reference, one["escalation"]["id"])
            self.prompt.ok(*lead, *words, "--note", "已与客户说明原因")


def at_the_counter(prompt: Prompt, name: str) -> Counter:
    """A branch with its people, and one walk-in registered by its first responder."""
    prompt.set_up()
    for number, who, role, unit in (
        (SHIFT_LEAD, LEAD_NAME, "lead", "营业班"),
        (POST, POST_NAME, "department", POST_UNIT),
    ):
        prompt.join(
            *(number, "--name", who, "--role", role),
            *("--unit", unit, "--phone", "0999-5550140"),
        )
    walk_in = next(one for one in WALK_INS if one["id"] == name)
    return Counter(prompt, walk_in, register(prompt, walk_in))
