//! One worker as the program that asks sees it: a task in, its answer out, or how it died.

use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::{Death, Limits, frame};

/// Longest answer that is accepted: the largest text with its records stays well below it.
const LONGEST_ANSWER: u64 = 512 << 20;
/// A task that uses no processor time is waited for so many times the processor time it may use.
const PATIENCE: u64 = 4;
/// How much of a dying worker's last words is kept.
const LAST_WORDS: u64 = 4096;

/// A running worker.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    input: ChildStdin,
    answers: Receiver<std::io::Result<Option<Vec<u8>>>>,
    limits: Limits,
}

/// What went wrong as seen from outside; how the worker ended tells more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// No answer in time.
    Silent,
    /// An answer that is too long.
    TooLong,
    /// The worker is gone.
    Gone,
}

impl Process {
    /// Starts a worker.
    pub(super) fn start(program: &Path, limits: Limits) -> std::io::Result<Self> {
        let mut child = Command::new(program)
            .args(["worker", "--max-memory", &(limits.memory >> 20).to_string()])
            .args(["--max-seconds", &limits.seconds.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::ErrorKind::BrokenPipe.into());
        };
        let (send, answers) = channel();
        // Reading blocks, and only a thread that reads can be waited for with a limit. It ends with the worker.
        std::thread::Builder::new().name("answers".to_owned()).spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let answer = frame::read(&mut output, LONGEST_ANSWER);
                let last = !matches!(answer, Ok(Some(_)));
                if send.send(answer).is_err() || last {
                    break;
                }
            }
        })?;
        Ok(Self { child, input, answers, limits })
    }

    /// Has a task done.
    pub(super) fn ask(&mut self, task: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        let sent = frame::write(&mut self.input, task)
            .and_then(|()| frame::write(&mut self.input, bytes))
            .and_then(|()| self.input.flush());
        if sent.is_err() {
            return Err(Fault::Gone);
        }
        match self.answers.recv_timeout(Duration::from_secs(self.limits.seconds.saturating_mul(PATIENCE))) {
            Ok(Ok(Some(answer))) => Ok(answer),
            Ok(Err(fault)) if fault.kind() == std::io::ErrorKind::FileTooLarge => Err(Fault::TooLong),
            Ok(_) | Err(RecvTimeoutError::Disconnected) => Err(Fault::Gone),
            Err(RecvTimeoutError::Timeout) => Err(Fault::Silent),
        }
    }

    /// Ends the worker and tells what it died of.
    pub(super) fn bury(mut self, fault: Fault) -> Death {
        match fault {
            Fault::Silent => return Death::Time(self.limits.seconds),
            Fault::TooLong => return Death::Answer(LONGEST_ANSWER),
            Fault::Gone => {}
        }
        // It is gone or going, and how it ended is settled; if it only closed its output, it is of no more use.
        let _ = self.child.kill();
        let mut words = Vec::new();
        if let Some(errors) = self.child.stderr.take() {
            let _ = errors.take(LAST_WORDS).read_to_end(&mut words);
        }
        let words = String::from_utf8_lossy(&words);
        match self.child.wait() {
            Ok(status) => cause(status, &words, self.limits),
            Err(fault) => Death::Broken(fault.to_string()),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn cause(status: ExitStatus, last_words: &str, limits: Limits) -> Death {
    if ran_out_of_time(status) {
        Death::Time(limits.seconds)
    } else if last_words.contains("memory allocation of") || last_words.contains("capacity overflow") {
        Death::Memory(limits.memory)
    } else {
        let words = last_words.lines().next().unwrap_or_default();
        Death::Broken(format!("{status} {words}").trim().to_owned())
    }
}

#[cfg(unix)]
fn ran_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
fn ran_out_of_time(_: ExitStatus) -> bool {
    false
}
