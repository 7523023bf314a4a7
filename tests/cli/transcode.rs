//! `gatewire transcode`.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::process::{Command, Stdio};

use crate::capture::{Compression, Encoding, Header, Reader};
use crate::tool::*;

#[test]
fn every_target_holds_the_same_session() {
    let folder = Folder::new();
    let numbers = r#"{"t":"NUMBERS","s":3,"op":0,"d":[0,255,256,-1,2147483647,-2147483648,2147483648,
        -2147483649,9007199254740991,-9007199254740991,0.5,-1e300,[],{},"",null,true,false,"é\n\"",
        [[1]],{"a":{"b":[]}},"123"]}"#;
    let file = pack(&[&[HELLO, READY, numbers], &SESSION], Compression::ZlibPayload);
    let path = folder.file("a.gwcap", &file);
    let expected = documents(&file);
    assert_eq!(expected.len(), 8);
    for encoding in Encoding::ALL {
        for compression in Compression::ALL {
            let (there, back) = (folder.0.join("there"), folder.0.join("back"));
            let run = transcode(&path, &there, &target(encoding, compression));
            assert_eq!((run.code, run.stdout + &run.stderr), (Some(0), String::new()));
            let written = fs::read(&there).unwrap();
            let header = Reader::new(&written[..]).unwrap().header();
            assert_eq!(header, Header { encoding, compression });
            assert_eq!(documents(&written), expected, "{header:?}");
            assert_eq!(offsets(&written).len(), expected.len(), "one message a frame");

            let run = transcode(&there, &back, &target(Encoding::Json, Compression::None));
            assert_eq!(run.code, Some(0));
            assert_eq!(documents(&fs::read(&back).unwrap()), expected, "{header:?}");
        }
    }
    assert_eq!(folder.names(), ["a.gwcap", "back", "there"]);
}

/// Written by hand, with the tags that Discord's own encoder uses.
#[test]
fn etf_is_written_as_the_gateway_writes_it() {
    let folder = Folder::new();
    let payload = r#"{"op":0,"t":"X","s":7,"d":[1,-2,4294967296,18446744073709551615,
        -9223372036854775808,1.5,true,[],{"id":"7"}]}"#;
    let path = folder.file("a.gwcap", &pack(&[&[payload]], Compression::None));
    let run = command(&["transcode", "--encoding", "etf"]).arg(&path).arg("-").output().unwrap();
    assert_eq!(run.status.code(), Some(0));
    let expected: &[u8] = b"\x83t\0\0\0\x04\
        d\0\x01dl\0\0\0\x09\
        a\x01b\xff\xff\xff\xfen\x05\0\0\0\0\0\x01\
        n\x08\0\xff\xff\xff\xff\xff\xff\xff\xffn\x08\x01\0\0\0\0\0\0\0\x80\
        F\x3f\xf8\0\0\0\0\0\0s\x04truej\
        t\0\0\0\x01m\0\0\0\x02idm\0\0\0\x017j\
        d\0\x02opa\0\
        d\0\x01sa\x07\
        d\0\x01td\0\x01X";
    let length = u32::try_from(expected.len()).unwrap().to_be_bytes();
    assert_eq!(run.stdout, [b"GWCP\x01\x01\0\0", &length[..], expected].concat());
}

/// Atoms of these names would be read as values.
#[test]
fn events_named_like_values_keep_their_names() {
    let folder = Folder::new();
    let payloads: &[&str] = &[
        r#"{"t":"true","s":1,"op":0,"d":null}"#,
        r#"{"t":"false","s":2,"op":0,"d":null}"#,
        r#"{"t":"nil","s":3,"op":0,"d":null}"#,
        r#"{"t":"null","s":4,"op":0,"d":null}"#,
        r#"{"t":null,"s":null,"op":11,"d":null}"#,
    ];
    let file = pack(&[payloads], Compression::None);
    let path = folder.file("a.gwcap", &file);
    let (there, back) = (folder.0.join("there"), folder.0.join("back"));
    assert_eq!(transcode(&path, &there, &["--encoding", "etf"]).code, Some(0));
    assert_eq!(documents(&fs::read(&there).unwrap()), documents(&file));
    assert_eq!(transcode(&there, &back, &["--encoding", "json"]).code, Some(0));
    assert_eq!(documents(&fs::read(&back).unwrap()), documents(&file));
}

