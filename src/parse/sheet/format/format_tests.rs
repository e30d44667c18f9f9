//! Values and codes in, what a Dutch reader sees out.

use super::*;

fn shown(value: f64, code: &str) -> String {
    Code::parse(code).number(value, false)
}

#[test]
fn numbers_have_a_comma_and_points() {
    for (value, code, expected) in [
        (1234.5, "#,##0.00", "1.234,50"),
        (1_234_567.0, "#,##0", "1.234.567"),
        (1234.5, "0", "1235"),
        (84.5, "[$-813]0.0", "84,5"),
        (5.0, "00000", "00005"),
        (1.005, "0.00", "1,01"),
        (0.5, ".00", ",50"),
        (5.0, "0.##", "5"),
        (5.25, "0.0#", "5,25"),
        (-2.5, "0.0", "-2,5"),
        (-0.001, "0.00", "0,00"),
        (1_234_567.0, "#,##0,\" k\"", "1.235 k"),
        (123_456_789.0, "000-00-0000", "123-45-6789"),
        (0.255, "0.0%", "25,5%"),
        (0.29, "0%", "29%"),
        (1_234_567.0, "0.00E+00", "1,23E+06"),
        (1.5, "# ?/?", "1 1/2"),
        (0.333_333, "# ?/?", "1/3"),
        (2.375, "# ?/8", "2 3/8"),
        (17.0, "0\" punten\"", "17 punten"),
        (7.0, "General\" p.\"", "7 p."),
    ] {
        assert_eq!(shown(value, code), expected, "{value} as {code}");
    }
}

#[test]
fn amounts_have_their_sign_and_no_padding() {
    for (value, code, expected) in [
        (1234.5, "#,##0.00 \"€\"", "1.234,50 €"),
        (1234.5, "#,##0.00\\ [$€-813]", "1.234,50 €"),
        (1234.5, "[$€-413] #,##0.00;[Red]-[$€-413] #,##0.00", "€ 1.234,50"),
        (-1234.5, "[$€-413] #,##0.00;[Red]-[$€-413] #,##0.00", "-€ 1.234,50"),
        (-5.0, "#,##0.00_);(#,##0.00)", "(5,00)"),
        (64250.0, "_ \"€\" * #,##0.00_ ;_ \"€\" * -#,##0.00_ ;_ \"€\" * \"-\"??_ ;_ @_ ", "€ 64.250,00"),
        (0.0, "_ \"€\" * #,##0.00_ ;_ \"€\" * -#,##0.00_ ;_ \"€\" * \"-\"??_ ;_ @_ ", "€ -"),
        (12.0, "[>=10]\"ruim\";\"krap\"", "ruim"),
        (2.0, "[>=10]\"ruim\";\"krap\"", "krap"),
    ] {
        assert_eq!(shown(value, code), expected, "{value} as {code}");
    }
}

#[test]
fn dates_times_and_durations() {
    for (value, code, expected) in [
        (43278.0, "dd/mm/yyyy", "27/06/2018"),
        (43278.0, "dd.mm.yy", "27.06.18"),
        (43278.0, "m/d/yyyy", "27/6/2018"),
        (43278.0, "[$-813]dddd d mmmm yyyy;@", "woensdag 27 juni 2018"),
        (43278.0, "[$-F800]dddd\\, mmmm dd\\, yyyy", "woensdag 27 juni 2018"),
        (43278.0, "d-mmm-yy", "27-jun-18"),
        (43278.0, "yyyy-mm-dd", "2018-06-27"),
        (43278.75, "dd/mm/yyyy hh:mm", "27/06/2018 18:00"),
        (0.999_9, "h:mm", "23:59"),
        (0.5, "h:mm AM/PM", "12:00 PM"),
        (1.5, "[h]:mm:ss", "36:00:00"),
        (1.0 / 24.0 / 60.0, "mm:ss.0", "01:00,0"),
        (1.0, "d/m/yyyy", "1/1/1900"),
        (59.0, "d/m/yyyy", "28/2/1900"),
        (61.0, "d/m/yyyy", "1/3/1900"),
        (-1.0, "dd/mm/yyyy", "-1"),
        (3e9, "dd/mm/yyyy", "3000000000"),
    ] {
        assert_eq!(shown(value, code), expected, "{value} as {code}");
    }
    assert_eq!(Code::parse("dd/mm/yyyy").number(41816.0, true), "27/06/2018");
}

#[test]
fn without_a_format_all_figures_are_shown() {
    let shown = [84.5, 0.1 + 0.2, 150_000.0, 1e15, -3.25, 1e22, 1.5e-12, 0.0].map(general);
    assert_eq!(shown, ["84,5", "0,3", "150000", "1000000000000000", "-3,25", "1E+22", "1,5E-12", "0"]);
}

#[test]
fn texts_take_the_words_around_them() {
    assert_eq!(Code::parse("0;-0;0;@\" punten\"").text("tien").as_deref(), Some("tien punten"));
    assert_eq!(Code::parse("0.00").text("tien"), None);
    assert_eq!(Code::parse(";;;").text("tien").as_deref(), Some(""));
    assert_eq!(shown(5.0, ";;;"), "");
}

#[test]
fn codes_that_mean_nothing_do_not_hurt() {
    const PIECES: [&str; 30] = [
        "0",
        "#",
        "?",
        ".",
        ",",
        "%",
        "E+",
        "e-",
        "/",
        "d",
        "mm",
        "yyyy",
        "h",
        "ss",
        "[h]",
        "[mm]",
        ";",
        "\"",
        "\\",
        "_",
        "*",
        "@",
        "[>5]",
        "[$€-413]",
        "[$",
        "General",
        "AM/PM",
        "é",
        ".000",
        "mmmmm",
    ];
    let values =
        [0.0, -1.0, 0.5, 1e300, -1e300, f64::NAN, f64::INFINITY, 43278.5, 2_958_465.999_999_9, 1e-300, 60.0, 7.9e28];
    let mut seed: u64 = 7;
    for _ in 0..20_000 {
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(seed >> 33).unwrap()
        };
        let code: String = (0..next() % 9).map(|_| PIECES[next() % PIECES.len()]).collect();
        let value = values[next() % values.len()];
        assert!(shown(value, &code).len() < 600, "{value} as {code}");
    }
}
