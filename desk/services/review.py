"""The one judgement on a letter: what must be mended before it goes on, and what could be better."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass
