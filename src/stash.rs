//! Values in, slots out, and for a slot its value again: keeps in a temporary file what is too much to hold in memory.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::marker::PhantomData;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A temporary file of values; the system takes it away with the last handle, also after a crash.
#[derive(Debug)]
pub struct Stash<T> {
    file: Mutex<File>,
    values: PhantomData<fn(T) -> T>,
}

/// Where a value lies in its stash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    start: u64,
    length: usize,
}

impl Slot {
    /// Bytes that the value takes on disk.
    pub fn length(self) -> usize {
        self.length
    }
}

impl<T: Serialize + DeserializeOwned> Stash<T> {
    /// An empty stash on the disk that holds `folder`; where nothing can be written there, among the system's temporary files.
    ///
    /// # Errors
    /// When no file can be made.
    pub fn beside(folder: &Path) -> io::Result<Self> {
        Ok(Self::over(tempfile::tempfile_in(folder).or_else(|_| tempfile::tempfile())?))
    }

    /// An empty stash among the system's temporary files.
    ///
    /// # Errors
    /// When no file can be made.
    pub fn new() -> io::Result<Self> {
        Ok(Self::over(tempfile::tempfile()?))
    }

    fn over(file: File) -> Self {
        Self { file: Mutex::new(file), values: PhantomData }
    }

    /// Puts a value away. From any thread.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn put(&self, value: &T) -> io::Result<Slot> {
        let bytes = serde_json::to_vec(value)?;
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let start = file.seek(SeekFrom::End(0))?;
        file.write_all(&bytes)?;
        Ok(Slot { start, length: bytes.len() })
    }

    /// Looks a value up. From any thread.
    ///
    /// # Errors
    /// When the disk fails, or the slot is of another stash.
    pub fn get(&self, slot: Slot) -> io::Result<T> {
        let mut bytes = vec![0; slot.length];
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(slot.start))?;
            file.read_exact(&mut bytes)?;
        }
        Ok(serde_json::from_slice(&bytes)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_away_comes_back_in_any_order() {
        let stash = Stash::new().unwrap();
        let slots: Vec<Slot> =
            ["eerste", "", "derde, en langer"].map(|text| stash.put(&text.to_owned()).unwrap()).into();
        assert_eq!(stash.get(slots[2]).unwrap(), "derde, en langer");
        let more = stash.put(&"vierde".to_owned()).unwrap();
        assert_eq!(stash.get(slots[0]).unwrap(), "eerste");
        assert_eq!(stash.get(slots[1]).unwrap(), "");
        assert_eq!(stash.get(more).unwrap(), "vierde");
    }
}
