//! Writing terms, through the public API.

mod etf_encode {
    mod errors;
    mod random;
    mod table;
    mod tree;
    mod types;
}
