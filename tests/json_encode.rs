//! Writing JSON, through the public API.

#[path = "etf_encode/tree.rs"]
#[allow(dead_code)]
mod tree;

mod json_encode {
    mod errors;
    mod random;
    mod types;
}
