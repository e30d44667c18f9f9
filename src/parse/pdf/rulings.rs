//! Stroked and filled paths in, straight ruling lines along the axes out: joined where they touch.

use hayro_interpret::DrawMode;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};

use super::geometry::{Area, Turn};
use super::limits::MAX_RULINGS_A_PAGE;

/// A filled shape up to this many points thick is a drawn line.
const THICKEST: f32 = 4.0;
/// Lines this close (in points) to each other are one line.
pub(super) const SAME_LINE: f32 = 2.5;
/// A stroke that leans no more than this many points is upright or level.
const LEAN: f32 = 0.75;

/// A straight line along one of the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ruling {
    /// Whether it runs from left to right (else from top to bottom).
    pub level: bool,
    /// Its y when level, its x when upright.
    pub at: f32,
    /// Where it begins, along its own direction.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

impl Ruling {
    fn of_area(area: &Area) -> Self {
        if area.width() >= area.height() {
            Self { level: true, at: f32::midpoint(area.y0, area.y1), from: area.x0, to: area.x1 }
        } else {
            Self { level: false, at: f32::midpoint(area.x0, area.x1), from: area.y0, to: area.y1 }
        }
    }

    /// The same line on a page that was turned.
    pub(super) fn turned(&self, turn: Turn) -> Self {
        let (a, b) = if self.level {
            ((self.from, self.at), (self.to, self.at))
        } else {
            ((self.at, self.from), (self.at, self.to))
        };
        let area = Area::between(turn.apply(a.0, a.1), turn.apply(b.0, b.1));
        Self::of_area(&area)
    }
}

/// Adds the lines that a path draws; shapes that are no lines are passed over.
pub(super) fn rulings_of(path: &BezPath, place: Affine, mode: &DrawMode, found: &mut Vec<Ruling>) {
    if found.len() >= MAX_RULINGS_A_PAGE {
        return;
    }
    match mode {
        DrawMode::Fill(_) => filled(path, place, found),
        DrawMode::Stroke(_) => stroked(path, place, found),
        DrawMode::FillAndStroke(..) => stroked(path, place, found),
        DrawMode::Invisible => {}
    }
}

fn on_page(place: Affine, point: Point) -> (f32, f32) {
    let point = place * point;
    (point.x as f32, point.y as f32)
}

fn stroked(path: &BezPath, place: Affine, found: &mut Vec<Ruling>) {
    let (mut start, mut last) = ((0.0, 0.0), (0.0, 0.0));
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(point) => {
                start = on_page(place, point);
                last = start;
            }
            PathEl::LineTo(point) => {
                let next = on_page(place, point);
                stroke(last, next, found);
                last = next;
            }
            PathEl::ClosePath => {
                stroke(last, start, found);
                last = start;
            }
            PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => last = on_page(place, point),
        }
    }
}

fn stroke(a: (f32, f32), b: (f32, f32), found: &mut Vec<Ruling>) {
    let area = Area::between(a, b);
    let (short, long) = (area.width().min(area.height()), area.width().max(area.height()));
    if short <= LEAN && long > LEAN {
        found.push(Ruling::of_area(&area));
    }
}

/// Every closed part of a filled path counts for itself: a table's borders are often filled in one go.
fn filled(path: &BezPath, place: Affine, found: &mut Vec<Ruling>) {
    let mut part: Option<Area> = None;
    for element in path.elements() {
        let point = match *element {
            PathEl::MoveTo(point) => {
                thin(part.take(), found);
                point
            }
            PathEl::LineTo(point) | PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => point,
            PathEl::ClosePath => continue,
        };
        let point = on_page(place, point);
        let spot = Area::between(point, point);
        part = Some(part.map_or(spot, |area| area.cover(&spot)));
    }
    thin(part, found);
}

fn thin(part: Option<Area>, found: &mut Vec<Ruling>) {
    let Some(area) = part else { return };
    let (short, long) = (area.width().min(area.height()), area.width().max(area.height()));
    if short <= THICKEST && long >= 2.0 * short && long > 1.0 {
        found.push(Ruling::of_area(&area));
    }
}

/// Lines on the same place that touch or nearly touch, as one line each.
pub(super) fn joined(mut rulings: Vec<Ruling>) -> Vec<Ruling> {
    rulings.sort_by(|a, b| a.level.cmp(&b.level).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from)));
    let mut lines: Vec<Ruling> = Vec::new();
    let mut start = 0;
    while start < rulings.len() {
        let first = rulings[start];
        let same = |line: &Ruling| line.level == first.level && line.at - first.at <= SAME_LINE;
        let end = start + rulings[start..].iter().take_while(|line| same(line)).count();
        lines.extend(joined_along(&mut rulings[start..end]));
        start = end;
    }
    lines
}

fn joined_along(rulings: &mut [Ruling]) -> Vec<Ruling> {
    rulings.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut lines: Vec<Ruling> = Vec::new();
    for ruling in rulings {
        match lines.last_mut() {
            Some(last) if ruling.from <= last.to + SAME_LINE => last.to = last.to.max(ruling.to),
            _ => lines.push(*ruling),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_one_line_are_joined_and_others_kept() {
        let piece = |at, from, to| Ruling { level: true, at, from, to };
        let lines = joined(vec![
            piece(10.0, 50.0, 90.0),
            piece(10.4, 0.0, 50.0),
            piece(10.0, 120.0, 130.0),
            piece(40.0, 0.0, 9.0),
        ]);
        let spans: Vec<_> = lines.iter().map(|line| (line.from, line.to)).collect();
        assert_eq!(spans, [(0.0, 90.0), (120.0, 130.0), (0.0, 9.0)]);
    }

    #[test]
    fn a_line_turns_with_its_page() {
        let line = Ruling { level: true, at: 10.0, from: 0.0, to: 50.0 };
        assert_eq!(line.turned(Turn(1)), Ruling { level: false, at: 10.0, from: -50.0, to: 0.0 });
    }
}
