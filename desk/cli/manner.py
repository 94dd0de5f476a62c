"""desk manner: words of ours that push a customer away, with a better sentence."""

from dataclasses import replace

import typer

from desk.cli import output
from desk.cli.inputs import read_text
from desk.cli.params import File
from desk.cli.session import session
from desk.i18n import LANGUAGES, _, current


def manner(ctx: typer.Context, file: File = None) -> None:
    from desk.manner import Manner
    from desk.playbook.load import load

    here = session(ctx)
    book = load(current(), here.places.site)
    # A better sentence is in the language of the words, the reason in that of the reader.
    slips = Manner(
        replace(phrase, why=book.phrases[phrase.id].why)
        for language in LANGUAGES
        for phrase in book.said(language).phrases.values()
    ).slips(read_text(file))

    def words() -> None:
        if not slips:
            output.put_text(_("Nothing to find fault with."))
            return
        output.put_table(
            (_("Words"), _("Why"), _("Better")), ((s.words, s.why, s.instead) for s in slips)
        )

    here.put_plain(slips, words)
    if slips:
        raise typer.Exit(1)
