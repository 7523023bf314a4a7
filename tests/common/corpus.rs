//! Captured traffic, from the folder that `GATEWIRE_CORPUS` names.

use std::fs;
use std::path::{Path, PathBuf};

/// The corpus. Tests that need it are ignored unless they are asked for, and fail without it.
pub(crate) fn corpus() -> PathBuf {
    let path = std::env::var_os("GATEWIRE_CORPUS").filter(|path| !path.is_empty());
    PathBuf::from(path.expect("GATEWIRE_CORPUS names the folder of the corpus"))
}

/// All files of a folder that end so, in order; an empty folder is a mistake.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|found| found == extension) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push((name, fs::read(path).unwrap()));
        }
    }
    files.sort();
    assert!(!files.is_empty(), "no *.{extension} in {}", folder.display());
    files
}
