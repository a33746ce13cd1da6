"""Which widget shows which kind of item."""

from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.balance import BalanceItem
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.definitions import HighlightItem
from coprod_widgets.content.planning import PlanItem
from coprod_widgets.content.schema import ChoiceItem, ReflectItem, SortItem
from coprod_widgets.content.stories import StoryItem
from coprod_widgets.widgets.action_plan import ActionPlan
from coprod_widgets.widgets.base import ItemWidget
from coprod_widgets.widgets.branching_story import BranchingStory
from coprod_widgets.widgets.choice import Choice
from coprod_widgets.widgets.definition_explorer import DefinitionExplorer
from coprod_widgets.widgets.power_balance import PowerBalance
from coprod_widgets.widgets.principle_crosswalk import PrincipleCrosswalk
from coprod_widgets.widgets.reflect import Reflect
from coprod_widgets.widgets.scenario_sorter import ScenarioSorter
from coprod_widgets.widgets.self_audit import SelfAudit

MAKERS: dict[type, type[ItemWidget]] = {
    SortItem: ScenarioSorter,
    ChoiceItem: Choice,
    ReflectItem: Reflect,
    BalanceItem: PowerBalance,
    LinkItem: PrincipleCrosswalk,
    HighlightItem: DefinitionExplorer,
    StoryItem: BranchingStory,
    AuditItem: SelfAudit,
    PlanItem: ActionPlan,
}
