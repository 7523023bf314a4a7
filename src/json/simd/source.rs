//! A tape for the generated readers of events.

use simd_json::{Node, StaticNode};

use super::length;
use super::number::{found, number};
use crate::de::fields::{Fields, UNKNOWN};
use crate::de::number::{MAX_FLOAT, decimal, parse_id, whole, wide_bits};
use crate::de::{Loss, Reading, Source, Stop, Value};
use crate::json::number::Number;

/// A value of a tape that is read from front to back.
///
/// The first value that does not fit ends the read. One that is tried as several types, as tags are, is
/// refused as other sources do it.
pub(crate) struct TapeSource<'t, 'de> {
    nodes: &'t [Node<'de>],
    pub(super) position: usize,
    /// Whether a value did not fit.
    has_given_up: bool,
    reading: Reading<'de>,
}

/// A list or an object that is being read.
pub(crate) struct Open {
    /// How many elements or entries are to come.
    left: usize,
    /// What follows it.
    end: usize,
}

impl<'t, 'de> TapeSource<'t, 'de> {
    /// At a value of a tape.
    pub(crate) fn new(nodes: &'t [Node<'de>], position: usize, reading: Reading<'de>) -> Self {
        Self { nodes, position, has_given_up: false, reading }
    }

    /// Whether a read succeeded and everything fit.
    pub(crate) fn finish(self, result: Result<(), Stop>) -> bool {
        let (result, mismatches) = self.reading.finish(result);
        result.is_ok() && mismatches.is_empty() && !self.has_given_up
    }

    /// The next node. A tape has one wherever one is asked for; null stands for what it has not.
    #[inline(always)]
    fn node(&self) -> Node<'de> {
        self.nodes.get(self.position).copied().unwrap_or(Node::Static(StaticNode::Null))
    }

    /// Takes a node that has no others.
    #[inline(always)]
    fn step(&mut self) {
        self.position += 1;
    }

    /// Ends the read.
    #[cold]
    fn give_up(&mut self) -> Stop {
        self.has_given_up = true;
        Stop::Malformed
    }

    #[inline(always)]
    fn begin(&mut self, len: usize, count: usize) -> Result<Open, Stop> {
        self.reading.enter(self.position)?;
        self.step();
        Ok(Open { left: len, end: self.position + count })
    }

    /// To the next element or entry. At the end the container is left.
    #[inline(always)]
    fn next(&mut self, open: &mut Open) -> bool {
        match open.left.checked_sub(1) {
            Some(left) => {
                open.left = left;
                true
            }
            None => {
                self.reading.leave();
                false
            }
        }
    }

    #[inline(always)]
    fn key(&mut self) -> Result<&'de str, Stop> {
        match self.node() {
            Node::String(key) => {
                self.step();
                Ok(key)
            }
            _ => Err(self.give_up()),
        }
    }

    /// A number of any kind, whose node is next.
    fn number(&mut self, node: StaticNode) -> Result<Number, Stop> {
        match number(node) {
            Some(number) => {
                self.step();
                Ok(number)
            }
            None => Err(self.give_up()),
        }
    }

    /// An integer, a whole float or decimal text, and whether it was a float.
    fn any_integer(&mut self, expected: &'static str) -> Result<(i128, bool), Stop> {
        let place = self.place();
        match self.node() {
            Node::String(text) => match decimal(text) {
                Some(number) => {
                    self.step();
                    Ok((number, false))
                }
                None => Err(self.misfit(expected)),
            },
            Node::Static(StaticNode::Null | StaticNode::Bool(_)) => Err(self.misfit(expected)),
            Node::Static(node) => match self.number(node)? {
                Number::Unsigned(number) => Ok((number.into(), false)),
                Number::Negative(number) => Ok((number.into(), false)),
                Number::Float(float) => match whole(float) {
                    Some(number) => Ok((number, true)),
                    None => Err(self.refuse(place, Loss::Type { found: "a float", expected })),
                },
            },
            _ => Err(self.misfit(expected)),
        }
    }
}

