//! The names that `--event` takes.

use gatewire::{EventKinds, Opcode};
use strsim::damerau_levenshtein;

/// The name of an event or an opcode, which may be given in any letter case.
pub(crate) fn parse(text: &str) -> Result<&'static str, String> {
    let is_it = |name: &&str| name.eq_ignore_ascii_case(text);
    names().find(is_it).ok_or_else(|| unknown(text))
}

/// All events and opcodes that have a name.
fn names() -> impl Iterator<Item = &'static str> {
    let events = EventKinds::ALL.iter().filter_map(|kind| kind.name());
    events.chain((0..=u8::MAX).filter_map(|code| Opcode(code).name()))
}

/// How many names are suggested.
const MAX_SUGGESTIONS: usize = 3;

/// Longer texts are like no name, and would take long to compare.
const MAX_LENGTH: usize = 64;

/// Says what may have been meant: the names nearest by edits or, if none is near, those that hold
/// the text.
fn unknown(text: &str) -> String {
    let text = text.to_ascii_uppercase();
    let mut near = Vec::new();
    if !text.is_empty() && text.len() <= MAX_LENGTH {
        near.extend(names().map(|name| (damerau_levenshtein(&text, name), name)));
        near.sort_unstable();
        near.dedup();
        match near.first() {
            Some((edits, _)) if *edits <= 1 + text.len() / 3 => {
                let most = edits + 2;
                near.retain(|(edits, _)| *edits <= most);
            }
            _ => near.retain(|(_, name)| name.contains(&text)),
        }
    }
    let names: Vec<_> = near.into_iter().take(MAX_SUGGESTIONS).map(|(_, name)| name).collect();
    match names.as_slice() {
        [] => "no event and no opcode has that name".to_owned(),
        names => format!("no event has that name; similar names: {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use gatewire::EventKinds;

    use super::parse;

    #[test]
    fn every_name_is_taken_in_any_letter_case() {
        for name in EventKinds::ALL.iter().filter_map(|kind| kind.name()).chain(["HELLO"]) {
            assert_eq!(parse(name), Ok(name));
            assert_eq!(parse(&name.to_lowercase()), Ok(name));
        }
        assert_eq!(parse("Message_Create"), Ok("MESSAGE_CREATE"));
    }

    #[test]
    fn similar_names_are_suggested() {
        let said = |text: &str| parse(text).unwrap_err();
        assert!(said("mesage_create").ends_with("similar names: MESSAGE_CREATE"));
        assert!(said("GUILD_MEMBERS_ADD").contains("similar names: GUILD_MEMBER_ADD"));
        assert!(said("redy").ends_with("READY"), "{}", said("redy"));
        assert!(said("reaction").contains("MESSAGE_REACTION_ADD"), "{}", said("reaction"));
        for text in ["", "zzz", "ß", &"MESSAGE_CREATE".repeat(1000)] {
            assert_eq!(said(text), "no event and no opcode has that name");
        }
    }
}
