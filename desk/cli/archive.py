"""desk letter, what is kept: the proof of issued letters, and drafts to work on elsewhere."""

from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import output, paper
from desk.cli.letter import Kind, letter_of
from desk.cli.params import LetterName, Target
from desk.cli.session import Session, Usage, session
from desk.i18n import N_, _

if TYPE_CHECKING:
    from desk.services.verify_letter import Verdict

app = paper.app

PAGE = 200


@app.command(help=N_("Prove that issued letters are still the ones that were issued."))
def verify(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="[LETTER]", help=N_("Letter number, letter id, or case reference.")),
    ] = "",
    every: Annotated[bool, typer.Option("--all", help=N_("Every letter ever issued."))] = False,
) -> None:
    from desk.services.verify_letter import verify_letter

    if bool(name) == every:
        raise Usage(_("Name one letter, or ask for --all."))
    here = session(ctx)
    if not every:
        found = [verify_letter(here.desk, here.who, letter_of(here, name).id)]
    else:
        ids = _issued(here)
        found = []
        for done, one in enumerate(ids, 1):
            found.append(verify_letter(here.desk, here.who, one))
            output.progress(done, len(ids))
    wrong = [one for one in found if one.wrong]

    def words() -> None:
        for one in found:
            if not every or one.wrong:
                _tell(one)
        if every:
            said = _("{count} letters proved, {wrong} of them not as issued.")
            output.put_text(said.format(count=len(found), wrong=len(wrong)))

    shown = [
        {"letter": one.number, "wrong": one.wrong, "notes": one.notes, "codes": one.codes}
        for one in found
    ]
    here.put(shown if every else shown[0], words)
    if wrong:
        raise typer.Exit(1)


def _tell(verdict: "Verdict") -> None:
    if verdict.wrong:
        output.put_text(_("{number} is not as issued:").format(number=verdict.number))
    else:
        output.put_text(_("{number} is as issued.").format(number=verdict.number))
    for words in (*verdict.wrong, *verdict.notes):
        output.put_text(f"  {words}")


def _issued(here: Session) -> list[str]:
    from desk.services.lists import letters_waiting
    from desk.services.verify_letter import PROVABLE

    ids: list[str] = []
    after = ""
    while True:
        rows = letters_waiting(here.desk, here.who, [*PROVABLE], after=after, limit=PAGE)
        ids += [row.letter_id for row in rows]
        if len(rows) < PAGE:
            return ids
        after = rows[-1].cursor


@app.command(help=N_("Write a draft as a Word document, marked as a draft; before the issue only."))
def docx(ctx: typer.Context, name: LetterName, target: Target, kind: Kind = None) -> None:
    from desk.services.word_draft import letter_docx

    here = session(ctx)
    content = letter_docx(here.desk, here.who, letter_of(here, name, kind).id)
    output.to_file(target, content)
    here.put({"file": target}, lambda: output.put_text(str(target)))