#[test]
fn envelopes_of_other_shapes_keep_their_keys() {
    let folder = Folder::new();
    let payloads: &[&str] = &[
        r#"{"op":11}"#,
        r#"{"op":11,"d":null}"#,
        r#"{"d":{"a":1},"s":null,"t":null,"op":9,"x":[0]}"#,
        r#"{"d":1,"s":2,"op":0,"x":null}"#,
    ];
    let file = pack(&[payloads], Compression::None);
    let path = folder.file("a.gwcap", &file);
    let target = folder.0.join("b.gwcap");
    assert_eq!(transcode(&path, &target, &["--encoding", "etf"]).code, Some(0));
    let written = fs::read(&target).unwrap();
    assert_eq!(documents(&written), documents(&file));
    assert!(written.ends_with(b"\x01xs\x03nil"), "in their order, with binaries for keys");
}

#[test]
fn what_nests_too_deep_for_the_other_encoding_is_refused() {
    let folder = Folder::new();
    let nested = |depth| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        let payload = format!(r#"{{"t":null,"s":null,"op":0,"d":{open}{close}}}"#);
        folder.file("a.gwcap", &pack(&[&[&payload]], Compression::None))
    };
    let target = folder.0.join("b.gwcap");
    // The envelope is a level of its own.
    assert_eq!(transcode(&nested(127), &target, &["--encoding", "etf"]).code, Some(0));
    let run = transcode(&nested(128), &target, &["--encoding", "etf"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("frame 1 at byte 8") && run.stderr.contains("nested deeper"));
}

#[test]
fn payloads_stay_as_they_are_in_their_own_encoding() {
    let folder = Folder::new();
    let spaced = "{ \"op\": 11 , \"d\" : 1.50 }";
    let file = pack(&[&[spaced]], Compression::None);
    let path = folder.file("a.gwcap", &file);
    let (there, back) = (folder.0.join("there"), folder.0.join("back"));
    transcode(&path, &there, &["--compression", "zstd-stream"]);
    transcode(&there, &back, &["--compression", "none"]);
    assert_eq!(fs::read(&back).unwrap(), file);
}

#[test]
fn transcode_leaves_nothing_half_written() {
    let folder = Folder::new();
    let file = pack(&[&SESSION], Compression::ZlibStream);
    let path = folder.file("a.gwcap", &file[..file.len() - 1]);
    let target = folder.file("b.gwcap", b"what was there before");
    let run = transcode(&path, &target, &["--encoding", "etf"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("frame 4 at byte "), "{}", run.stderr);
    assert_eq!(fs::read(&target).unwrap(), b"what was there before");
    assert_eq!(folder.names(), ["a.gwcap", "b.gwcap"]);

    // Into a folder that is not there, and over one that is.
    let missing = transcode(&path, &folder.0.join("missing/b.gwcap"), &[]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.contains("missing/b.gwcap: No such file"), "{}", missing.stderr);
    assert_eq!(transcode(&path, &folder.0, &[]).code, Some(2));
}

#[test]
fn transcode_does_not_write_over_its_input() {
    let folder = Folder::new();
    let file = pack(&[&SESSION], Compression::None);
    let path = folder.file("a.gwcap", &file);
    let other_name = folder.0.join(".").join("a.gwcap");
    let run = transcode(&path, &other_name, &["--encoding", "etf"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("same file"), "{}", run.stderr);
    assert_eq!(fs::read(&path).unwrap(), file);
}

#[test]
fn transcode_works_in_a_pipe() {
    let file = pack(&[&SESSION, &SESSION], Compression::ZlibStream);
    let output = run_on_stdin(&["transcode", "-", "-", "--encoding", "etf"], &file);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    assert_eq!(documents(&output.stdout), documents(&file));
}

fn same_file(run: &Run) {
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    let end = "a.gwcap: input and output are the same file\n";
    let standard = "standard input: input and output are the same file\n";
    assert!(run.stderr.ends_with(end) || run.stderr.ends_with(standard), "{}", run.stderr);
}

#[test]
fn a_file_is_the_same_under_any_name() {
    let folder = Folder::new();
    let file = pack(&[&SESSION], Compression::None);
    let path = folder.file("a.gwcap", &file);
    let reads = || Stdio::from(File::open(&path).unwrap());
    let appends = || Stdio::from(OpenOptions::new().append(true).open(&path).unwrap());
    let output = |command: &mut Command| Run::from(command.output().unwrap());
    same_file(&output(command(&["transcode", "-"]).arg(&path).stdin(reads())));
    // Each frame would be read again after it was written.
    same_file(&output(command(&["transcode"]).arg(&path).arg("-").stdout(appends())));
    same_file(&output(command(&["transcode", "-", "-"]).stdin(reads()).stdout(appends())));
    assert_eq!(fs::read(&path).unwrap(), file);
    assert_eq!(folder.names(), ["a.gwcap"]);

    // A shell has emptied it by then, which is no reason to call it damaged.
    let copy = folder.file("copy", &file);
    let empties = Stdio::from(File::create(&path).unwrap());
    same_file(&output(command(&["transcode"]).arg(&path).arg("-").stdout(empties)));
    fs::copy(copy, &path).unwrap();

    let link = folder.0.join("link");
    fs::hard_link(&path, &link).unwrap();
    let run = transcode(&path, &link, &[]);
    assert!(run.code == Some(2) && run.stderr.contains("same file"), "{run:?}");

    // Another file is another, and a device is no file.
    let other = folder.0.join("other");
    let run = output(command(&["transcode", "-"]).arg(&other).stdin(reads()));
    assert_eq!((run.code, fs::read(&other).unwrap()), (Some(0), file));
    #[cfg(unix)]
    {
        let device =
            || Stdio::from(OpenOptions::new().read(true).write(true).open("/dev/null").unwrap());
        let run = output(command(&["transcode", "-", "-"]).stdin(device()).stdout(device()));
        assert_eq!(run.stderr, "error: standard input is empty\n");
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    use std::os::unix::process::ExitStatusExt;
    use std::path::Path;
    use std::process::Child;
    use std::time::Duration;

    use rustix::process::{Pid, Signal, kill_process};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o7777
    }

    #[test]
    fn a_file_that_is_replaced_passes_on_its_mode() {
        let folder = Folder::new();
        let path = folder.file("a.gwcap", &pack(&[&SESSION], Compression::None));
        let target = folder.file("b.gwcap", b"before");
        let link = folder.0.join("link");
        symlink(&target, &link).unwrap();
        // Another owner, where the user of the test may say so.
        let _ = chown(&target, Some(1), Some(1));
        for permissions in [0o600, 0o640, 0o400, 0o666, 0o755] {
            fs::set_permissions(&target, fs::Permissions::from_mode(permissions)).unwrap();
            let before = fs::metadata(&target).unwrap();
            assert_eq!(transcode(&path, &link, &[]).code, Some(0));
            let after = fs::metadata(&target).unwrap();
            assert_eq!(mode(&target), permissions, "{permissions:o}");
            assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
            assert!(
                after.ino() != before.ino() && fs::symlink_metadata(&link).unwrap().is_symlink()
            );
        }
        // A new one has what the umask leaves, as any that is created.
        for umask in ["000", "022", "077"] {
            let new = folder.0.join(umask);
            let script = format!("umask {umask}; exec \"$0\" transcode \"$1\" \"$2\"");
            let mut shell = Command::new("sh");
            let shell = shell.args(["-c", &script, env!("CARGO_BIN_EXE_gatewire")]);
            assert!(shell.args([&path, &new]).status().unwrap().success());
            assert_eq!(mode(&new), 0o666 & !u32::from_str_radix(umask, 8).unwrap(), "{umask}");
        }
    }

    /// A run that has written a part and waits for the rest, and what it writes to.
    fn waiting(folder: &Folder, command: &mut Command) -> Child {
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&pack(&[&SESSION], Compression::None)).unwrap();
        child.stdin = Some(stdin);
        let has_part = || folder.names().iter().any(|name| name.ends_with(".part"));
        let is_begun = (0..3000).any(|_| {
            std::thread::sleep(Duration::from_millis(10));
            has_part()
        });
        if !is_begun {
            child.kill().unwrap();
            let status = child.wait().unwrap();
            panic!("no file was begun: {status}, {:?}", folder.names());
        }
        child
    }

    fn send(child: &Child, signal: Signal) {
        kill_process(Pid::from_child(child), signal).unwrap();
    }

    #[test]
    fn a_signal_leaves_nothing_unfinished() {
        for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
            let folder = Folder::new();
            let target = folder.file("b.gwcap", b"before");
            let mut child = waiting(&folder, command(&["transcode", "-"]).arg(&target));
            // Waiting would close it, and the input would be complete.
            let stdin = child.stdin.take();
            send(&child, signal);
            let status = child.wait().unwrap();
            drop(stdin);
            // As a shell expects of what a signal ends.
            assert_eq!(status.signal(), Some(signal.as_raw()), "{status}");
            assert_eq!(folder.names(), ["b.gwcap"], "{signal:?}");
            assert_eq!(fs::read(&target).unwrap(), b"before");
        }
    }

    /// As `nohup` has it.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_signal_that_is_ignored_stays_ignored() {
        let folder = Folder::new();
        let target = folder.0.join("b.gwcap");
        let mut shell = Command::new("sh");
        let script = "trap '' HUP; exec \"$0\" transcode - \"$1\"";
        shell.args(["-c", script, env!("CARGO_BIN_EXE_gatewire")]).arg(&target);
        let mut child = waiting(&folder, &mut shell);
        send(&child, Signal::HUP);
        drop(child.stdin.take());
        assert!(child.wait().unwrap().success());
        assert_eq!(folder.names(), ["b.gwcap"]);
    }
}
