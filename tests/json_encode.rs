//! Writing JSON, through the public API.

#[path = "common/tree.rs"]
#[allow(dead_code)]
mod tree;
#[path = "common/unwritable.rs"]
mod unwritable;

mod json_encode {
    mod errors;
    mod random;
    mod types;
}
