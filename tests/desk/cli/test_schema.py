"""What `desk schema` prints is what judges the input."""

from typing import get_type_hints

import pytest

from desk import forms, forms_counter, forms_loop
from desk.cli.app import command
from desk.cli.schema import FORMS, json_schema
from desk.form import Form
from desk.importing.mapping import ImportMapping
from tests.desk.cli.prompt import Prompt
from tests.desk.cli.test_help import every


@pytest.mark.parametrize("name", FORMS)
def test_a_schema_names_every_field_and_no_other(name: str, empty: Prompt) -> None:
    shape, _command = FORMS[name]
    found = empty.ok("schema", name)
    assert found == json_schema(name)
    assert set(found["properties"]) == set(get_type_hints(shape)) - {"__pydantic_config__"}
    assert found["additionalProperties"] is False


def test_every_input_belongs_to_a_command_that_takes_it() -> None:
    known = dict(every(command()))
    for _name, (_shape, path) in FORMS.items():
        assert "file" in {param.name for param in known[f"desk {path}"].params}


def test_every_command_that_takes_json_has_a_schema() -> None:
    takes = {
        path.removeprefix("desk ")
        for path, found in every(command())
        if "file" in {param.name for param in found.params}
    }
    # Their input is text: a narrative, what we mean to say, the Markdown of a letter, a list.
    assert takes - {path for _shape, path in FORMS.values()} == {
        *("suggest", "manner", "letter edit", "case supplement", "case join"),
        # A table of holidays, and another name of `task add`.
        *("calendar import", "case task add"),
    }


def test_every_form_that_stands_alone_is_documented() -> None:
    every_form = {
        shape
        for shape in vars(forms).values()
        if isinstance(shape, type) and issubclass(shape, Form) and shape is not Form
    }
    inside = {forms.MaterialForm, forms.NewItemForm}
    by_options = {forms.ScopeForm, forms.ByWordForm, forms.ConfirmForm, forms.StaffForm}
    by_options |= {forms.RemarkForm}
    counter = {shape for shape in vars(forms_counter).values() if isinstance(shape, type)}
    documented = {shape for shape, _path in FORMS.values()}
    loop = {forms_loop.CardForm, forms_loop.TerminationForm, forms_loop.ReopenForm}
    files = {ImportMapping, forms_loop.TaskForm} | loop
    assert every_form - inside - by_options - counter == documented - counter - files


def test_the_names_are_listed(empty: Prompt) -> None:
    assert list(empty.ok("schema")) == list(FORMS)
    assert "case register" in empty.run("schema").out
