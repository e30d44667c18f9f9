//! The README shows what the program prints, and nothing else: its console blocks are run, its picture is compared.
//!
//! In a console block a line `$ oordeel …` is a command and the lines up to the next one are what it prints; a line `...`
//! stands for any lines. `OORDEEL_UPDATE=1 cargo test readme` writes the picture anew.

use crate::command::{Desk, root};

struct Step {
    command: String,
    expected: Vec<String>,
}

fn steps(readme: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut in_console = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            in_console = line == "```console";
        } else if let (true, Some(command)) = (in_console, line.strip_prefix("$ ")) {
            steps.push(Step { command: command.to_owned(), expected: Vec::new() });
        } else if in_console {
            steps.last_mut().expect("a console block opens with a command").expected.push(line.trim_end().to_owned());
        }
    }
    steps
}

/// Whether the lines are as expected, `...` standing for any lines.
fn fits(expected: &[String], lines: &[&str]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((line, rest)) if line == "..." => (0..=lines.len()).any(|skipped| fits(rest, &lines[skipped..])),
        Some((line, rest)) => {
            lines.split_first().is_some_and(|(first, others)| first.trim_end() == line && fits(rest, others))
        }
    }
}

/// The words of a command line; quotes keep words together.
fn words(command: &str) -> Vec<String> {
    let pattern = regex::Regex::new(r#""([^"]*)"|'([^']*)'|(\S+)"#).unwrap();
    let word = |found: regex::Captures<'_>| {
        found.iter().skip(1).flatten().next().map_or(String::new(), |word| word.as_str().to_owned())
    };
    pattern.captures_iter(command).map(word).collect()
}

#[test]
fn the_readme_shows_real_output() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let desk = Desk::with_corpus();
    let mut run = 0;
    for step in steps(&readme) {
        let words = words(&step.command);
        if words[0] != "oordeel" {
            continue;
        }
        let arguments: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        let output = desk.run(&arguments);
        let printed = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<&str> = printed.trim_end().lines().collect();
        let expected: Vec<String> = step.expected.join("\n").trim_end().lines().map(str::to_owned).collect();
        assert!(fits(&expected, &lines), "$ {}\n{printed}\n--- README:\n{}", step.command, expected.join("\n"));
        run += 1;
    }
    assert!(run >= 8, "{run} commands");
}

#[test]
fn the_picture_is_a_capture_of_real_output() {
    let desk = Desk::with_corpus();
    let drawn = draw("oordeel ingest", &desk.print(&["ingest"]));
    let path = root().join("tests/readme/ingest.svg");
    if std::env::var_os("OORDEEL_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &drawn).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), drawn, "run OORDEEL_UPDATE=1 cargo test readme");
}

#[test]
fn every_subcommand_has_a_place_in_the_readme() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let help = Desk::with_corpus().print(&["--help"]);
    let commands =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| line.starts_with("  "));
    let names: Vec<&str> = commands
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.len() >= 8);
    for name in names {
        assert!(readme.contains(&format!("oordeel {name}")), "oordeel {name}");
    }
}

/// A terminal window with a command and what it printed.
fn draw(command: &str, printed: &str) -> String {
    const LINE: usize = 18;
    const LONGEST: usize = 108;
    let cut = |line: &str| match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    };
    let escape = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let lines: Vec<String> = std::iter::once(format!("$ {command}")).chain(printed.lines().map(cut)).collect();
    let height = lines.len() * LINE + 40;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"920\" height=\"{height}\" viewBox=\"0 0 920 {height}\" role=\"img\">\n\
         <title>What {command} prints</title>\n\
         <rect width=\"920\" height=\"{height}\" rx=\"8\" fill=\"#1b1f24\"/>\n\
         <g font-family=\"ui-monospace, Menlo, Consolas, monospace\" font-size=\"13\" fill=\"#e6e6e6\" xml:space=\"preserve\">\n"
    );
    for (number, line) in lines.iter().enumerate() {
        let y = 30 + number * LINE;
        let colour = if number == 0 { " fill=\"#7ee787\"" } else { "" };
        svg.push_str(&format!("<text x=\"20\" y=\"{y}\"{colour}>{}</text>\n", escape(line)));
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}
