//! What messages call an input or an output.

use std::path::Path;

/// Whether the path stands for standard input or output.
pub(crate) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

pub(crate) fn of_input(path: &Path) -> String {
    of(path, "standard input")
}

pub(crate) fn of_output(path: &Path) -> String {
    of(path, "standard output")
}

fn of(path: &Path, standard: &str) -> String {
    match is_standard(path) {
        true => standard.to_owned(),
        false => path.to_string_lossy().into_owned(),
    }
}
