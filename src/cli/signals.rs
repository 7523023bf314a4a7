//! Signals that end the command, before which what is unfinished is removed.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// The file that a signal removes, if there is one. No signal ends the command while this is held.
pub(crate) fn unfinished() -> io::Result<MutexGuard<'static, Option<PathBuf>>> {
    static WATCHED: Once = Once::new();
    let mut watched = Ok(());
    WATCHED.call_once(|| watched = watch());
    watched.map(|()| lock())
}

fn lock() -> MutexGuard<'static, Option<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn watch() -> io::Result<()> {
    let ignored = ignored();
    let is_heeded = |signal: &i32| ignored >> (signal - 1) & 1 == 0;
    let signals = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(is_heeded);
    let mut signals = Signals::new(signals)?;
    let wait = move || {
        for signal in signals.forever() {
            let mut unfinished = lock();
            if let Some(path) = unfinished.take() {
                let _ = fs::remove_file(path);
            }
            let _ = emulate_default_handler(signal);
        }
    };
    thread::Builder::new().spawn(wait).map(drop)
}

/// A bit for each signal that is ignored, as `nohup` has it. It stays ignored. Only Linux tells.
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}
