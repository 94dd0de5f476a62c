"""The parser's own words, in the language of the interface."""

import re
from typing import Any

import typer
from typer import rich_utils

from desk.i18n import N_, _

_SENTENCES = (
    (re.compile(r"No such command '(.*)'"), N_("There is no command “{0}”.")),
    (
        re.compile(r"unexpected extra argument\(?s?\)? \((.*)\)"),
        N_("“{0}” is one word too many."),
    ),
    (re.compile(r"'(.*)' is not one of (.*)\."), N_("“{0}” is none of {1}.")),
    (re.compile(r"valid integer"), N_("it must be a whole number.")),
    (re.compile(r"greater than or equal to (\d+)"), N_("it must be {0} or more.")),
    (re.compile(r"less than or equal to (\d+)"), N_("it must be {0} or less.")),
    (re.compile(r"Missing command"), N_("A command is missing.")),
)
"""What the parser says, and how we say it."""


def name_panels() -> None:
    """Give the parts of a help text their names in the language of the interface."""
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
    rich_utils.OPTIONS_PANEL_TITLE = _("Options")
    rich_utils.COMMANDS_PANEL_TITLE = _("Commands")
    rich_utils.DEFAULT_STRING = _("[default: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[required]")


def translated(command: Any) -> Any:
    """A command and all below it, with every help text in the language of the interface."""
    if command.help:
        command.help = _(command.help)
    own = command.get_help_option(typer.Context(command))
    if own is not None:
        own.help = _("Show this help.")
    for param in command.params:
        if getattr(param, "help", None):
            param.help = _(param.help)
    for below in getattr(command, "commands", {}).values():
        translated(below)
    return command


def usage(error: Exception) -> str:
    """What was wrong with the way a command was called; "" for any other error."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "UsageError" not in kinds:
        return ""
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "desk"
    hint = _("“{command} --help” shows how it is called.").format(command=path)
    if "NoArgsIsHelpError" in kinds:
        return getattr(error, "message", "") or hint
    if "NoSuchOption" in kinds:
        words = _("There is no option {name}.").format(name=getattr(error, "option_name", ""))
    elif "MissingParameter" in kinds:
        words = _("{name} is missing.").format(name=_name(error))
    elif "BadOptionUsage" in kinds:
        words = _("{name} wants a value.").format(name=getattr(error, "option_name", ""))
    elif "BadParameter" in kinds:
        words = _("{name} does not fit: {reason}").format(
            name=_name(error), reason=_reworded(str(getattr(error, "message", "")))
        )
    else:
        words = _reworded(str(getattr(error, "message", "")))
    return f"{words} {hint}"


def _reworded(message: str) -> str:
    """The parser's sentence in ours, where it is one we know."""
    for pattern, words in _SENTENCES:
        if found := pattern.search(message):
            return _(words).format(*found.groups())
    return message


def _name(error: Exception) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return str(getattr(error, "param_hint", "") or "")
    if param.param_type_name == "argument":
        return str(param.metavar or param.name)
    return str(param.opts[0])
