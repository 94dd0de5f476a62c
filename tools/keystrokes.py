"""How many keys the daily jobs of a hall take, as a page for people, in both languages.

    python tools/keystrokes.py write    the pages anew
    python tools/keystrokes.py check    whether they agree

The jobs stand in tests/data/hands.toml; a test presses their keys and looks what came of them.
"""

import sys
from pathlib import Path

from screens.keys import spoken
from tests.hands.counting import (
    KEY_SECONDS,
    REACH_SECONDS,
    THINK_SECONDS,
    WORD_SECONDS,
    Job,
    jobs,
)

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"en": DOCS / "keystrokes.md", "zh_CN": DOCS / "keystrokes.zh-CN.md"}
_OWN_NAMES = {"ctrl+underscore": "Ctrl+/"}

HEAD = {
    "en": """\
# How many keys a job takes

Twelve jobs that a hall does every day, each from the board of whoever does it to its end. What has
to be typed in any case (digits, a name, the customer's words) is counted apart, in characters.
Every key that is left has its reason beside it. No job needs a letter as a key: with a Chinese
input method on, letters never arrive. A digit stands for a line of a list or an answer; arrows and
Enter do the same.

The seconds are those of somebody who knows the job, by the keystroke-level model of Card, Moran
and Newell (1980): {key} s a key, {reach} s more where the hand leaves the letters for a function
key or a chord, {think} s of thought before an act, {word} s a Chinese character. Reading and
listening are not in them, nor what Desk itself takes; `python -m bench.hands` measures that.

Made from tests/data/hands.toml by `python tools/keystrokes.py write`; a test presses these very
keys and looks what came of them, and `make soak` leaves out each in turn: then the job is not done.

| job | keys | at first | typed | seconds |
|---|---:|---:|---:|---:|
""",
    "zh_CN": """\
# 一件事要按几个键

营业厅每天要办的十二件事，各从经办人的看板按起，按到办完为止。
本来就要输入的内容（数字、姓名、客户原话）另计，按字数算。
留下来的每一个键，旁边都写明为什么要按。
没有一件事要用字母当按键：输入法在中文状态时，字母键到不了程序。
数字代表列表里的一行或一个答案，用方向键加回车也一样。

秒数按熟手计算，用的是键击模型（Card、Moran、Newell，1980年）：
每个键{key}秒，手离开字母区去按功能键或组合键另加{reach}秒，
每办一步前想一想{think}秒，每个汉字{word}秒。
看信、听客户说话的时间不在内；程序自己用的时间也不在内，用 `python -m bench.hands` 实测。

本页由 `python tools/keystrokes.py write` 按 tests/data/hands.toml 生成；
测试会照着这些键真的按一遍，核对办成了没有；`make soak` 再逐个少按一键：少一个都办不成。

| 事项 | 按键 | 最初 | 输入字数 | 秒 |
|---|---:|---:|---:|---:|
""",
}
WORDS = {
    "en": ("Ends with: {ends}.", "| press | what for |", "type", "**{count}** keys in all"),
    "zh_CN": ("办到：{ends}。", "| 按 | 为什么 |", "输入", "共 **{count}** 键"),
}


def page(language: str) -> str:
    """The page as it must stand."""
    known = jobs()
    head = HEAD[language].format(
        key=KEY_SECONDS, reach=REACH_SECONDS, think=THINK_SECONDS, word=WORD_SECONDS
    )
    lines = [_row(job, language) for job in known]
    keys, before = sum(job.keys for job in known), sum(job.before for job in known)
    total = {"en": "all twelve", "zh_CN": "十二件合计"}[language]
    lines.append(f"| {total} | {keys} | {before} | {sum(job.typed for job in known)} | |")
    return head + "\n".join(lines) + "\n" + "".join(_job(job, language) for job in known)


def _row(job: Job, language: str) -> str:
    name = job.name[language]
    return f"| {name} | {job.keys} | {job.before} | {job.typed} | {job.seconds:.0f} |"


def _job(job: Job, language: str) -> str:
    ends, head, types, _all = WORDS[language]
    lines = ["", f"## {job.name[language]}", "", ends.format(ends=job.ends[language]), ""]
    lines += [head, "|---|---|"]
    for step in job.steps:
        pressed = _OWN_NAMES.get(step.key) or spoken(step.key) if step.is_key else ""
        what = f"**{pressed}**" if pressed else f"{types}“{step.typed}”"
        lines.append(f"| {what} | {step.why[language]} |")
    return "\n".join([*lines, ""])


def main(words: list[str]) -> int:
    """Write the pages, or say whether they agree; the exit code."""
    if words == ["write"]:
        for language, path in PAGES.items():
            path.write_text(page(language), encoding="utf-8")
        return 0
    if words == ["check"]:
        wrong = [p.name for lang, p in PAGES.items() if p.read_text("utf-8") != page(lang)]
        if wrong:
            sys.stderr.write(f"{wrong} do not agree: python tools/keystrokes.py write\n")
        return 1 if wrong else 0
    sys.stderr.write(__doc__ or "")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
