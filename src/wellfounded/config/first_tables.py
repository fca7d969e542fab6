"""Lays the tables of a new store as the migrations say, without building every model anew at each of their steps.

At each step Django builds anew the classes of all models that hang together with the altered one; here nearly all do,
through the user. But a step can change a column of another model only where that one refers to the altered one,
directly or through others. Those are built anew here, and the rest stays.

A store that holds something is upgraded in Django's own way: nobody's rows depend on this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.migrations.state import ProjectState
from django.db.migrations.utils import get_references
from django.utils import translation

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor

ModelKey = tuple[str, str]  # label of the app, name of the model in small letters


class StateOfNewStore(ProjectState):
    """What the models are so far, of which as few as possible are built anew at a step."""

    def _find_reload_model(self, app_label: str, model_name: str, *delay: bool) -> set[ModelKey]:
        """Which models are built anew when this one is altered. With `delay`, Django knows that none refers to it."""
        self.is_delayed = True  # so a migration that runs code over rows first gets all models, wholly built
        altered = (app_label, model_name)
        known = model_name in self.apps.all_models[app_label]
        return self._referring(altered) if known and not any(delay) else {altered}

    def _referring(self, altered: ModelKey) -> set[ModelKey]:
        """This model and those that refer to it, directly or through others."""
        found, waiting = {altered}, [altered]
        while waiting:
            referring = {(model.app_label, model.name_lower) for model, *_ in get_references(self, waiting.pop())}
            waiting += referring - found
            found |= referring
        return found


def lay_first_tables(executor: MigrationExecutor) -> None:
    """Apply every migration to a store without tables."""
    state = StateOfNewStore(real_apps=executor.loader.unmigrated_apps)
    with translation.override(None):  # as Django's own command does: no language of a screen gets into the tables
        executor.migrate(executor.loader.graph.leaf_nodes(), state=state)
