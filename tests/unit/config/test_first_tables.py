"""While the tables of a new store are laid, few models are built anew, and none that a step concerns is left out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from wellfounded.config.first_tables import StateOfNewStore

APP = "shelves"
LONGER = migrations.AlterField("Shelf", "mark", models.CharField(max_length=9, primary_key=True))


def to(model: str, **more: Any) -> models.OneToOneField[Any, Any]:
    return models.OneToOneField(f"{APP}.{model}", models.CASCADE, **more)


def shelves() -> list[Operation]:
    """A page refers to a book and to its reader, the book to a shelf. A note refers to the reader alone."""
    number, text = ("id", models.AutoField(primary_key=True)), ("text", models.TextField())
    return [
        migrations.CreateModel("Shelf", [("mark", models.CharField(max_length=5, primary_key=True))]),
        migrations.CreateModel("Reader", [number]),
        migrations.CreateModel("Book", [("shelf", to("Shelf", primary_key=True))]),
        migrations.CreateModel("Page", [number, text, ("book", to("Book")), ("reader", to("Reader"))]),
        migrations.CreateModel("Note", [number, text, ("reader", to("Reader"))]),
    ]


def after(state: ProjectState, *operations: Operation) -> ProjectState:
    """The state with its models built from the beginning, as when tables are laid."""
    assert state.apps is not None
    for operation in operations:
        operation.state_forwards(APP, state)
    return state


def built(monkeypatch: pytest.MonkeyPatch, state: ProjectState, *operations: Operation) -> list[str]:
    """The models that were built at these steps."""
    names: list[str] = []
    render = ModelState.render

    def noted(model: ModelState, apps: Any) -> Any:
        names.append(model.name)
        return render(model, apps)

    with monkeypatch.context() as patch:
        patch.setattr(ModelState, "render", noted)
        after(state, *operations)
    return sorted(names)


def columns(state: ProjectState) -> dict[str, str | None]:
    """What tables would be made of with the models as they are built now."""
    fields = (field for model in state.apps.get_models() for field in model._meta.concrete_fields)  # noqa: SLF001 - the public way
    return {str(field): field.db_type(connection) for field in fields}


def test_a_new_model_is_built_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert built(monkeypatch, StateOfNewStore(), *shelves()) == ["Book", "Note", "Page", "Reader", "Shelf"]
    assert len(built(monkeypatch, ProjectState(), *shelves())) > len(shelves())  # the control: Django's own way


def test_a_model_of_which_only_its_own_changes_is_built_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    own = [
        migrations.AddField("Reader", "text", models.TextField(default="")),
        migrations.AddConstraint("Reader", models.CheckConstraint(condition=~models.Q(text="x"), name="says_no_x")),
    ]
    assert built(monkeypatch, after(StateOfNewStore(), *shelves()), *own) == ["Reader", "Reader"]


def test_whoever_refers_to_a_column_follows_it_through_others(monkeypatch: pytest.MonkeyPatch) -> None:
    state = after(StateOfNewStore(), *shelves())
    before = columns(state)
    assert built(monkeypatch, state, LONGER) == ["Book", "Page", "Shelf"]
    altered = {name for name, kind in columns(state).items() if kind != before[name]}
    assert altered == {"shelves.Shelf.mark", "shelves.Book.shelf", "shelves.Page.book"}
    assert columns(state) == columns(after(ProjectState(), *shelves(), LONGER))


def test_code_over_rows_gets_every_model_whole() -> None:
    """It may delete, which asks a model for everything that refers to it."""
    state = after(StateOfNewStore(), *shelves(), migrations.AddField("Book", "text", models.TextField(default="")))
    seen: list[Any] = []

    def look(apps: Any, _editor: Any) -> None:
        seen.extend(apps.get_model(APP, name) for name in ("Book", "Page"))

    editor: Any = SimpleNamespace(connection=connection)
    migrations.RunPython(look).database_forwards(APP, editor, state.clone(), state)
    book, page = seen
    assert page._meta.get_field("book").related_model is book  # noqa: SLF001 - the public way
    assert [relation.related_model for relation in book._meta.related_objects] == [page]  # noqa: SLF001 - the same
