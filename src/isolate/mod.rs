//! Runs a task on bytes that nobody trusts in a process of its own: bytes in, the answer or the reason of its death out.
//!
//! The processes are this program again (`oordeel worker`). They have no file system, no network and no other programs, a limit
//! on memory and on processor time, and are used again until one dies.

mod cage;
mod frame;
mod process;
mod worker;

use std::path::PathBuf;
use std::sync::Mutex;

use process::Process;
pub use worker::serve;

/// What one task may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most memory, in bytes of address space. Enforced on Linux only.
    pub memory: u64,
    /// Most processor time, in seconds; a task that waits instead of working is stopped after four times as long.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: 1 << 30, seconds: 20 }
    }
}

/// Why a task gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum Death {
    /// It needed more memory than it may use.
    #[error("more memory than {} MiB", .0 >> 20)]
    Memory(u64),
    /// It took longer than it may.
    #[error("more time than {0} s")]
    Time(u64),
    /// Its answer is longer than is accepted.
    #[error("an answer of more than {} MiB", .0 >> 20)]
    Answer(u64),
    /// It broke off in any other way.
    #[error("{0}")]
    Broken(String),
    /// There is no process to do it.
    #[error("no worker: {0}")]
    NotStarted(std::io::Error),
}

/// Processes that wait for tasks; as many as threads that ask at once.
#[derive(Debug)]
pub struct Pool {
    program: PathBuf,
    limits: Limits,
    idle: Mutex<Vec<Process>>,
}

impl Pool {
    /// A pool without processes yet; each will be `program worker --max-memory MIB --max-seconds S`.
    pub fn new(program: PathBuf, limits: Limits) -> Self {
        Self { program, limits, idle: Mutex::new(Vec::new()) }
    }

    /// Has a task done on some bytes.
    ///
    /// # Errors
    /// How the process that did it died; the next task gets another one.
    pub fn ask(&self, task: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Death> {
        if let Some(used) = self.take() {
            match self.ask_process(used, task, bytes) {
                // What an earlier task left behind may be to blame: only a fresh process tells.
                Err(Death::Memory(_) | Death::Broken(_)) => {}
                answer => return answer,
            }
        }
        let fresh = Process::start(&self.program, self.limits).map_err(Death::NotStarted)?;
        self.ask_process(fresh, task, bytes)
    }

    fn ask_process(&self, mut process: Process, task: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Death> {
        match process.ask(task, bytes) {
            Ok(answer) => {
                self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(process);
                Ok(answer)
            }
            Err(fault) => Err(process.bury(fault)),
        }
    }

    fn take(&self) -> Option<Process> {
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop()
    }
}
