//! Terms of every kind, through the public API.

#[path = "common/allocator.rs"]
#[allow(dead_code)]
mod allocator;
#[path = "common/as_erltf.rs"]
mod as_erltf;

mod etf_term {
    mod access;
    mod build;
    mod compare;
    #[cfg(feature = "eetf")]
    mod eetf;
    mod erlang;
    mod hostile;
    mod odd;
    mod print;
    mod random;
    mod serde;
    mod table;
    mod unpack;
    mod walk;
}

#[global_allocator]
static ALLOCATOR: allocator::Counting = allocator::Counting;
