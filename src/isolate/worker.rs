//! The worker's side: requests in on standard input, answers out on standard output, until nothing more comes.

use std::io::{self, BufReader, Write};

use super::{Limits, cage, frame};

/// Shuts this process in and does every task that comes with `answer`, one after the other. What `answer` prints on
/// standard output would break the protocol; a panic ends the process, and the one that asked starts another.
///
/// # Errors
/// When a request is cut off or the answer cannot be written.
pub fn serve(limits: Limits, answer: impl Fn(&[u8], Vec<u8>) -> Vec<u8>) -> io::Result<()> {
    let (mut input, mut output) = (BufReader::new(io::stdin().lock()), io::stdout().lock());
    cage::enter(limits)?;
    while let Some(task) = frame::read(&mut input, u64::MAX)? {
        let Some(bytes) = frame::read(&mut input, u64::MAX)? else { break };
        cage::grant_time(limits)?;
        frame::write(&mut output, &answer(&task, bytes))?;
        output.flush()?;
    }
    Ok(())
}
