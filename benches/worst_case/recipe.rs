//! How a document is made, as text that can be read again.
//!
//! ```text
//! PLACE [late] [odd] [twin] [misfit|misfit_inside] [before=FILL] [after=FILL] = FILL
//! ```
//!
//! `late` puts the fields that an object needs, its tag among them, after the one on the way. `odd`
//! is an envelope in another order than Discord's. `twin` gives the last entry of each map that is
//! repeated the key of the entry before. `misfit` puts values of a wrong type into the fields
//! that the outermost object needs, after the one on the way; `misfit_inside` into those of the
//! innermost object on the way. `before` and `after` are fields that no object
//! knows, one in each object on the way. A fill is
//!
//! ```text
//! hard  escape:20  ascii:*       a piece; of so many units; of as many as there is room for
//! least  full                    what the table has there, with few fields or with all
//! [zero hard]  [zero]x9  [zero]* a list of these; nine times over; as often as there is room for
//! (zero)  <zero zero>            a tuple, a list that ends in its last element
//! /zero\*                        a list that goes on in its tail after each element
//! {new=zero ascii=hard}*         a map
//! lists:9(zero)  maps:9(zero)    a value in so many lists, maps, tuples; maps that are keys
//! ```

use std::fmt;

use crate::common::documents::Variant;
use crate::pieces::{PIECES, Piece};
use crate::place::Place;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    Of(usize),
    /// As many as there is room for.
    Many,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    List,
    Tuple,
    Improper,
    Tails,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    Lists,
    Maps,
    Tuples,
    Keys,
}

/// Where fields that are needed have values of a wrong type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    Outermost,
    Innermost,
}

#[derive(Clone)]
pub(crate) enum Fill {
    Piece(&'static Piece, Count),
    Made(Variant),
    List(Kind, Vec<Fill>, Count),
    Map(Vec<(Fill, Fill)>, Count),
    Deep(Inside, usize, Box<Fill>),
}

#[derive(Clone)]
pub(crate) struct Recipe {
    pub(crate) place: Place,
    pub(crate) is_late: bool,
    pub(crate) is_odd: bool,
    pub(crate) has_twin: bool,
    pub(crate) misfit: Option<Misfit>,
    pub(crate) before: Option<Fill>,
    pub(crate) after: Option<Fill>,
    pub(crate) fill: Fill,
}

impl Fill {
    pub(crate) fn piece(name: &str, count: Count) -> Self {
        let piece = PIECES.iter().find(|piece| piece.name == name);
        Self::Piece(piece.unwrap_or_else(|| panic!("no piece {name}")), count)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(1) => Ok(()),
            Self::Of(count) => write!(f, "x{count}"),
            Self::Many => f.write_str("*"),
        }
    }
}

impl fmt::Display for Fill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Piece(piece, Count::Of(1)) => f.write_str(piece.name),
            Self::Piece(piece, Count::Of(count)) => write!(f, "{}:{count}", piece.name),
            Self::Piece(piece, Count::Many) => write!(f, "{}:*", piece.name),
            Self::Made(Variant::Full) => f.write_str("full"),
            Self::Made(_) => f.write_str("least"),
            Self::List(kind, items, count) => {
                let (open, close) = brackets(*kind);
                write!(f, "{open}")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index > 0 { " " } else { "" })?;
                }
                write!(f, "{close}{count}")
            }
            Self::Map(entries, count) => {
                f.write_str("{")?;
                for (index, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{key}={value}", if index > 0 { " " } else { "" })?;
                }
                write!(f, "}}{count}")
            }
            Self::Deep(inside, levels, inner) => write!(f, "{}:{levels}({inner})", inside.name()),
        }
    }
}

fn brackets(kind: Kind) -> (char, char) {
    match kind {
        Kind::List => ('[', ']'),
        Kind::Tuple => ('(', ')'),
        Kind::Improper => ('<', '>'),
        Kind::Tails => ('/', '\\'),
    }
}

impl Inside {
    const ALL: [Self; 4] = [Self::Lists, Self::Maps, Self::Tuples, Self::Keys];

    fn name(self) -> &'static str {
        match self {
            Self::Lists => "lists",
            Self::Maps => "maps",
            Self::Tuples => "tuples",
            Self::Keys => "keys",
        }
    }
}

