"""desk keys: the keys of the screens, as a list or as a page to be laid beside the keyboard."""

from pathlib import Path
from typing import Annotated

import typer

from desk.cli import output
from desk.cli.session import session
from desk.i18n import N_, _, current


def keys(
    ctx: typer.Context,
    target: Annotated[
        Path | None,
        typer.Option("--pdf", "-o", metavar="FILE", help=N_("PDF, or text if it ends in .txt.")),
    ] = None,
) -> None:
    from desk.services.key_card import key_card

    here = session(ctx)
    parts = here.machine.keys()
    if target is not None:
        page = key_card(here.desk, here.who, parts)
        text = target.suffix.lower() == ".txt"
        output.to_file(target, page.text.encode() if text else page.pdf)
        here.put({"file": target}, lambda: output.put_text(str(target)))
        return

    def words() -> None:
        chinese = current() == "zh_CN"
        for part in parts:
            lines = [(one.name, one.chinese if chinese else one.english) for one in part.keys]
            output.put_table(
                (_("Key"), _("What it does")), lines, part.chinese if chinese else part.english
            )

    here.put_plain({"parts": output.plain(parts)}, words)
