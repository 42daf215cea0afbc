"""Kind `rules`: an expression as a tree; each inner node is to be given its rule before anything is differentiated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mmltui.errors import LearnerError
from mmltui.notation.tree import Expression, Symbol
from mmltui.plots.charsets import spell
from mmltui.plots.drawing import Drawing, Ink, Row, Run, text_drawing
from mmltui.plots.formula import canonical_name
from mmltui.plots.keys import Keys
from mmltui.plots.knobs import Knob, choice_knob
from mmltui.plots.scene import View

LABELS: Final = ("?", "sum", "constant factor", "product", "quotient", "chain", "table")
_BY_RULE: Final = {
    "sum rule": "sum",
    "constant factor rule": "constant factor",
    "product rule": "product",
    "quotient rule": "quotient",
    "reciprocal rule": "quotient",
}
_MOST_NODES: Final = 12


@dataclass(frozen=True, slots=True)
class Node:
    """A node that needs a rule, or a leaf (`label` ""); `branch` draws how it hangs on the tree."""

    branch: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class RulesScene:
    """One knob for each inner node, with the rules to choose from."""

    title: str
    nodes: tuple[Node, ...]
    knobs: tuple[Knob, ...]
    hides: bool = True

    @property
    def rows(self) -> int:
        """The tree, its title and the caption."""
        return len(self.nodes) + 5

    def _chosen(self, view: View) -> list[str]:
        return [LABELS[knob.choice(view.knobs[knob.name])] for knob in self.knobs]

    def facts(self, view: View) -> tuple[str, ...]:
        """How many are labelled; how many rightly, once revealed."""
        chosen = self._chosen(view)
        right = [node.label for node in self.nodes if node.label]
        labelled = f"{sum(label != '?' for label in chosen)} of {len(right)} labelled"
        if not view.revealed:
            return (labelled,)
        return labelled, f"{sum(a == b for a, b in zip(chosen, right, strict=True))} right"

    def draw(self, view: View) -> Drawing:
        """The tree, with what was chosen at each node; with the right rule too, once revealed."""
        chosen = iter(self._chosen(view))
        rows: list[Row] = [(Run(spell(self.title, view.charset)),), (Run(""),)]
        widest = max(len(spell(node.branch + node.text, view.charset)) for node in self.nodes)
        number = 0
        for node in self.nodes:
            left = spell(node.branch + node.text, view.charset)
            if not node.label:
                rows.append((Run(f"      {left}", Ink.FRAME),))
                continue
            number += 1
            choice = next(chosen)
            rows.append((Run(f" {number:>3}  {left.ljust(widest)}  "), *_label(choice, node.label, view)))
        return text_drawing(rows, view.width, view.height)


def _label(choice: str, right: str, view: View) -> Row:
    if not view.revealed:
        return (Run("?" if choice == "?" else f"[{choice}]", Ink.MARK),)
    mark = "" if choice == "?" else " ✓" if choice == right else f" ✗ not {choice}"
    return (Run(f"[{right}]{spell(mark, view.charset)}", Ink.MARK),)


def _tree(expression: Expression, var: str, lead: str = "", hang: str = "") -> list[Node]:
    """The nodes below and at an expression, the outermost first."""
    from mmltui.calculus.uses import use
    from mmltui.notation.printing import unicode

    used = use(expression, var)
    inner = list(used.inner.values())
    if not inner and not _is_power(expression, var):
        return [Node(lead, unicode(expression), "")]
    through = [part for part in inner if not (isinstance(part, Symbol) and part.name == var)]
    label = _BY_RULE.get(used.rule.name) or ("chain" if through else "table")
    nodes = [Node(lead, unicode(expression), label)]
    parts = [] if label == "table" else inner
    for at, part in enumerate(parts):
        last = at + 1 == len(parts)
        nodes += _tree(part, var, hang + ("└─ " if last else "├─ "), hang + ("   " if last else "│  "))
    return nodes


def _is_power(expression: Expression, var: str) -> bool:
    """Whether a node without inner derivative still has a rule of the table (x³)."""
    from mmltui.notation.walk import free_symbols

    return var in free_symbols(expression) and not isinstance(expression, Symbol)


def read(keys: Keys, title: str) -> RulesScene:
    """Keys: `of`, `var` (x)."""
    var = canonical_name(keys.text("var", "x"))
    of = keys.formula("of", (var,))
    try:
        nodes = _tree(of.expression, var)
    except LearnerError as error:
        raise keys.refused("of", f"'of' has a part without a rule: {error.message}") from error
    count = sum(bool(node.label) for node in nodes)
    if not 1 <= count <= _MOST_NODES:
        raise keys.refused("of", f"'of' must need between 1 and {_MOST_NODES} rules, not {count}")
    knobs = tuple(choice_knob(f"node {number}", LABELS, "?") for number in range(1, count + 1))
    return RulesScene(title, tuple(nodes), knobs)
