//! Writing terms, through the public API.

#[path = "common/tree.rs"]
mod tree;
#[path = "common/unwritable.rs"]
mod unwritable;

mod etf_encode {
    mod errors;
    mod javascript;
    mod random;
    mod table;
    mod types;
}
