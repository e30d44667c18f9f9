//! Boxes and their edges on a page that is read upright: points (1/72 inch), x to the right, y downwards.

/// A rectangle on a page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Area {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Area {
    /// The area between two corners, in any order.
    pub(super) fn between(a: (f32, f32), b: (f32, f32)) -> Self {
        Self { x0: a.0.min(b.0), y0: a.1.min(b.1), x1: a.0.max(b.0), y1: a.1.max(b.1) }
    }

    /// Width in points.
    pub(super) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Height in points.
    pub(super) fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// Whether the point lies in it or on its edge.
    pub(super) fn contains(&self, x: f32, y: f32) -> bool {
        x >= self.x0 && x <= self.x1 && y >= self.y0 && y <= self.y1
    }

    /// Whether the two have a point in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.x0 <= other.x1 && other.x0 <= self.x1 && self.y0 <= other.y1 && other.y0 <= self.y1
    }

    /// The smallest area that covers both.
    pub(super) fn cover(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

/// Quarter turns (clockwise, seen on the page) that bring a direction of writing upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(super) struct Turn(pub u8);

impl Turn {
    /// The quarter turn of text that runs along this vector.
    pub(super) fn of(dx: f32, dy: f32) -> Self {
        let quarter = (dy.atan2(dx) / std::f32::consts::FRAC_PI_2).round() as i32;
        Self(quarter.rem_euclid(4) as u8)
    }

    /// The point as it stands once the page is turned so that such text reads from left to right.
    pub(super) fn apply(self, x: f32, y: f32) -> (f32, f32) {
        match self.0 {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        }
    }
}

/// The values that stand apart by more than `tolerance`, each the middle of those that lie closer together.
pub(super) fn clusters(mut values: Vec<f32>, tolerance: f32) -> Vec<f32> {
    values.retain(|value| value.is_finite());
    values.sort_by(f32::total_cmp);
    let mut groups: Vec<(f32, f32)> = Vec::new();
    for value in values {
        match groups.last_mut() {
            Some(group) if value - group.1 <= tolerance => group.1 = value,
            _ => groups.push((value, value)),
        }
    }
    groups.into_iter().map(|(low, high)| f32::midpoint(low, high)).collect()
}

/// The middle one of the values; `fallback` where there are none.
pub(super) fn median(mut values: Vec<f32>, fallback: f32) -> f32 {
    if values.is_empty() {
        return fallback;
    }
    values.sort_by(f32::total_cmp);
    values[values.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_every_quarter_is_brought_upright() {
        for (dx, dy) in [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
            assert_eq!(Turn::of(dx, dy).apply(dx, dy), (1.0, 0.0));
        }
    }

    #[test]
    fn values_close_together_become_one() {
        assert_eq!(clusters(vec![10.0, 1.0, 2.0, 30.0, 1.5], 1.0), [1.5, 10.0, 30.0]);
    }
}
