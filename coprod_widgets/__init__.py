"""Widgets and content for learning co-production.

Everything public is named here and fetched when it is first used, so that importing the package costs next to
nothing and a learner never waits for what they do not use.
"""

from importlib import import_module

_HOMES = {
    "BranchingStory": "coprod_widgets.widgets.branching_story",
    "ActionPlan": "coprod_widgets.widgets.action_plan",
    "Choice": "coprod_widgets.widgets.choice",
    "DefinitionExplorer": "coprod_widgets.widgets.definition_explorer",
    "PowerBalance": "coprod_widgets.widgets.power_balance",
    "PrincipleCrosswalk": "coprod_widgets.widgets.principle_crosswalk",
    "Reflect": "coprod_widgets.widgets.reflect",
    "ScenarioSorter": "coprod_widgets.widgets.scenario_sorter",
    "SelfAudit": "coprod_widgets.widgets.self_audit",
    "exercise": "coprod_widgets.notebook",
    "unit": "coprod_widgets.notebook",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"coprod_widgets has no {name!r}; it has: {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
