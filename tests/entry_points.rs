//! Every public function of the decoder, the formats and the encoder is measured by the search for the
//! worst input, or stands here with the reason why it is not.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Functions of files, and the row of `benches/worst_case/entry.rs` that measures them.
const MEASURED: [(&str, &str, &str); 33] = [
    ("decode/mod.rs", "decode", "decode"),
    ("decode/mod.rs", "push frame", "push, frame"),
    ("decode/frame.rs", "validate", "validate"),
    ("decode/frame.rs", "event event_in event_with", "event"),
    ("decode/mod.rs", "strict", "event, strictly"),
    ("decode/frame.rs", "data", "data::<IgnoredAny>"),
    ("decode/frame.rs", "payload payload_seed", "payload::<Value>"),
    ("decode/frame.rs", "write_json", "write_json"),
    ("decode/frame.rs", "to_owned", "to_owned"),
    ("decode/owned.rs", "frame event event_with", "OwnedFrame::event"),
    ("encode/encoder.rs", "encode_payload", "Encoder::encode_payload"),
    ("encode/frame.rs", "write write_event", "FrameWriter::write_event"),
    ("etf/inflate.rs", "inflate", "etf::inflate"),
    ("etf/de/mod.rs", "from_slice from_slice_seed", "etf::from_slice::<Message>"),
    ("etf/de/mod.rs", "end", "etf::Deserializer, any type"),
    ("etf/de/mod.rs", "json_compatible", "etf::Deserializer, json_compatible"),
    ("etf/de/mod.rs", "long_integers_as_text", "etf::Deserializer, long_integers_as_text"),
    ("etf/ser/mod.rs", "to_vec to_writer", "event, as ETF"),
    ("etf/term/mod.rs", "decode decode_prefix", "Term::decode"),
    ("etf/term/mod.rs", "to_owned into_owned to_term", "Term::to_owned"),
    ("etf/term/mod.rs", "get", "Term::get"),
    ("etf/term/mod.rs", "at", "Term::at"),
    ("etf/term/view.rs", "get", "Term::get"),
    ("etf/term/view.rs", "at", "Term::at"),
    ("etf/term/view.rs", "deserializer", "Term, read as Value"),
    ("etf/term/parts.rs", "get", "Term::get"),
    ("etf/term/parts.rs", "elements entries tail", "Term, printed"),
    ("etf/term/build.rs", "list tuple map", "Term::list, tuple and map"),
    ("etf/term/write.rs", "encode encode_with", "Term::encode"),
    ("etf/term/serialize.rs", "write_json", "Term::write_json"),
    ("json/mod.rs", "from_slice", "json::from_slice::<Message>"),
    ("json/mod.rs", "from_slice_in", "json::from_slice_in::<Value>"),
    ("json/ser/mod.rs", "to_vec to_writer", "event, as JSON"),
];

/// Functions that are not measured, and why.
const NOT_MEASURED: [(&str, &str, &str); 20] = [
    ("decode/mod.rs", "new builder build reset shrink stats", "sees no payload"),
    ("decode/mod.rs", "max_message_size max_depth max_window_size shrink_above", "keeps a number"),
    ("decode/mod.rs", "json_engine", "the attacks of `tests/hostile` are played with both engines"),
    ("decode/frame.rs", "opcode sequence event_name kind bytes reborrow", "returns what is there"),
    ("decode/event.rs", "opcode name kind guild_id shard", "returns what is there"),
    ("decode/event.rs", "data write_json", "as of a frame"),
    ("decode/owned.rs", "opcode sequence event_name kind bytes", "returns what is there"),
    ("decode/owned.rs", "validate data payload payload_seed write_json", "as of a frame"),
    ("encode/encoder.rs", "new with_limit javascript encode", "writes what the caller has"),
    ("encode/compress.rs", "new with_level compress reset", "takes what the caller sends"),
    ("encode/frame.rs", "new dispatch operation with_atom_keys", "keeps what it is given"),
    ("encode/split.rs", "split", "takes what the caller sends"),
    ("etf/de/mod.rs", "max_depth", "keeps a number"),
    ("etf/ser/mod.rs", "new javascript", "keeps what it is given"),
    ("etf/term/mod.rs", "as_ref kind", "looks at the first bytes"),
    (
        "etf/term/view.rs",
        "kind tag as_str as_atom as_bool as_integer as_u64 as_i64 as_f64 as_bytes as_list as_tuple as_map",
        "looks at one term that holds no others",
    ),
    ("etf/term/parts.rs", "len is_empty", "returns what is there"),
    (
        "etf/term/scalar.rs",
        "as_str into_str as_u64 as_i64 as_u128 as_i128 is_negative magnitude bytes last_bits",
        "copies the bytes of one number at most",
    ),
    ("etf/term/identifier.rs", "free_variables id", "returns what is there"),
    ("etf/term/build.rs", "atom integer float binary", "copies what it is given"),
];

/// Of `json::Deserializer`, whose row is `json::from_slice`, which is short for it.
const OF_DESERIALIZERS: [(&str, &str); 2] =
    [("json/de/mod.rs", "from_slice max_depth"), ("json/ser/mod.rs", "new")];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The name of the public function that a line begins, if it does.
fn function(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let name = rest.trim_start_matches("const ").strip_prefix("fn ")?;
    name.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

#[test]
fn every_public_function_was_considered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed = |file: &'static str, names: &'static str| {
        names.split(' ').map(move |name| format!("{file} {name}"))
    };
    let measured = MEASURED.iter().flat_map(|(file, names, _)| listed(file, names));
    let others = NOT_MEASURED.iter().flat_map(|(file, names, _)| listed(file, names));
    let more = OF_DESERIALIZERS.iter().flat_map(|(file, names)| listed(file, names));
    let considered: BTreeSet<String> = measured.chain(others).chain(more).collect();

    let mut public = BTreeSet::new();
    for folder in ["decode", "encode", "etf", "json"] {
        let mut paths = Vec::new();
        files(&root.join("src").join(folder), &mut paths);
        for path in paths {
            let file = path.strip_prefix(root.join("src")).unwrap();
            let file = file.to_str().unwrap().replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap();
            public.extend(text.lines().filter_map(function).map(|name| format!("{file} {name}")));
        }
    }
    let new: Vec<_> = public.difference(&considered).collect();
    let gone: Vec<_> = considered.difference(&public).collect();
    assert!(new.is_empty() && gone.is_empty(), "not considered: {new:#?}\ngone: {gone:#?}");

    let rows = fs::read_to_string(root.join("benches/worst_case/entry.rs")).unwrap();
    for (file, names, row) in MEASURED {
        assert!(rows.contains(&format!("    \"{row}\" ")), "{file} {names}: no row {row}");
    }
}
