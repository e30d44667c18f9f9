//! A model in, its bytes out, and back.
//!
//! A file is a mark, a BLAKE3 digest of all that follows, what was learned as JSON with its length before it, the number of rows,
//! the feature numbers, the unit of each row, and the rows, a byte a weight; numbers little-endian.

use std::path::Path;

use super::weights::Weights;
use super::{Learned, Model};
use crate::error::{Error, Result};
use crate::theme::Function;

const MARK: &[u8; 8] = b"oordeel1";
const DIGEST: usize = 32;
/// A model file is never larger than this, in bytes.
const LARGEST: u64 = 64 << 20;

impl Model {
    /// A model that was saved.
    ///
    /// # Errors
    /// When the file cannot be read, is no model or is damaged.
    pub fn load(path: &Path) -> Result<Self> {
        let fault = |reason: String| Error::Settings { path: path.to_owned(), reason };
        let size = std::fs::metadata(path).map_err(|cause| Error::io(path, cause))?.len();
        if size > LARGEST {
            return Err(fault(format!("het bestand telt {size} bytes, meer dan de {LARGEST} die een model telt")));
        }
        let bytes = std::fs::read(path).map_err(|cause| Error::io(path, cause))?;
        Self::of_bytes(&bytes).map_err(fault)
    }

    /// A model as bytes; the same model always gives the same.
    ///
    /// # Errors
    /// When what was learned cannot be written as JSON, which no theme can bring about.
    pub fn bytes(&self) -> std::result::Result<Vec<u8>, String> {
        bytes(&self.learned, &self.weights)
    }

    pub(super) fn of_bytes(bytes: &[u8]) -> std::result::Result<Self, String> {
        let Some(rest) = bytes.strip_prefix(MARK) else {
            return Err("dit is geen model; maak er een met `oordeel themes learn`".to_owned());
        };
        let damaged = || "het model is beschadigd; maak het opnieuw met `oordeel themes learn`".to_owned();
        let (digest, body) = rest.split_at_checked(DIGEST).ok_or_else(damaged)?;
        let found = blake3::hash(body);
        if found.as_bytes() != digest {
            return Err(damaged());
        }
        let mut reading = Reading { rest: body };
        let (learned, weights) = reading.model(identity(found.as_bytes())).ok_or_else(damaged)?;
        Ok(Self { learned, weights })
    }
}

/// The model as it is read back from its own bytes, so that what was just learned and what was saved are the same.
pub(super) fn sealed(learned: &Learned, weights: &Weights) -> std::result::Result<Model, String> {
    Model::of_bytes(&bytes(learned, weights)?)
}

fn identity(digest: &[u8; DIGEST]) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *digest;
    // Zero is the identity of no model.
    u64::from_le_bytes([a, b, c, d, e, f, g, h]).max(1)
}

fn bytes(learned: &Learned, weights: &Weights) -> std::result::Result<Vec<u8>, String> {
    let head = serde_json::to_vec(learned).map_err(|cause| cause.to_string())?;
    let length = |count: usize| u32::try_from(count).map_err(|_| "het model is te groot".to_owned());
    let mut body = Vec::new();
    body.extend(length(head.len())?.to_le_bytes());
    body.extend(head);
    body.extend(length(weights.numbers.len())?.to_le_bytes());
    body.extend(weights.numbers.iter().flat_map(|number| number.to_le_bytes()));
    body.extend(weights.units.iter().flat_map(|unit| unit.to_le_bytes()));
    body.extend(weights.rows.iter().flat_map(|weight| weight.to_le_bytes()));
    Ok([MARK.as_slice(), blake3::hash(&body).as_bytes(), &body].concat())
}

/// Bytes that are still to be read.
struct Reading<'run> {
    rest: &'run [u8],
}

impl<'run> Reading<'run> {
    fn take(&mut self, count: usize) -> Option<&'run [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let bytes: [u8; 4] = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    }

    fn fours(&mut self, count: usize) -> Option<Vec<[u8; 4]>> {
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(bytes.chunks_exact(4).filter_map(|four| four.try_into().ok()).collect())
    }

    fn model(&mut self, identity: u64) -> Option<(Learned, Weights)> {
        let length = self.number()?;
        let learned: Learned = serde_json::from_slice(self.take(length)?).ok()?;
        let width = learned.themes.len() + Function::ALL.len();
        let count = self.number()?;
        let numbers: Vec<u32> = self.fours(count)?.into_iter().map(u32::from_le_bytes).collect();
        let units: Vec<f32> = self.fours(count)?.into_iter().map(f32::from_le_bytes).collect();
        let rows: Vec<i8> = self.take(count.checked_mul(width)?)?.iter().map(|byte| byte.cast_signed()).collect();
        let sound = self.rest.is_empty() && numbers.is_sorted() && units.iter().all(|unit| unit.is_finite());
        sound.then(|| (learned, Weights::new(width, numbers, units, rows, identity)))
    }
}
