//! Sending, through the public API.

mod common;

mod encode {
    mod commands;
    mod limit;
    mod memory;
    mod round_trip;
    mod rules;
    mod split;
    mod table;
}

#[global_allocator]
static ALLOCATOR: common::allocator::Counting = common::allocator::Counting;
