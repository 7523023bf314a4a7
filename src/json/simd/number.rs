//! The numbers of a tape.

use simd_json::{Node, StaticNode};

use crate::json::number::Number;

/// A number, if the node is one and it is known which.
pub(super) fn number(node: StaticNode) -> Option<Number> {
    match node {
        StaticNode::U64(number) => Some(Number::Unsigned(number)),
        // A zero was `-0`, which is a float.
        StaticNode::I64(number) if number < 0 => Some(Number::Negative(number)),
        StaticNode::F64(number) => Some(Number::Float(number)),
        _ => None,
    }
}

/// What serde would call a value.
#[cold]
pub(super) fn found(node: Node<'_>) -> &'static str {
    match node {
        Node::String(_) => "text",
        Node::Object { .. } => "a map",
        Node::Array { .. } => "a list",
        Node::Static(StaticNode::Null) => "null",
        Node::Static(StaticNode::Bool(_)) => "a boolean",
        Node::Static(StaticNode::F64(_)) => "a float",
        Node::Static(_) => "an integer",
    }
}
