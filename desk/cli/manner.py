"""desk manner: words of ours that push a customer away, with a better sentence."""

import typer

from desk.cli import output
from desk.cli.inputs import read_text
from desk.cli.params import File
from desk.cli.session import session
from desk.i18n import _, current


def manner(ctx: typer.Context, file: File = None) -> None:
    from desk.manner import Manner
    from desk.playbook.load import load

    here = session(ctx)
    remarks = Manner.of(load(current(), here.places.site)).remarks(read_text(file))

    def words() -> None:
        if not remarks:
            output.put_text(_("Nothing to find fault with."))
            return
        output.put_table(
            (_("Words"), _("Why"), _("Better")), ((r.words, r.why, r.instead) for r in remarks)
        )

    here.put_plain(remarks, words)
    if remarks:
        raise typer.Exit(1)
