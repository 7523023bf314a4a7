//! What objects, unions, maps and single values are read from, and what they are not.

mod common;

mod objects {
    mod guild;
    mod keys;
    mod map;
    mod nested;
    mod open;
    mod timestamp;
    mod union;
    mod value;
}
