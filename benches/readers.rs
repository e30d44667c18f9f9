//! How fast documents are read: PDF against pdftotext on the same files in the same run, Word and web pages in megabytes, and what
//! it costs to read in a process apart.
//!
//! `cargo bench --bench readers` measures the sample corpus; with `OORDEEL_SHARED=FOLDER` also the PDFs and office files there.
//! Times are of the processor, not of the clock, so that other work on the machine counts little. Nothing here passes or fails.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program that prints measurements")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use oordeel::isolate::Limits;
use oordeel::parse::parse;
use oordeel::reader::Reader;
use oordeel::source::Source;

/// Asks this program, run again, for its peak memory instead of for times.
const PEAK: &str = "OORDEEL_BENCH_PEAK";
/// Every file is read so often.
const ROUNDS: u32 = 5;

fn main() {
    let files = files();
    if std::env::var_os(PEAK).is_some() {
        println!("{}", peak(&files));
        return;
    }
    pdf(&files);
    marked_up(&files, "docx", "Word");
    marked_up(&files, "html", "HTML");
    worker(&files);
}

/// The documents to read, sorted by name.
fn files() -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from("corpus")];
    if let Some(shared) = std::env::var_os("OORDEEL_SHARED").map(PathBuf::from) {
        folders.extend(["pdf", "pdf/src", "examples"].map(|folder| shared.join(folder)));
    }
    let listed = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let mut files: Vec<PathBuf> = listed.map(|file| file.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn with_extension<'files>(files: &'files [PathBuf], extension: &str) -> Vec<&'files Path> {
    let same = |path: &&PathBuf| path.extension().is_some_and(|own| own == extension);
    files.iter().filter(same).map(PathBuf::as_path).collect()
}

fn source(path: &Path) -> Source {
    Source::new(path.to_string_lossy(), std::fs::read(path).unwrap())
}

/// Processor time of this process, or of the processes that it waited for.
fn clock(children: bool) -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    if children {
        // Fields 16 and 17 of `man 5 proc_pid_stat`: children that were waited for, in hundredths of a second.
        let usage = std::fs::read_to_string("/proc/self/stat").unwrap();
        let fields: Vec<&str> = usage.rsplit(')').next().unwrap().split_whitespace().collect();
        let ticks: u64 = fields[13].parse::<u64>().unwrap() + fields[14].parse::<u64>().unwrap();
        return Duration::from_millis(ticks * 10);
    }
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap(), u32::try_from(time.tv_nsec).unwrap())
}

fn cost(children: bool, work: impl FnOnce()) -> Duration {
    let before = clock(children);
    work();
    clock(children).checked_sub(before).unwrap_or_default()
}

fn pdf(files: &[PathBuf]) {
    let files = with_extension(files, "pdf");
    let read: Vec<Source> = files.iter().map(|path| source(path)).collect();
    let readable: Vec<(&Path, &Source)> =
        files.into_iter().zip(&read).filter(|(_, source)| !parse(source).text.is_empty()).collect();
    let pages: usize = readable.iter().map(|(_, source)| parse(source).pages.len()).sum();
    let mut own = Duration::ZERO;
    let mut peer = Duration::ZERO;
    let mut started = Duration::ZERO;
    for _ in 0..ROUNDS {
        own += cost(false, || readable.iter().for_each(|(_, source)| assert!(!parse(source).text.is_empty())));
        peer += cost(true, || {
            readable
                .iter()
                .for_each(|(path, _)| run("pdftotext", &["-layout".as_ref(), path.as_os_str(), "-".as_ref()]))
        });
        started += cost(true, || readable.iter().for_each(|_| run("pdftotext", &["-v".as_ref()])));
    }
    let each = |time: Duration| time.as_secs_f64() * 1000.0 / f64::from(ROUNDS) / pages as f64;
    println!("PDF: {} files, {pages} pages, {ROUNDS} rounds", readable.len());
    println!("  oordeel, layout and tables   {:.2} ms a page", each(own));
    if peer.is_zero() {
        println!("  pdftotext: not measured, it is not installed");
    } else {
        let working = peer.saturating_sub(started);
        println!(
            "  pdftotext -layout            {:.2} ms a page, {:.2} without starting it",
            each(peer),
            each(working)
        );
        println!(
            "  ratio                        {:.2}, {:.2} without starting it",
            ratio(own, peer),
            ratio(own, working)
        );
    }
    let again = Command::new(std::env::current_exe().unwrap()).env(PEAK, "1").output().unwrap();
    println!("  peak memory in-process       {} MiB", String::from_utf8_lossy(&again.stdout).trim());
}

fn ratio(own: Duration, peer: Duration) -> f64 {
    own.as_secs_f64() / peer.as_secs_f64()
}

fn run(program: &str, arguments: &[&std::ffi::OsStr]) {
    let command = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    // Where it is not installed the time stays zero, and that is said.
    drop(command);
}

/// Peak memory of reading all PDFs one after the other, in MiB.
fn peak(files: &[PathBuf]) -> u64 {
    for path in with_extension(files, "pdf") {
        parse(&source(path));
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap() / 1024
}

fn marked_up(files: &[PathBuf], extension: &str, name: &str) {
    let sources: Vec<Source> = with_extension(files, extension).into_iter().map(source).collect();
    if sources.is_empty() {
        println!("{name}: not measured, the corpus holds none; name a folder with OORDEEL_SHARED");
        return;
    }
    let unpacked: usize = sources.iter().map(unpacked).sum();
    let text: usize = sources.iter().map(|source| parse(source).text.len()).sum();
    let rounds = ROUNDS * 20;
    let time = cost(false, || (0..rounds).for_each(|_| sources.iter().for_each(|source| drop(parse(source)))));
    let speed = |bytes: usize| bytes as f64 * f64::from(rounds) / 1e6 / time.as_secs_f64();
    println!(
        "{name}: {} files, {:.1} MB of mark-up a second of processor time, {:.1} MB of text",
        sources.len(),
        speed(unpacked),
        speed(text)
    );
}

/// Bytes of a file, unpacked where it is an archive.
fn unpacked(source: &Source) -> usize {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&source.bytes)) else { return source.bytes.len() };
    (0..archive.len()).map(|at| archive.by_index(at).map_or(0, |file| usize::try_from(file.size()).unwrap())).sum()
}

/// What a process apart costs on top of reading: started anew, and used again.
fn worker(files: &[PathBuf]) {
    let path = files.iter().find(|path| path.extension().is_some_and(|own| own == "txt")).unwrap();
    let source = source(path);
    let rounds = 400u32;
    let program = PathBuf::from(env!("CARGO_BIN_EXE_oordeel"));
    let wall = |work: &dyn Fn()| {
        let before = std::time::Instant::now();
        (0..rounds).for_each(|_| work());
        before.elapsed().as_secs_f64() * 1000.0 / f64::from(rounds)
    };
    let here = Reader::here();
    let warm = Reader::apart(program.clone(), Limits::default());
    warm.read(&source);
    let (in_process, used_again) = (wall(&|| drop(here.read(&source))), wall(&|| drop(warm.read(&source))));
    let cold = wall(&|| drop(Reader::apart(program.clone(), Limits::default()).read(&source)));
    println!("Worker, {} bytes of text, by the clock:", source.bytes.len());
    println!(
        "  in this process {in_process:.2} ms, in a worker {used_again:.2} ms (over it: {:.2} ms)",
        used_again - in_process
    );
    println!("  in a worker that must be started first {cold:.2} ms");
}
