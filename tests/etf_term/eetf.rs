//! Terms as those of eetf and back.
