//! What a cell shows and the value behind it in, the same in Dutch notation out.
//!
//! A file holds the words as the program that wrote it showed them. Written by an English program they have points for
//! commas and months before days; the value tells which of the two they have.

/// How far a shown number may be from its value, in units of its last figure: the program rounded it.
const ROUNDED: f64 = 0.500_001;

/// A number in Dutch notation; as it stands where it is, or where it does not show its value.
pub(super) fn dutch(shown: &str, value: f64) -> String {
    if shows(shown, value, ',', '.') && !shows(shown, value, '.', ',') {
        let swap = |symbol: char| match symbol {
            '.' => ',',
            ',' => '.',
            other => other,
        };
        return shown.chars().map(swap).collect();
    }
    shown.to_owned()
}

/// Whether the figures show the value, with these signs between thousands and before decimals.
fn shows(shown: &str, value: f64, thousands: char, decimals: char) -> bool {
    let is_figure = |symbol: char| symbol.is_ascii_digit();
    let (Some(start), Some(end)) = (shown.find(is_figure), shown.rfind(is_figure)) else { return false };
    let figures = &shown[start..=end];
    let (whole, part) = figures.split_once(decimals).unwrap_or((figures, ""));
    let groups: Vec<&str> = whole.split(thousands).collect();
    let is_grouped = match groups.as_slice() {
        [first] => !first.is_empty(),
        [first, others @ ..] => {
            !first.is_empty() && !first.starts_with('0') && others.iter().all(|group| group.len() == 3)
        }
        [] => false,
    };
    let plain: String = whole.chars().filter(|symbol| *symbol != thousands).collect();
    let Ok(number) = format!("{plain}.{part}0").parse::<f64>() else { return false };
    let unit = 10_f64.powi(-i32::try_from(part.len()).unwrap_or(i32::MAX));
    is_grouped && (number - value.abs()).abs() <= unit * ROUNDED
}

/// A date in figures with the day before the month; `value` is the day as `2018-06-27`.
pub(super) fn day_first(shown: &str, value: &str) -> String {
    let number = |text: &str| text.parse::<u32>().ok();
    let mut days = value.split('T').next().unwrap_or_default().split('-').skip(1).map(number);
    let (Some(Some(month)), Some(Some(day))) = (days.next(), days.next()) else { return shown.to_owned() };
    let Some(sign) = shown.chars().find(|symbol| !symbol.is_ascii_digit()) else { return shown.to_owned() };
    let parts: Vec<&str> = shown.splitn(3, sign).collect();
    let [first, second, rest] = parts.as_slice() else { return shown.to_owned() };
    let starts_with_month = number(first) == Some(month) && number(second) == Some(day) && month != day;
    if matches!(sign, '/' | '-' | '.') && starts_with_month && rest.starts_with(|symbol: char| symbol.is_ascii_digit())
    {
        return format!("{second}{sign}{first}{sign}{rest}");
    }
    shown.to_owned()
}

/// True and false as a Dutch program shows them.
pub(super) fn boolean(shown: &str) -> &str {
    match shown {
        "TRUE" | "true" => "WAAR",
        "FALSE" | "false" => "ONWAAR",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_tells_which_notation_a_number_has() {
        for (shown, value, expected) in [
            ("84.5", 84.5, "84,5"),
            ("84,5", 84.5, "84,5"),
            ("1,234.50 €", 1234.5, "1.234,50 €"),
            ("€ 1.234,50", 1234.5, "€ 1.234,50"),
            ("1.234", 1234.0, "1.234"),
            ("1,234", 1234.0, "1.234"),
            ("1.234", 1.234, "1,234"),
            ("-0.33", -1.0 / 3.0, "-0,33"),
            ("12.50%", 12.5, "12,50%"),
            ("0.0", 0.0, "0,0"),
            ("0.000", 0.0, "0,000"),
            ("27.06.18", 43278.0, "27.06.18"),
            ("n.v.t.", 5.0, "n.v.t."),
        ] {
            assert_eq!(dutch(shown, value), expected, "{shown} for {value}");
        }
    }

    #[test]
    fn the_value_tells_where_the_month_stands() {
        assert_eq!(day_first("06/27/18", "2018-06-27"), "27/06/18");
        assert_eq!(day_first("06/05/2018", "2018-06-05T09:30:00"), "05/06/2018");
        assert_eq!(day_first("05/06/2018", "2018-06-05"), "05/06/2018");
        assert_eq!(day_first("27 juni 2018", "2018-06-27"), "27 juni 2018");
        assert_eq!(day_first("2018-06-27", "2018-06-27"), "2018-06-27");
    }
}
