//! Going through all of a term, from front to back and without recursion.

use super::head::{Head, head};
use super::{Integer, TermRef};
use crate::etf::integer::Integer as Wire;
use crate::etf::reader::Reader;
use crate::etf::tag::*;

/// What comes next in a term.
pub(super) enum Event<'t> {
    /// A term without others in it.
    Scalar(Head<'t>),
    /// A container that is not empty; what is in it follows.
    Open(Head<'t>),
    /// What follows is the tail of an improper list.
    Tail,
    /// The container that was opened last ends.
    Close,
}

/// The events of a term. Lists that go on in their tails are one list.
pub(super) struct Walk<'t> {
    reader: Reader<'t>,
    open: Vec<Open<'t>>,
    is_finished: bool,
}

/// A container that is open.
struct Open<'t> {
    /// Terms that come before its end or its tail.
    left: usize,
    /// Whether it has a tail to come.
    has_tail: bool,
    /// Elements that came as bytes.
    string: &'t [u8],
}

impl<'t> Walk<'t> {
    pub(super) fn new(term: TermRef<'t>) -> Self {
        Self { reader: Reader::new(term.bytes), open: Vec::new(), is_finished: false }
    }

    /// What comes next in the container that was opened last, unless it is a term to be read.
    fn inside(&mut self) -> Option<Event<'t>> {
        let open = self.open.last_mut()?;
        if let Some((byte, rest)) = open.string.split_first() {
            open.string = rest;
            let value = Integer::new(Wire::Unsigned(u64::from(*byte)));
            return Some(Event::Scalar(Head::Integer(value)));
        }
        if open.left > 0 {
            open.left -= 1;
            return None;
        }
        if !std::mem::take(&mut open.has_tail) {
            self.open.pop();
            return Some(Event::Close);
        }
        match self.reader.peek_tag() {
            Ok(NIL_EXT | STRING_EXT | LIST_EXT) => {
                match head(&mut self.reader) {
                    Ok(Head::String(string)) => open.string = string,
                    Ok(Head::List(left)) => {
                        open.left = left;
                        open.has_tail = true;
                    }
                    _ => {}
                }
                self.inside()
            }
            _ => {
                open.left = 1;
                Some(Event::Tail)
            }
        }
    }
}

impl<'t> Iterator for Walk<'t> {
    type Item = Event<'t>;

    fn next(&mut self) -> Option<Event<'t>> {
        if self.is_finished {
            return None;
        }
        if let Some(event) = self.inside() {
            self.is_finished = self.open.is_empty();
            return Some(event);
        }
        let Ok(head) = head(&mut self.reader) else {
            // It was checked, so this is never come to.
            self.is_finished = true;
            return None;
        };
        let left = head.children();
        if left == 0 {
            self.is_finished = self.open.is_empty();
            return Some(Event::Scalar(head));
        }
        let has_tail = matches!(head, Head::List(_));
        self.open.push(Open { left, has_tail, string: &[] });
        Some(Event::Open(head))
    }
}
