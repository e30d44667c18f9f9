//! Ruling lines in, the grids of cells that they enclose out; borders cut off by a page edge are closed.

use super::geometry::{Area, clusters};
use super::limits::MAX_GRID_CELLS;
use super::rulings::Ruling;

/// Lines whose ends miss each other by no more points than this meet.
const MEETING: f32 = 3.0;
/// Grid lines closer than this many points are one.
const SAME_EDGE: f32 = 4.0;
/// Part of a cell's side that a line must cover to be its wall.
const WALL: f32 = 0.6;
/// More lines than this on a page are a drawing, no tables.
const MOST_LINES: usize = 2_500;

/// One cell of a grid; it may cover several rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GridCell {
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// Columns covered.
    pub width: usize,
    /// Its box in points.
    pub area: Area,
}

/// A ruled table as it stands on one page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// The x of every column edge, outer ones included.
    pub edges: Vec<f32>,
    /// The cells, by row and then by column.
    pub cells: Vec<GridCell>,
    /// Its whole box.
    pub area: Area,
    /// Whether no line closes it at the top.
    pub open_top: bool,
    /// Whether no line closes it at the bottom.
    pub open_bottom: bool,
}

/// The grids of one page from the top; a lone frame around one cell counts as a grid of one.
pub(super) fn grids(lines: &[Ruling]) -> Vec<Grid> {
    if lines.len() > MOST_LINES {
        return Vec::new();
    }
    let mut found: Vec<Grid> = groups(lines).iter().filter_map(|group| grid(group)).collect();
    found.sort_by(|a, b| a.area.y0.total_cmp(&b.area.y0).then(a.area.x0.total_cmp(&b.area.x0)));
    // A table within another one's cell is read as part of that cell.
    let outer: Vec<Area> = found.iter().map(|grid| grid.area).collect();
    found.retain(|grid| !outer.iter().any(|area| encloses(area, &grid.area)));
    found
}

fn encloses(outer: &Area, inner: &Area) -> bool {
    outer != inner
        && outer.x0 <= inner.x0 + MEETING
        && outer.y0 <= inner.y0 + MEETING
        && outer.x1 >= inner.x1 - MEETING
        && outer.y1 >= inner.y1 - MEETING
}

/// Lines that meet each other; upright lines of the same length side by side belong together as well.
fn groups(lines: &[Ruling]) -> Vec<Vec<Ruling>> {
    let mut group: Vec<usize> = (0..lines.len()).collect();
    for a in 0..lines.len() {
        for b in 0..a {
            if meet(&lines[a], &lines[b]) {
                let (from, to) = (root(&group, a), root(&group, b));
                group[from.max(to)] = from.min(to);
            }
        }
    }
    let mut found: Vec<Vec<Ruling>> = vec![Vec::new(); lines.len()];
    for (number, line) in lines.iter().enumerate() {
        found[root(&group, number)].push(*line);
    }
    found.retain(|group| group.len() > 1);
    found
}

fn root(group: &[usize], mut at: usize) -> usize {
    while group[at] != at {
        at = group[at];
    }
    at
}

fn meet(a: &Ruling, b: &Ruling) -> bool {
    if a.level == b.level {
        let alike = (a.from - b.from).abs() < MEETING && (a.to - b.to).abs() < MEETING;
        return !a.level && alike && a.to - a.from > 3.0 * MEETING;
    }
    let within = |at: f32, line: &Ruling| at > line.from - MEETING && at < line.to + MEETING;
    within(a.at, b) && within(b.at, a)
}

fn grid(lines: &[Ruling]) -> Option<Grid> {
    let extent = |level: bool| {
        let ends = lines.iter().filter(move |line| line.level == level);
        ends.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), line| (low.min(line.from), high.max(line.to)))
    };
    let places = |level: bool| {
        let lines = lines.iter().filter(|line| line.level == level);
        clusters(lines.map(|line| line.at).collect(), SAME_EDGE)
    };
    let (mut xs, mut ys) = (places(false), places(true));
    if xs.len() < 2 {
        return None;
    }
    close(&mut xs, extent(true));
    let (open_top, open_bottom) = close(&mut ys, extent(false));
    if xs.len() < 2 || ys.len() < 2 || (xs.len() - 1) * (ys.len() - 1) > MAX_GRID_CELLS {
        return None;
    }
    let area = Area { x0: xs[0], y0: ys[0], x1: xs[xs.len() - 1], y1: ys[ys.len() - 1] };
    let walls = Walls { lines, xs: &xs, ys: &ys };
    let cells = cells(&walls);
    let (edges, cells) = without_idle_edges(&xs, cells);
    Some(Grid { edges, cells, area, open_top, open_bottom })
}

/// Adds the outer edges that the crossing lines reach beyond the outermost line; says which ones were missing.
fn close(edges: &mut Vec<f32>, (low, high): (f32, f32)) -> (bool, bool) {
    let before = edges.first().is_none_or(|&first| low < first - 2.0 * MEETING) && low.is_finite();
    let after = edges.last().is_none_or(|&last| high > last + 2.0 * MEETING) && high.is_finite();
    if before {
        edges.insert(0, low);
    }
    if after {
        edges.push(high);
    }
    (before, after)
}

