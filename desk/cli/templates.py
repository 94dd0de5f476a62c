"""desk letter template: the site's own letter templates, and their check."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import output, slips
from desk.cli.params import Target
from desk.cli.session import Session, session
from desk.i18n import N_, _

if TYPE_CHECKING:
    from desk.letter.sandbox import TemplateFault

app = typer.Typer(no_args_is_help=True, help=N_("Letter templates of your own."))
letters = slips.app
letters.add_typer(app, name="template")

Name = Annotated[
    str, typer.Argument(metavar="NAME", help=N_("Template or frame, for example reply.zh_CN."))
]
Path_ = Annotated[
    Path | None,
    typer.Argument(metavar="[PATH]", help=N_("File or folder; else your folder of templates.")),
]


@app.command("list", help=N_("List every template, and whose text is in force."))
def list_(ctx: typer.Context) -> None:
    from desk.services.site_templates import TemplateState, templates

    here = session(ctx)
    found = templates(here.desk, here.who)
    waiting = _waiting(here)

    def state(one: TemplateState) -> str:
        if not one.own:
            return _("shipped")
        version = _("your version {number}").format(number=one.version)
        return f"{version} !" if one.fault else version

    def words() -> None:
        output.put_table(
            (
                _("Template"),
                _("Letter"),
                _("In force"),
                _("Put in force by"),
                _("On"),
                _("Your file"),
            ),
            (
                (
                    one.name,
                    one.title,
                    state(one),
                    one.by,
                    at.strftime("%Y-%m-%d %H:%M") if (at := here.local(one.at)) else "",
                    waiting.get(one.name, ""),
                )
                for one in found
            ),
        )
        for one in found:
            if one.fault:
                said = _("Not used, the shipped one takes its place: {why}")
                output.put_text(said.format(why=one.fault))

    here.put(found, words)


def _waiting(here: Session) -> dict[str, str]:
    """Of the files in the site's folder: whether they are what is in force."""
    from desk.letter.shelf import shipped
    from desk.letter.site_folder import read_folder
    from desk.services.site_templates import template_text

    if not here.places.templates.is_dir():
        return {}
    found = {}
    for name, text in read_folder(here.places.templates).items():
        if name in shipped().names:
            same = template_text(here.desk, here.who, name)[1] == text
            found[name] = _("in force") if same else _("differs")
    return found


@app.command(help=N_("Copy a template into your folder, to be edited there with any editor."))
def copy(ctx: typer.Context, name: Name) -> None:
    from desk.letter.site_folder import copy_out
    from desk.services.site_templates import template_text

    here = session(ctx)
    found, text = template_text(here.desk, here.who, name)
    path = copy_out(here.places.templates, found, text)
    here.put({"name": found, "file": path}, lambda: output.put_text(str(path)))


@letters.command(
    "check-templates", help=N_("Check templates of your own: every fault with its file and line.")
)
def check_templates(ctx: typer.Context, path: Path_ = None) -> None:
    from desk.services.site_templates import check_templates as check

    here = session(ctx)
    texts = _texts(here, path)
    faults = check(here.desk, here.who, texts) if texts else []

    def words() -> None:
        for fault in faults:
            output.put_text(fault.said)
        if not faults:
            said = _("{count} templates checked, nothing is wrong with them.")
            output.put_text(said.format(count=len(texts)))

    here.put({"checked": sorted(texts), "faults": [_shown(one) for one in faults]}, words)
    if faults:
        raise typer.Exit(1)


def _shown(fault: "TemplateFault") -> dict[str, object]:
    return {"name": fault.name, "line": fault.line, "why": fault.why, "code": fault.code}


def _texts(here: Session, path: Path | None) -> dict[str, str]:
    from desk.letter.site_folder import read_folder

    if path is None and not here.places.templates.is_dir():
        return {}
    return read_folder(path or here.places.templates)


@app.command(
    help=N_("Write a page with made-up facts as PDF, made with your file or what is in force.")
)
def preview(ctx: typer.Context, name: Name, target: Target) -> None:
    from desk.letter.site_folder import read_text_file
    from desk.services.site_templates import preview_template, template_text

    here = session(ctx)
    found, _text = template_text(here.desk, here.who, name)
    own = here.places.templates / found
    text = read_text_file(own) if own.is_file() else None
    output.to_file(target, preview_template(here.desk, here.who, found, text))
    here.put({"name": found, "file": target}, lambda: output.put_text(str(target)))


@app.command(help=N_("Put templates of your own in force, all of your folder or those named."))
def adopt(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]…", help=N_("Templates or frames."))
    ] = None,
) -> None:
    from desk.letter.shelf import one_name, shipped
    from desk.letter.site_folder import read_text_file
    from desk.services.site_templates import adopt_templates

    here = session(ctx)
    chosen = [one_name(name, shipped()) for name in names or []]
    folder = here.places.templates
    texts = {name: read_text_file(folder / name) for name in chosen} or _texts(here, None)
    done = adopt_templates(here.desk, here.who, texts)

    def words() -> None:
        for one in done:
            said = _("{name} is in force as version {version}.")
            output.put_text(said.format(name=one.name, version=one.version))

    here.put(done, words)


@app.command(help=N_("Go back to the shipped template."))
def back(ctx: typer.Context, name: Name) -> None:
    from desk.services.site_templates import back_to_shipped

    here = session(ctx)
    done = back_to_shipped(here.desk, here.who, name)
    said = _("{name} is the shipped one again.").format(name=done.name)
    here.put(done, lambda: output.put_text(said))
