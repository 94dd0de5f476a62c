"""desk letter seal: the picture that is printed as the unit's seal."""

from pathlib import Path
from typing import Annotated

import typer

from desk.cli import output, templates
from desk.cli.session import Usage, session
from desk.i18n import N_, _
from desk.letter.stationery import picture_in

app = templates.letters


@app.command(help=N_("Show and check the picture of the seal, or put another one in use."))
def seal(
    ctx: typer.Context,
    picture: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help=N_("PNG with a transparent ground, or SVG.")),
    ] = None,
    none: Annotated[
        bool, typer.Option("--none", help=N_("Print no seal; leave its place free."))
    ] = False,
) -> None:
    from desk.services.printed_as import show_seal, use_seal

    if picture is not None and none:
        raise Usage(_("Give a picture or --none, not both."))
    content = picture_in(picture) if picture is not None else b""
    here = session(ctx)
    changed = picture is not None or none
    found = use_seal(here.desk, here.who, content) if changed else show_seal(here.desk, here.who)

    def words() -> None:
        if found.sha256:
            kind = found.picture.upper()
            output.put_text(_("Seal: {kind}, {hash}").format(kind=kind, hash=found.sha256[:12]))
        else:
            output.put_text(_("No seal is printed; its place is left free for a stamp."))
        for warning in found.warnings:
            output.tell(warning)
        if found.fonts:
            output.put_text(
                _("Fonts of this site: {names}").format(names=_(", ").join(found.fonts))
            )
            output.put_text(
                _("Pages made here differ byte for byte from those of a site without them.")
            )

    here.put(found, words)