impl fmt::Display for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.place)?;
        let words = [(self.is_late, "late "), (self.is_odd, "odd "), (self.has_twin, "twin ")];
        for (is_set, word) in words {
            f.write_str(if is_set { word } else { "" })?;
        }
        match self.misfit {
            None => {}
            Some(Misfit::Outermost) => f.write_str("misfit ")?,
            Some(Misfit::Innermost) => f.write_str("misfit_inside ")?,
        }
        for (name, fill) in [("before", &self.before), ("after", &self.after)] {
            if let Some(fill) = fill {
                write!(f, "{name}={fill} ")?;
            }
        }
        write!(f, "= {}", self.fill)
    }
}

impl Recipe {
    pub(crate) fn new(place: Place, fill: Fill) -> Self {
        Self {
            place,
            is_late: false,
            is_odd: false,
            has_twin: false,
            misfit: None,
            before: None,
            after: None,
            fill,
        }
    }

    /// Reads what [`Display`](fmt::Display) writes. None if it is not that.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (head, fill) = text.rsplit_once(" = ")?;
        let (place, mut head) = head.split_once(' ').unwrap_or((head, ""));
        let mut recipe = Self::new(Place::parse(place)?, whole_fill(fill)?);
        loop {
            head = head.trim_start();
            if let Some(rest) = head.strip_prefix("late") {
                recipe.is_late = true;
                head = rest;
            } else if let Some(rest) = head.strip_prefix("odd") {
                recipe.is_odd = true;
                head = rest;
            } else if let Some(rest) = head.strip_prefix("twin") {
                recipe.has_twin = true;
                head = rest;
            } else if let Some(rest) = head.strip_prefix("misfit_inside") {
                recipe.misfit = Some(Misfit::Innermost);
                head = rest;
            } else if let Some(rest) = head.strip_prefix("misfit") {
                recipe.misfit = Some(Misfit::Outermost);
                head = rest;
            } else if let Some(mut rest) = head.strip_prefix("before=") {
                recipe.before = Some(parse_fill(&mut rest)?);
                head = rest;
            } else if let Some(mut rest) = head.strip_prefix("after=") {
                recipe.after = Some(parse_fill(&mut rest)?);
                head = rest;
            } else {
                return head.is_empty().then_some(recipe);
            }
        }
    }
}

fn whole_fill(mut text: &str) -> Option<Fill> {
    let fill = parse_fill(&mut text)?;
    text.is_empty().then_some(fill)
}

fn number(text: &mut &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    *text = rest;
    digits.parse().ok()
}

fn take(text: &mut &str, token: char) -> bool {
    let rest = text.strip_prefix(token);
    *text = rest.unwrap_or(text);
    rest.is_some()
}

fn parse_count(text: &mut &str) -> Option<Count> {
    if take(text, '*') {
        return Some(Count::Many);
    }
    if take(text, 'x') { number(text).map(Count::Of) } else { Some(Count::Of(1)) }
}

fn parse_fill(text: &mut &str) -> Option<Fill> {
    for kind in [Kind::List, Kind::Tuple, Kind::Improper, Kind::Tails] {
        let (open, close) = brackets(kind);
        if take(text, open) {
            let mut items = Vec::new();
            while !take(text, close) {
                items.push(parse_fill(text)?);
                take(text, ' ');
            }
            return Some(Fill::List(kind, items, parse_count(text)?));
        }
    }
    if take(text, '{') {
        let mut entries = Vec::new();
        while !take(text, '}') {
            let key = parse_fill(text)?;
            take(text, '=').then_some(())?;
            entries.push((key, parse_fill(text)?));
            take(text, ' ');
        }
        return Some(Fill::Map(entries, parse_count(text)?));
    }
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    *text = rest;
    match name {
        "least" => return Some(Fill::Made(Variant::Absent)),
        "full" => return Some(Fill::Made(Variant::Full)),
        _ => {}
    }
    if let Some(inside) = Inside::ALL.into_iter().find(|inside| inside.name() == name) {
        take(text, ':').then_some(())?;
        let levels = number(text)?;
        take(text, '(').then_some(())?;
        let inner = parse_fill(text)?;
        take(text, ')').then_some(())?;
        return Some(Fill::Deep(inside, levels, Box::new(inner)));
    }
    let piece = PIECES.iter().find(|piece| piece.name == name)?;
    let count = match take(text, ':') {
        true if take(text, '*') => Count::Many,
        true => Count::Of(number(text)?),
        false => Count::Of(1),
    };
    Some(Fill::Piece(piece, count))
}
