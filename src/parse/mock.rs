//! A parser for tests that does what a broken one might: an order in, a crash or a report of what it could reach out.
//!
//! It is in builds with debug assertions only.

use crate::document::Document;

/// A file that begins with this is an order.
const ORDER: &[u8] = b"%oordeel-mock ";

/// Carries out an order; `None` when the bytes are none.
pub(super) fn obey(bytes: &[u8]) -> Option<Document> {
    let order = bytes.strip_prefix(ORDER)?.trim_ascii_end();
    match order {
        b"panic" => std::panic::resume_unwind(Box::new("ordered")),
        b"abort" => std::process::abort(),
        b"exit" => std::process::exit(0),
        b"hang" => loop {
            std::hint::spin_loop();
        },
        b"sleep" => std::thread::sleep(std::time::Duration::from_secs(3600)),
        b"memory" => {
            let hoard: Vec<Vec<u8>> = (0..1 << 20).map(|_| vec![1; 1 << 20]).collect();
            return Some(tell(&hoard.len().to_string()));
        }
        b"overflow" => return Some(tell(&deeper(0).to_string())),
        b"escape" => return Some(tell(&reached().join(" "))),
        _ => {}
    }
    Some(tell("onbekende opdracht"))
}

fn tell(text: &str) -> Document {
    Document { text: format!("{text}\n"), ..Document::default() }
}

#[expect(unconditional_recursion, reason = "it is ordered to")]
fn deeper(depth: u64) -> u64 {
    std::hint::black_box(deeper(std::hint::black_box(depth + 1))) + 1
}

/// What a parser that runs foreign code could get at.
fn reached() -> Vec<&'static str> {
    let mut reached = vec!["bereikt:"];
    if std::fs::read("/proc/self/cmdline").is_ok() || std::fs::read_dir("/").is_ok() {
        reached.push("bestanden");
    }
    let file = std::env::temp_dir().join(format!("oordeel-mock-{}", std::process::id()));
    if std::fs::write(&file, "x").is_ok() {
        let _ = std::fs::remove_file(file);
        reached.push("schrijven");
    }
    if std::net::TcpListener::bind("127.0.0.1:0").is_ok() {
        reached.push("netwerk");
    }
    if std::process::Command::new("true").status().is_ok() {
        reached.push("programma's");
    }
    reached
}
