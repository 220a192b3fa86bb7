"""Rulings become cells: merged where no ruling parts them, told apart where one does."""

from hypothesis import given
from hypothesis import strategies as st

from flows.read.pdf.frame import Frame
from flows.read.pdf.glyphs import Run
from flows.read.pdf.lattice import Lattice, Region
from flows.read.pdf.ruled_grids import lattices
from flows.read.pdf.rulings import Ruling, Rulings, rulings

PAGE = Frame(0, 0, 595, 842)


def ruled(xs: list[float], ys: list[float]) -> Rulings:
    """A whole grid: a ruling at every border, from end to end."""
    return Rulings([Ruling(y, xs[0], xs[-1]) for y in ys], [Ruling(x, ys[0], ys[-1]) for x in xs])


def only(found: list[Lattice]) -> Lattice:
    assert len(found) == 1
    return found[0]


@given(columns=st.integers(1, 9), rows=st.integers(1, 9), width=st.floats(8, 90), height=st.floats(8, 40))
def test_a_full_grid_has_one_cell_between_each_pair_of_borders(
    columns: int, rows: int, width: float, height: float
) -> None:
    grid = only(
        lattices(ruled([50 + i * width for i in range(columns + 1)], [70 + i * height for i in range(rows + 1)]))
    )
    assert grid.regions == tuple(Region(row, column, 1, 1) for row in range(rows) for column in range(columns))


def test_cells_without_a_ruling_between_them_are_one_cell() -> None:
    """The ruling at x = 100 begins below the first row: its two cells are merged."""
    found = Rulings(
        [Ruling(y, 0, 200) for y in (0, 20, 40)], [Ruling(0, 0, 40), Ruling(100, 20, 40), Ruling(200, 0, 40)]
    )
    assert only(lattices(found)).regions == (Region(0, 0, 1, 2), Region(1, 0, 1, 1), Region(1, 1, 1, 1))


def test_pieces_of_a_stroke_are_one_ruling_and_a_gap_is_none() -> None:
    pieces = [Ruling(100, 0, 12), Ruling(100.4, 12.5, 40)]
    whole = only(
        lattices(Rulings([Ruling(y, 0, 200) for y in (0, 40)], [Ruling(0, 0, 40), *pieces, Ruling(200, 0, 40)]))
    )
    assert len(whole.regions) == 2
    torn = only(
        lattices(Rulings([Ruling(y, 0, 200) for y in (0, 40)], [Ruling(0, 0, 40), pieces[0], Ruling(200, 0, 40)]))
    )
    assert len(torn.regions) == 1


def test_a_side_without_ruling_is_closed_by_the_ends_of_the_others() -> None:
    found = Rulings([Ruling(y, 0, 200) for y in (0, 20, 40)], [Ruling(100, 0, 40)])
    assert only(lattices(found)).xs == (0, 100, 200)


def test_grids_that_do_not_touch_are_two() -> None:
    upper, lower = ruled([0, 100, 200], [0, 20]), ruled([0, 50, 200], [60, 80])
    found = lattices(Rulings(upper.across + lower.across, upper.down + lower.down))
    assert [len(grid.regions) for grid in found] == [2, 2]
    assert found[0].ys[0] < found[1].ys[0]


def test_an_l_of_cells_is_parted_into_rows() -> None:
    """A missing piece of ruling must not make one cell of three: each row keeps its own."""
    found = Rulings(
        [Ruling(0, 0, 200), Ruling(20, 100, 200), Ruling(40, 0, 200)],
        [Ruling(0, 0, 40), Ruling(100, 20, 40), Ruling(200, 0, 40)],
    )
    grid = only(lattices(found))
    assert sorted((r.row, r.column, r.row_span, r.column_span) for r in grid.regions) == [
        (0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1),
    ]  # fmt: skip


def run(text: str, x: float, y: float, pitch: float = 10) -> Run:
    """Glyphs without width, so that each lies where it stands."""
    lefts = [x + i * pitch for i in range(len(text))]
    return Run(list(text), lefts, [0.0] * len(text), 10, y, x, lefts[-1])


def test_a_run_lies_in_the_cell_between_its_borders() -> None:
    grid = only(lattices(ruled([0, 100, 200], [0, 20, 40])))
    runs = [run("xx", x, y) for x, y in ((1, 1), (101, 1), (89, 39), (500, 1), (1, 500))]
    inside, outside = grid.place_runs(runs)
    assert inside == {0: runs[:1], 1: runs[1:2], 2: runs[2:3]}
    assert outside == runs[3:]


def test_a_run_across_borders_is_taken_apart() -> None:
    grid = only(lattices(ruled([0, 100, 200], [0, 20, 40])))
    inside, outside = grid.place_runs([run("abcd", -50, 1, pitch=100)])
    assert {index: [part.texts for part in parts] for index, parts in inside.items()} == {0: [("b",)], 1: [("c",)]}
    assert [part.texts for part in outside] == [("a",), ("d",)]


def path(
    *operations: dict[str, object], stroke: object = None, fill: object = None, box: object = None
) -> dict[str, object]:
    return {"operations": operations, "stroke_color": stroke, "fill_color": fill, "bbox": box or (0, 0, 0, 0)}


def rectangle(x: float, y: float, width: float, height: float) -> dict[str, object]:
    return {"op": "rectangle", "x": x, "y": y, "width": width, "height": height}


def test_thin_black_rectangles_are_rulings_and_white_ones_are_not() -> None:
    black = path(rectangle(10, 700, 300, 0.96), fill=(0.0, 0.0, 0.0))
    white = path(rectangle(10, 600, 300, 0.96), fill=(1.0, 1.0, 1.0))
    assert rulings([black, white], PAGE).across == [Ruling(842 - 700.48, 10, 310)]


def test_what_is_painted_in_the_colour_that_nobody_set_is_black() -> None:
    assert rulings([path(rectangle(10, 700, 300, 0.5))], PAGE).across == [Ruling(842 - 700.25, 10, 310)]
    assert rulings([path(rectangle(10, 600, 300, 40))], PAGE)[:2] == ([], [])


def test_a_filled_cell_is_no_ruling_and_a_stroked_one_is_four() -> None:
    filled = path(rectangle(10, 600, 300, 40), fill=(0.2, 0.2, 0.2), box=(10, 600, 300, 40))
    assert rulings([filled], PAGE) == Rulings([], [], [(10, 202, 310, 242)])
    found = rulings([path(rectangle(10, 600, 300, 40), stroke=(0.0, 0.0, 0.0))], PAGE)
    assert (len(found.across), len(found.down)) == (2, 2)


def test_a_closed_polygon_of_lines_is_four_rulings() -> None:
    steps: tuple[dict[str, object], ...] = (
        {"op": "move_to", "x": 0, "y": 0}, {"op": "line_to", "x": 90, "y": 0}, {"op": "line_to", "x": 90, "y": 50},
        {"op": "line_to", "x": 0, "y": 50}, {"op": "close_path"},
    )  # fmt: skip
    found = rulings([path(*steps, stroke=(0.0, 0.0, 0.0))], PAGE)
    assert (len(found.across), len(found.down)) == (2, 2)
