"""What the screen and the command line show breaks its lines as Chinese does."""

from io import StringIO

from rich.console import Console
from textual.content import Content
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument

from desk.cli import output
from screens import line_breaks  # noqa: F401

TEXT = "▲ 值班长（明天14:00前）：当天联系客户致歉，说明新的时间。"
LINES = ["▲ 值班长（明天", "14:00前）：当天", "联系客户致歉，说", "明新的时间。"]


def test_a_text_on_the_screen() -> None:
    assert [line.plain for line in Content(TEXT).wrap(16)] == LINES


def test_a_text_that_is_edited() -> None:
    wrapped = WrappedDocument(Document(TEXT), width=16)
    assert [part.rstrip() for part in wrapped.lines[0]] == LINES


def test_a_text_of_the_command_line() -> None:
    output.console()
    paper = StringIO()
    Console(file=paper, width=16).print(TEXT)
    assert [line.rstrip() for line in paper.getvalue().splitlines()] == LINES
