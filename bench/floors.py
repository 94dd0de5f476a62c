"""What Desk is measured against: the bare tools, run in the same way on the same machine."""

import sys

BARE_TEXTUAL = """
from textual.app import App
from textual.widgets import Label

class Bare(App):
    def compose(self):
        yield Label("painted")

Bare().run()
"""
"""The smallest Textual application that shows something."""

BARE_SCREEN = [sys.executable, "-c", BARE_TEXTUAL]
BARE_PYTHON = [sys.executable, "-c", "pass"]
