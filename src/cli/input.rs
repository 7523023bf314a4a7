//! Inputs that are read whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::failure::Failure;
use super::name;

/// All bytes of a file or of standard input: some, and no more than `limit`.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let failed = |error: io::Error| Failure::input(path, &error);
    let source: Box<dyn Read> = match name::is_standard(path) {
        true => Box::new(io::stdin().lock()),
        false => Box::new(File::open(path).map_err(failed)?),
    };
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    source.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    let name = name::of_input(path);
    match bytes.len() {
        0 => Err(Failure::empty(&name)),
        length if length > limit => {
            Err(Failure::Damaged(format!("{name} has more than {limit} bytes")))
        }
        _ => Ok(bytes),
    }
}
