"""The steps of a case from its first word to its end, with a sign for each."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from screens.plain import shown


class Track(Static):
    """Steps in a row: `✓` done, `▶` the present one, `·` to come."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)

    def show_steps(self, steps: Sequence[str], at: int) -> None:
        """Show `steps`; the present one is at index `at`, `len(steps)` when all are done."""
        self.update(track(steps, at))


def track(steps: Sequence[str], at: int) -> Content:
    """Steps in a row as text, wherever a track stands; `at` as in `Track.show_steps`."""
    parts = []
    for number, step in enumerate(steps):
        if number < at:
            parts.append(shown(f"✓{step}", "$success"))
        elif number == at:
            parts.append(shown(f"▶{step}", "bold $primary"))
        else:
            parts.append(shown(f"·{step}", "$text-muted"))
    return Content(" ").join(parts)