impl<'de> Source<'de> for TapeSource<'_, 'de> {
    #[inline(always)]
    fn reading(&mut self) -> &mut Reading<'de> {
        &mut self.reading
    }

    #[inline(always)]
    fn place(&mut self) -> Self::Place {
        (self.position, self.reading.depth)
    }

    fn go_to(&mut self, (position, depth): Self::Place) {
        self.position = position;
        self.reading.depth = depth;
    }

    /// The number of its node. No error is made of it.
    fn offset(&self, (position, _): Self::Place) -> usize {
        position
    }

    #[inline(always)]
    fn null(&mut self) -> Result<bool, Stop> {
        let is_null = matches!(self.node(), Node::Static(StaticNode::Null));
        self.position += usize::from(is_null);
        Ok(is_null)
    }

    #[inline(always)]
    fn boolean(&mut self) -> Result<bool, Stop> {
        match self.node() {
            Node::Static(StaticNode::Bool(value)) => {
                self.step();
                Ok(value)
            }
            _ => Err(self.misfit("a boolean")),
        }
    }

    #[inline(always)]
    fn unsigned(&mut self, expected: &'static str) -> Result<u64, Stop> {
        if let Node::Static(StaticNode::U64(number)) = self.node() {
            self.step();
            return Ok(number);
        }
        let place = self.place();
        let (number, _) = self.any_integer(expected)?;
        u64::try_from(number)
            .map_err(|_| self.refuse(place, Loss::Value { found: "a number", expected }))
    }

    #[inline(always)]
    fn integer(&mut self, expected: &'static str) -> Result<i128, Stop> {
        self.any_integer(expected).map(|(number, _)| number)
    }

    #[inline(always)]
    fn id(&mut self) -> Result<u64, Stop> {
        const EXPECTED: &str = "an id, as decimal text or as an unsigned integer";

        let place = self.place();
        if let Node::String(text) = self.node() {
            self.step();
            return parse_id(text.as_bytes()).ok_or_else(|| {
                self.refuse(place, Loss::Value { found: "text", expected: EXPECTED })
            });
        }
        let (number, is_float) = self.any_integer(EXPECTED)?;
        match u64::try_from(number) {
            Ok(id) if !is_float || id <= MAX_FLOAT => Ok(id),
            _ => Err(self.refuse(place, Loss::Value { found: "a number", expected: EXPECTED })),
        }
    }

    #[inline(never)]
    fn bits(&mut self) -> Result<u64, Stop> {
        const EXPECTED: &str = "a set of bits, as decimal text or as an unsigned integer";

        let place = self.place();
        if let Node::String(text) = self.node() {
            self.step();
            return parse_id(text.as_bytes()).or_else(|| wide_bits(text)).ok_or_else(|| {
                self.refuse(place, Loss::Value { found: "text", expected: EXPECTED })
            });
        }
        self.unsigned(EXPECTED)
    }

    fn float(&mut self) -> Result<f64, Stop> {
        match self.node() {
            Node::Static(node) if !matches!(node, StaticNode::Null | StaticNode::Bool(_)) => {
                Ok(match self.number(node)? {
                    Number::Unsigned(number) => number as f64,
                    Number::Negative(number) => number as f64,
                    Number::Float(number) => number,
                })
            }
            _ => Err(self.misfit("f64")),
        }
    }

    #[inline(always)]
    fn text(&mut self, expected: &'static str) -> Result<&'de str, Stop> {
        match self.node() {
            Node::String(text) => {
                self.step();
                Ok(text)
            }
            _ => Err(self.misfit(expected)),
        }
    }

    fn json_text(&mut self) -> Result<&'de str, Stop> {
        self.text("text")
    }

    #[inline(never)]
    fn value(&mut self) -> Result<Value<'de, Open>, Stop> {
        Ok(match self.node() {
            Node::String(text) => {
                self.step();
                Value::Text(text)
            }
            Node::Object { len, count } => Value::Object(self.begin(len, count)?),
            Node::Array { .. } => Value::List(self.list()?),
            Node::Static(StaticNode::Null) => {
                self.step();
                Value::Null
            }
            Node::Static(StaticNode::Bool(value)) => {
                self.step();
                Value::Bool(value)
            }
            Node::Static(node) => match self.number(node)? {
                Number::Unsigned(number) => Value::Unsigned(number),
                Number::Negative(number) => Value::Negative(number),
                Number::Float(number) => Value::Float(number),
            },
        })
    }

    #[inline]
    fn skip(&mut self) -> Result<(), Stop> {
        self.position += length(self.node());
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn misfit(&mut self, expected: &'static str) -> Stop {
        let node = self.node();
        let place = self.place();
        self.position += length(node);
        self.refuse(place, Loss::Type { found: found(node), expected })
    }

    #[cold]
    #[inline(never)]
    fn refuse(&mut self, place: Self::Place, loss: Loss) -> Stop {
        match self.reading.is_trying() {
            true => {
                let offset = self.offset(place);
                self.reading.misfit(loss, offset)
            }
            false => self.give_up(),
        }
    }

    #[inline(always)]
    fn list(&mut self) -> Result<Open, Stop> {
        let Node::Array { len, count } = self.node() else { return Err(self.misfit("a list")) };
        let open = self.begin(len, count)?;
        self.reading.in_list();
        Ok(open)
    }

    #[inline(always)]
    fn room(&self, open: &Open) -> usize {
        open.left
    }

    fn left(&self, open: &Open, _: usize) -> usize {
        open.left + 1
    }

    #[inline(always)]
    fn is_object(&mut self) -> bool {
        matches!(self.node(), Node::Object { .. })
    }

    #[inline(always)]
    fn next_element(&mut self, list: &mut Open) -> Result<bool, Stop> {
        Ok(self.next(list))
    }

    #[inline(always)]
    fn object(&mut self) -> Result<Open, Stop> {
        match self.node() {
            Node::Object { len, count } => self.begin(len, count),
            _ => Err(self.misfit("an object")),
        }
    }

    #[inline(always)]
    fn skip_unknown(&mut self, _: &mut Open, _: &'static Fields) -> Result<bool, Stop> {
        Ok(false)
    }

    #[inline(always)]
    fn next_field(
        &mut self,
        object: &mut Open,
        fields: &'static Fields,
        guess: u8,
    ) -> Result<Option<u8>, Stop> {
        while self.next(object) {
            let key = self.key()?;
            if fields.names.get(usize::from(guess)) == Some(&key) {
                return Ok(Some(guess));
            }
            let field = fields.find(key.as_bytes());
            if field != UNKNOWN {
                return Ok(Some(field));
            }
            self.skip()?;
        }
        Ok(None)
    }

    fn next_key(&mut self, object: &mut Open) -> Result<Option<&'de str>, Stop> {
        match self.next(object) {
            true => self.key().map(Some),
            false => Ok(None),
        }
    }

    #[cold]
    #[inline(never)]
    fn skip_rest(&mut self, open: Open) -> Result<(), Stop> {
        self.position = open.end;
        self.reading.leave();
        Ok(())
    }

    /// Stepping over a value takes no longer for a large one.
    fn search(&mut self, _: bool) {}
}
