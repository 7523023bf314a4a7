//! The External Term Format through the public API.

mod etf {
    mod errors;
    mod hostile;
    mod model;
    mod random;
    mod terms;
}