struct Walls<'grid> {
    lines: &'grid [Ruling],
    xs: &'grid [f32],
    ys: &'grid [f32],
}

impl Walls<'_> {
    /// Whether a line stands between a field and the one to its right.
    fn right_of(&self, row: usize, column: usize) -> bool {
        self.covered(false, self.xs[column + 1], self.ys[row], self.ys[row + 1])
    }

    /// Whether a line lies between a field and the one below it.
    fn below(&self, row: usize, column: usize) -> bool {
        self.covered(true, self.ys[row + 1], self.xs[column], self.xs[column + 1])
    }

    fn covered(&self, level: bool, at: f32, from: f32, to: f32) -> bool {
        let on = self.lines.iter().filter(|line| line.level == level && (line.at - at).abs() <= SAME_EDGE);
        let covered: f32 = on.map(|line| (line.to.min(to) - line.from.max(from)).max(0.0)).sum();
        covered >= WALL * (to - from)
    }
}

/// Fields without a wall between them are one cell; its box is that of all its fields.
fn cells(walls: &Walls<'_>) -> Vec<GridCell> {
    let (columns, rows) = (walls.xs.len() - 1, walls.ys.len() - 1);
    let mut group: Vec<usize> = (0..columns * rows).collect();
    let mut unite = |a: usize, b: usize| {
        let (a, b) = (root(&group, a), root(&group, b));
        group[a.max(b)] = a.min(b);
    };
    for row in 0..rows {
        for column in 0..columns {
            if column + 1 < columns && !walls.right_of(row, column) {
                unite(row * columns + column, row * columns + column + 1);
            }
            if row + 1 < rows && !walls.below(row, column) {
                unite(row * columns + column, (row + 1) * columns + column);
            }
        }
    }
    let mut found: Vec<Option<GridCell>> = vec![None; columns * rows];
    for field in 0..columns * rows {
        let (row, column) = (field / columns, field % columns);
        let area = Area { x0: walls.xs[column], x1: walls.xs[column + 1], y0: walls.ys[row], y1: walls.ys[row + 1] };
        let cell = found[root(&group, field)].get_or_insert(GridCell { row, column, width: 1, area });
        cell.area = cell.area.cover(&area);
        cell.width = cell.width.max(column + 1 - cell.column.min(column));
        cell.column = cell.column.min(column);
    }
    found.into_iter().flatten().collect()
}

/// Leaves out column edges at which no cell begins (an underline's end, a table within a cell).
fn without_idle_edges(xs: &[f32], mut cells: Vec<GridCell>) -> (Vec<f32>, Vec<GridCell>) {
    let columns = xs.len() - 1;
    let used: Vec<bool> = (0..columns).map(|column| cells.iter().any(|cell| cell.column == column)).collect();
    let new_number = |column: usize| used[..column].iter().filter(|&&used| used).count();
    for cell in &mut cells {
        let end = new_number(cell.column + cell.width);
        cell.column = new_number(cell.column);
        cell.width = end.saturating_sub(cell.column).max(1);
    }
    let mut edges: Vec<f32> = (0..columns).filter(|&column| used[column]).map(|column| xs[column]).collect();
    edges.push(xs[columns]);
    (edges, cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(at: f32, from: f32, to: f32) -> Ruling {
        Ruling { level: true, at, from, to }
    }

    fn upright(at: f32, from: f32, to: f32) -> Ruling {
        Ruling { level: false, at, from, to }
    }

    #[test]
    fn a_table_cut_by_the_page_edge_is_closed() {
        let lines = [
            upright(0.0, 0.0, 90.0),
            upright(50.0, 0.0, 90.0),
            upright(100.0, 0.0, 90.0),
            level(0.0, 0.0, 100.0),
            level(30.0, 0.0, 100.0),
        ];
        let grid = &grids(&lines)[0];
        assert_eq!(grid.cells.len(), 4);
        assert_eq!((grid.open_top, grid.open_bottom, grid.area.y1), (false, true, 90.0));
    }

    #[test]
    fn upright_lines_alone_make_one_open_row() {
        let lines = [upright(0.0, 10.0, 90.0), upright(50.0, 10.0, 90.0), upright(100.0, 10.0, 90.0)];
        let grid = &grids(&lines)[0];
        assert_eq!((grid.cells.len(), grid.open_top, grid.open_bottom), (2, true, true));
    }

    #[test]
    fn a_merged_row_is_one_wide_cell() {
        let lines = [
            level(0.0, 0.0, 100.0),
            level(30.0, 0.0, 100.0),
            level(60.0, 0.0, 100.0),
            upright(0.0, 0.0, 60.0),
            upright(50.0, 0.0, 30.0),
            upright(100.0, 0.0, 60.0),
        ];
        let grid = &grids(&lines)[0];
        let shape: Vec<_> = grid.cells.iter().map(|cell| (cell.row, cell.column, cell.width)).collect();
        assert_eq!(shape, [(0, 0, 1), (0, 1, 1), (1, 0, 2)]);
    }
}
