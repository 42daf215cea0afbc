"""The nineteen explorables: what they say at given knobs, what they hide, and that nothing breaks them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from mmltui.plots.charsets import CHARSETS, GLYPHS
from mmltui.plots.kinds import KINDS
from mmltui.plots.plot import PlotError, draw, load_plot
from mmltui.plots.surface import flat_directions, quadratic_form, unit

TABLES = tomllib.loads((Path(__file__).parent / "explorables.toml").read_text(encoding="utf-8"))


def caption(name, knobs=None, *, revealed=True):
    return draw(load_plot(TABLES[name]), 100, 30, knobs=knobs or {}, revealed=revealed).caption


def test_there_are_nineteen_and_every_kind_but_the_plain_curve_is_among_them():
    assert len(TABLES) == 19
    assert {table["kind"] for table in TABLES.values()} == set(KINDS) - {"curve"}


@pytest.mark.parametrize("name", TABLES)
def test_the_guide_for_authors_has_each_kind_and_its_keys(name):
    guide = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = guide.partition("### Pictures to turn")[2].partition("###")[0]
    rows = {row.split("`")[1]: row for row in table.splitlines() if row.startswith("| `")}
    keys = set(TABLES[name]) - {"kind", "title", "alt", "knobs"}
    assert {key for key in keys if f"`{key}`" not in rows[TABLES[name]["kind"]]} == set()


@pytest.mark.parametrize(
    ("name", "knobs", "said"),
    [
        ("linked-panes", {"a": 2}, "L(a) = 2"),  # (2-2)^2 + (3-4)^2 + (7-6)^2
        ("linked-panes", {"a": 1}, "L(a) = 18"),
        ("squares-of-residuals", {"a": 1}, "Σ r² = 0.5"),  # residuals 0, 0.5, -0.5, 0
        ("squares-of-residuals", {"a": 1}, "Σ |r| = 1"),
        ("squares-of-residuals", {}, "least Σ r²: a = 0.983"),  # 29.5 / 30
        ("squares-of-residuals", {}, "least Σ |r|: a = 1"),
        ("drawer-of-functions", {"family": 3, "a": 2}, "family: sine   f = sin(a x)   a = 2"),
        ("secant-to-tangent", {"h": 0.5}, "quotient = 2.5   slope = 2"),
        ("secant-to-tangent", {"h": -0.5}, "quotient = 1.5   slope = 2"),
        ("f-and-its-slope", {"x": 1}, "f = -2   f' = 0"),
        ("descent-sandbox", {"k": 50, "x start": 0.5}, "x = 1.347"),
        ("descent-sandbox", {"k": 50, "x start": -0.5}, "x = -1.473"),
        ("rule-tree", {"node 1": 1, "node 2": 3, "node 4": 3}, "3 of 8 labelled   2 right"),
        ("compass", {"angle": 45}, "∇ᵥf = 1.41   cos β = 1"),
        ("compass", {"angle": 135}, "cos β = 0 "),
        ("cut", {"angle": 0}, "∇ᵥf = 1.75"),  # 2·0.5 + 1.5·0.5
        ("staircase", {}, "(df/dθ) v = 3.5"),
        ("descent-in-two-dimensions", {"k": 1, "η": 0.22}, "x₁ = 2.73, x₂ = -0.76"),
        ("speed-limit", {"k": 50, "η": 0.19}, "converges for η < 2/λ = 0.2"),
        ("dependency-graph", {"t": 1}, "t = 1   a = 1   b = 2.718   f = 2.718"),
        ("local-map", {}, "det J = 1"),
        ("delta-stepper", {"step": 4}, "4 of 4 terms decided"),
        ("quadratic-zoo", {"a": 1, "b": 0, "d": 1}, "eigenvalues 1, 1"),
        ("quadratic-zoo", {"a": 1, "b": 0, "d": 1}, "positive definite: bowl"),
        ("quadratic-zoo", {"a": 1, "b": 1, "d": 1}, "positive semidefinite: trough"),
        ("quadratic-zoo", {"a": 1, "b": 2, "d": 1}, "indefinite: saddle"),
        ("quadratic-zoo", {"a": -2, "b": 0, "d": -3}, "negative definite: dome"),
        ("quadratic-zoo", {"a": 0, "b": 0, "d": 0}, "zero: flat"),
        ("quadratic-zoo", {"a": 2, "b": 1, "d": 2, "angle": 45}, "vᵀHv = 3"),
        ("curvature-dial", {"angle": 0}, "vᵀHv = 2 "),
        ("curvature-dial", {"angle": 90}, "vᵀHv = -1 "),
        ("curvature-dial", {}, "0 at 69.9° and 143.8°"),  # tan = 1 + √3 and 1 - √3
        ("descent-sandbox", {"η": 0.5}, "diverged at step 5"),
        ("descent-sandbox", {"x start": -0.5}, "k = 5 steps from -0.5"),
        ("speed-limit", {"k": 1, "η": 0.2}, "x₁ = 6.4, x₂ = -1 "),  # on the limit the second coordinate only flips
        ("staircase", {"stage": 1}, "stage: first step"),
        ("dependency-graph", {"path": 1}, "path = via a"),
        ("same-hessian", {"angle": 0}, "H of f = [0, 0; 0, 2]: vᵀHv = 0   H of g = [0, 0; 0, 2]: vᵀHv = 0"),
        ("same-hessian", {"angle": 0}, "f(±0.5 v) = 0.0625, 0.0625   g(±0.5 v) = 0.125, -0.125"),
    ],
)
def test_the_caption_tells_the_numbers(name, knobs, said):
    assert said in caption(name, knobs) + " "


@pytest.mark.parametrize(
    ("knobs", "revealed", "said"),
    [
        ({"a": 1}, False, "L(a): predict, then reveal   one step right: ? "),
        ({"a": 1, "next L": 2}, False, "one step right: lower "),
        ({"a": 1, "next L": 2}, True, "one step right: lower ✓"),
        ({"a": 1, "next L": 1}, True, "one step right: lower ✗ not higher"),
        ({"a": 3, "next L": 1}, True, "one step right: higher ✓"),
        ({"a": 4}, True, "one step right: the same"),  # the knob is at its end
        ({"a": 1}, True, "one step right: lower "),
    ],
)
def test_the_next_loss_is_predicted_before_it_is_seen(knobs, revealed, said):
    assert said in caption("linked-panes", knobs, revealed=revealed) + " "


@pytest.mark.parametrize(
    ("of", "ends", "signs"),
    [
        ("x^3 - 3x", [-2.2, 2.2], "+0---0+"),
        ("x^2", [-2, 2], "---0+++"),
        ("e^x", [-1, 1], "+++++++"),
        ("-x", [-1, 1], "-------"),
        ("log x", [-1, 1], "???++++"),
        ("3", [0, 1], "0000000"),
    ],
)
def test_the_signs_of_the_slope_are_given_part_by_part_before_they_are_shown(of, ends, signs):
    plot = load_plot({**TABLES["f-and-its-slope"], "of": of, "range": ends, "knobs": []})
    given = {f"sign {at}": "?+0-".index(sign) for at, sign in enumerate(signs, start=1)}
    hidden, shown = (draw(plot, 100, 30, knobs=given, revealed=revealed) for revealed in (False, True))
    assert "✗" not in "".join(hidden.text() + shown.text())
    assert f"{7 - signs.count('?')} of 7 signs of f' given" in hidden.caption
    assert "7 of 7 signs right" in shown.caption
    wrong = draw(plot, 100, 30, knobs={**given, "sign 7": 1 if signs[6] != "+" else 3}, revealed=True)
    assert "".join(wrong.text()).count("✗") == 1
    assert "6 of 7 signs right" in wrong.caption


@pytest.mark.parametrize(
    ("matrix", "angles"),
    [
        (((1, 0), (0, -1)), (45, 135)),
        (((0, 1), (1, 0)), (0, 90)),
        (((1, 1), (1, 1)), (135,)),
        (((0, 0), (0, -2)), (0,)),
        (((2, 1), (1, 2)), ()),
        (((0, 0), (0, 0)), ()),
        (((2, 1), (1, -1)), (69.896091, 143.793977)),
    ],
)
def test_the_directions_without_curvature(matrix, angles):
    found = flat_directions(matrix)
    assert found == pytest.approx(angles, abs=1e-6)
    assert [quadratic_form(matrix, unit(angle)) for angle in found] == pytest.approx([0] * len(angles), abs=1e-7)


@pytest.mark.parametrize(
    ("name", "letter", "values"),
    [
        ("squares-of-residuals", "o", [0, 3, 0]),
        ("shape-machine", "t", [0, 1, 0]),
        ("linked-panes", "p", [0, 1, 2, 0]),
        ("linked-panes", "", []),
    ],
)
def test_a_letter_takes_its_knob_round(name, letter, values):
    knobs = [knob for knob in load_plot(TABLES[name]).knobs if knob.key == letter]
    assert len(knobs) == 1
    assert [knobs[0].moved_on(value) for value in values[:-1]] == values[1:]


@pytest.mark.parametrize(
    ("name", "height"),
    [
        ("compass", lambda x, y: x**2 / 2 + y**2),
        ("cut", lambda x, y: x**2 + 1.5 * x * y - y**2 / 2),
        ("staircase", lambda x, y: x**2 + x * y),
        ("speed-limit", lambda x, y: (x**2 + 10 * y**2) / 2),
        ("quadratic-zoo", lambda x, y: x**2 + x * y + y**2 / 2),
        ("same-hessian", lambda x, y: x**4 + y**2),
    ],
)
def test_pointing_at_a_map_reads_off_the_height(name, height):
    drawing = draw(load_plot(TABLES[name]), 100, 30)
    pane = drawing.panes[0]
    column, row = pane.column + pane.width // 3, pane.row + pane.height // 4
    (x, y), read = pane.at(column, row), drawing.reading(column, row)
    x_name, y_name, f = (part.split(" = ") for part in read.split("   "))
    assert [x_name[0], y_name[0], f[0]] == ["x₁", "x₂", "f"]
    assert [float(x_name[1]), float(y_name[1])] == pytest.approx([x, y], rel=1e-3)
    assert float(f[1]) == pytest.approx(height(x, y), rel=1e-3)


def test_the_outlier_stays_in_view():
    plot = load_plot(TABLES["squares-of-residuals"])
    measured, moved = (draw(plot, 100, 30, knobs={"outlier": height}).panes[0] for height in (0, 3))
    assert measured.y == moved.y
    assert measured.y[1] > 7


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize(("width", "height"), [(78, 20), (60, 20), (100, 30), (120, 40)])
def test_every_axis_has_a_name_and_at_least_two_marks(name, charset, width, height):
    glyphs = GLYPHS[charset]
    drawing = draw(load_plot(TABLES[name]), width, height, charset, revealed=True)
    rows = ["".join(run.text for run in row) for row in drawing.rows]
    for pane in drawing.panes:
        below = slice(pane.column, pane.column + pane.width)
        assert rows[pane.row + pane.height][below].count(glyphs.tick_below) >= 2
        assert pane.names[0] in rows[pane.row + pane.height + 1][pane.column - 2 : pane.column + pane.width]
        edge = [row[pane.column - 1] for row in rows[pane.row : pane.row + pane.height]]
        assert edge.count(glyphs.tick_left) >= 2


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("secant-to-tangent", {"of": "1/x"}),
        ("f-and-its-slope", {"of": "1/x"}),
        ("descent-sandbox", {"of": "1/x"}),
        ("linked-panes", {"model": "1/(x - a)"}),
        ("drawer-of-functions", {"families": [{"name": "q", "expr": "a/x"}], "knobs": []}),
    ],
)
def test_a_pole_is_marked_and_not_bridged(name, change):
    drawing = draw(load_plot({**TABLES[name], **change}), 100, 30, "ascii")
    pane = drawing.panes[0]
    rows = ["".join(run.text for run in row) for row in drawing.rows][pane.row : pane.row + pane.height]
    columns = ["".join(column) for column in zip(*(row[pane.column :][: pane.width] for row in rows), strict=True)]
    pole = max(columns, key=lambda column: column.count("|"))
    assert pole.count("|") >= pane.height / 2


@pytest.mark.parametrize(
    ("knobs", "said"),
    [
        ({}, "give every Jacobian a shape"),
        ({"J_g": 2, "J_h": 2}, "jams between g and h: 5 columns meet 2 rows"),
        ({"J_g": 2, "J_h": 3}, "runs: the product is 3 x 2, out by in"),
        ({"J_g": 2, "J_h": 3, "transpose": 1}, "gives 2 x 3: jams at the end"),
        ({"J_g": 4, "J_h": 3}, "runs, but gives 5 x 2: jams at the end"),
        ({"J_g": 1, "J_h": 1}, "jams between"),
    ],
)
def test_the_shape_machine_runs_or_jams(knobs, said):
    plot = load_plot(TABLES["shape-machine"])
    assert [knob.choices for knob in plot.knobs[:2]] == [
        ("?", "3 x 3", "3 x 5", "5 x 3", "5 x 5"),
        ("?", "2 x 2", "2 x 5", "5 x 2", "5 x 5"),
    ]
    assert said in draw(plot, 100, 15, knobs=knobs).caption


@pytest.mark.parametrize("step_size", [0.21, 1, 3.8])
@pytest.mark.parametrize("start", [[8, 1], [0, 0]])
def test_a_descent_that_runs_away_is_stopped_and_says_so(step_size, start):
    knobs = [{"name": "eta", "range": [0.01, 4]}, {"name": "k", "start": 50, "range": [0, 2000]}]
    plot = load_plot({**TABLES["speed-limit"], "start": start, "knobs": knobs})
    said = draw(plot, 100, 30, knobs={"η": step_size, "k": 2000}).caption
    assert ("diverged at step" in said) is (start != [0, 0])
    assert "inf" not in said
    assert "nan" not in said


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("linked-panes", "L(a) ="),
        ("secant-to-tangent", "slope"),
        ("secant-to-tangent", "tangent  "),
        ("f-and-its-slope", "f' ="),
        ("f-and-its-slope", "+++"),
        ("compass", "cos β"),
        ("curvature-dial", "saddle"),
        ("rule-tree", "[chain]"),
        ("squares-of-residuals", "least"),
        ("shape-machine", "(3 x 5)"),
        ("speed-limit", "2/λ"),
    ],
)
def test_what_is_to_be_predicted_is_hidden_until_it_is_revealed(name, secret):
    plot = load_plot(TABLES[name])
    before, after = ("\n".join(draw(plot, 100, 30, revealed=revealed).text()) for revealed in (False, True))
    assert plot.hides
    assert secret not in before
    assert secret.strip() in after


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("charset", CHARSETS)
def test_every_size_and_knob_gives_a_whole_picture(name, charset):
    plot = load_plot(TABLES[name])
    positions = [{}, *({knob.name: end} for knob in plot.knobs for end in (knob.low, knob.high))]
    for width, height in ((20, 8), (60, 20), (100, 30), (150, 50)):
        for knobs in positions if (width, height) == (60, 20) else positions[:1]:
            for revealed in (False, True):
                drawing = draw(plot, width, height, charset, knobs, revealed=revealed)
                rows = ["".join(run.text for run in row) for row in drawing.rows]
                assert [len(row) for row in rows] == [width] * height
                text = "".join(rows)
                assert text.isascii() or charset != "ascii"
                assert not {letter for letter in text if east_asian_width(letter) in "WF" or ord(letter) < 32}


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ("local-map", "same-hessian")])
def test_axes_stay_put_while_a_knob_turns(name):
    plot = load_plot(TABLES[name])
    for knob in plot.knobs:
        start = draw(plot, 100, 30, revealed=True)
        for steps in (-3, 4):
            turned = draw(plot, 100, 30, knobs={knob.name: knob.turned(knob.start, steps)}, revealed=True)
            assert [(pane.x, pane.y) for pane in turned.panes] == [(pane.x, pane.y) for pane in start.panes]


MAPS = [
    "compass",
    "staircase",
    "quadratic-zoo",
    "curvature-dial",
    "speed-limit",
    "same-hessian",
    "squares-of-residuals",
]


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("charset", CHARSETS)
def test_one_unit_is_as_long_across_as_up(name, charset):
    pane = draw(load_plot(TABLES[name]), 100, 30, charset).panes[0]
    across = (pane.x[1] - pane.x[0]) / pane.width
    up = (pane.y[1] - pane.y[0]) / pane.height / 2  # a cell is twice as high as wide
    assert across == pytest.approx(up, rel=0.04)


@pytest.mark.parametrize("name", TABLES)
def test_a_misspelt_key_is_named_with_the_right_one(name):
    for key in TABLES[name]:
        wrong = {(f"{key}s" if key == other else other): value for other, value in TABLES[name].items()}
        with pytest.raises(PlotError) as refused:
            load_plot(wrong)
        assert refused.value.key in {key, f"{key}s", "range", "and", "of"}
        assert f"'{key}'" in refused.value.message or refused.value.key != f"{key}s"


@pytest.mark.parametrize(
    ("name", "change", "key"),
    [
        ("linked-panes", {"data": [[1, 2]]}, "data"),
        ("linked-panes", {"data": [[1, 2], [1]]}, "data[1].point"),
        ("linked-panes", {"hide": 1}, "hide"),
        ("linked-panes", {"knobs": [{"name": "b"}]}, "knobs[0].name"),
        ("drawer-of-functions", {"knobs": [{"name": "family", "start": "cubic"}]}, "knobs[0].start"),
        ("quadratic-zoo", {"H": [[1, 2], [3, 4]]}, "H"),
        ("quadratic-zoo", {"H": [1, 2]}, "H"),
        ("shape-machine", {"boxes": [{"name": "h", "in": 2, "out": 5}]}, "boxes"),
        (
            "shape-machine",
            {"boxes": [{"name": "h", "in": 2, "out": 5}, {"name": "g", "in": 4, "out": 3}]},
            "boxes[1].in",
        ),
        ("compass", {"of": "x_1 + q"}, "of"),
        ("compass", {"vars": ["x_1"]}, "vars"),
        ("compass", {"at": [1]}, "at"),
        ("cut", {"reach": 0}, "reach"),
        ("descent-sandbox", {"step_size": -1}, "step_size"),
        ("descent-sandbox", {"start": [1, 2]}, "start"),
        ("descent-sandbox", {"hide": True}, "hide"),
        ("delta-stepper", {"size": 40}, "size"),
        ("rule-tree", {"of": "x"}, "of"),
        ("local-map", {"of": ["r"]}, "of"),
        ("dependency-graph", {"inner": [{"name": "a", "expr": "t"}]}, "inner"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_at_its_key(name, change, key):
    with pytest.raises(PlotError) as refused:
        load_plot({**TABLES[name], **change})
    assert refused.value.key == key
