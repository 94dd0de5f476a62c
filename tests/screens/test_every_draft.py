"""Every form with more than one field is kept as a draft: found in the classes themselves."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections import Counter
from collections.abc import Iterator
from functools import cache

from textual.widgets import Input, TextArea

import screens
from screens.dialogs.form import FormDialog
from screens.intake.aside import AsideDialog
from screens.widgets.choice import Choice
from screens.widgets.ticks import Ticks
from screens.working import WorkScreen

FIELDS: tuple[type, ...] = (Input, TextArea, Choice, Ticks)
NO_DRAFT = {
    "FirstStart": "before there is a book, what is typed is kept in a file beside it",
    "Narrow": "what narrows a list stands on the list",
    "OpenSeal": "a sealed code is never kept",
    "Remind": "one line, and how it was said",
    "PrintRun": "what is printed and how far it came stands in the book as a run",
    "ImportList": "a path and how it is read; how far it came stands in the book as an import",
}
"""Forms without a draft, and why. What asks for a PIN or a passphrase is found by itself."""


def below(kind: type) -> list[type]:
    """What is made of a class directly."""
    return type.__subclasses__(kind)


def _below(kind: type) -> Iterator[type]:
    for one in below(kind):
        yield one
        yield from _below(one)


def forms() -> list[type]:
    """Every screen and dialog of ours that is no base of another."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        importlib.import_module(module.name)
    ours = {one for one in _below(WorkScreen) if one.__module__.startswith("screens.")}
    return sorted(
        (one for one in ours if not any(s in ours for s in below(one))),
        key=lambda one: (one.__module__, one.__name__),
    )


@cache
def calls(kind: type) -> Counter[str]:
    """How often a class calls what, by name."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    called: Counter[str] = Counter()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            what = node.func.value if isinstance(node.func, ast.Subscript) else node.func
            if isinstance(what, ast.Name):
                called[what.id] += 1
    return called


def fields_of(form: type) -> int:
    """How many fields a form makes itself or in what it is made of."""
    names = {one.__name__ for kind in FIELDS for one in (kind, *_below(kind))} | {"area", "yes_no"}
    ours = [one for one in form.__mro__ if one.__module__.startswith("screens.")]
    return sum(count for one in ours for name, count in calls(one).items() if name in names)


def keeps(form: type) -> bool:
    """Whether what is typed into a form is kept."""
    if issubclass(form, FormDialog):
        return bool(form.draft)
    # Over a new case they are part of its draft.
    if issubclass(form, AsideDialog):
        return True
    ours = [one for one in form.__mro__ if one.__module__.startswith("screens.")]
    return any(calls(one)["DraftKeeper"] for one in ours if one is not FormDialog)


def secret(form: type) -> bool:
    """Whether a form hides what is typed into it: that is never kept."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(form)))
    calls_of = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(word.arg == "password" for call in calls_of for word in call.keywords)


def many() -> list[type]:
    """The forms of more than one field, but for those that hide one."""
    return [form for form in forms() if fields_of(form) > 1 and not secret(form)]


def test_forms_were_found() -> None:
    names = {form.__name__ for form in many()}
    assert {"LogContact", "Amend", "ChangeOriginal", "GiveTask", "Declare", "ChangeDay"} <= names
    assert len(names) > 40


def test_every_form_of_several_fields_is_kept_or_has_a_reason_why_not() -> None:
    assert {form.__name__ for form in many() if not keeps(form)} == set(NO_DRAFT)


def test_no_two_forms_share_a_draft() -> None:
    names = Counter(form.draft for form in forms() if issubclass(form, FormDialog) and form.draft)
    assert [name for name, count in names.items() if count > 1] == []
