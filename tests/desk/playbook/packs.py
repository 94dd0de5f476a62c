"""Small site packs for tests, written to a folder."""

from pathlib import Path

HEAD = """
[defaults]
valid_from = 2026-01-01
as_of = 2026-11-21
confidence = "default"

"""


def site(folder: Path, text: str, *, head: str = HEAD, file: str = "own.toml") -> Path:
    """A folder with one file of a site's own entries."""
    folder.mkdir(exist_ok=True)
    (folder / file).write_text(head + text, encoding="utf-8")
    return folder


SCRIPT = """
[[script]]
id = "{id}"
topic = "{topic}"
title = "{title}"
text = "{text}"
"""


def script(
    *, key: str = "own", topic: str = "queueing", title: str = "排队", text: str = "请稍候。"
) -> str:
    """One script of a site's own."""
    return SCRIPT.format(id=key, topic=topic, title=title, text=text)


PROCEDURE = """
[[procedure]]
id = "own_business"
title = "自办业务"
business = "用电变更"
place = "本营业厅"
phones = [{ label = "营业厅" }]
questions = [{ id = "who", text = "谁来办", options = [
  { id = "self", text = "本人" }, { id = "agent", text = "代办人" },
] }]
materials = [
  { id = "id_card", name = "身份证", form = "original" },
  { id = "proxy", name = "委托书", form = "original", when = { who = "agent" } },
]
steps = [{ text = "申请", who = "客户" }]
limits = [{ text = "以公示为准", confidence = "default" }]
fees = [{ text = "以公示为准", confidence = "default" }]
"""
