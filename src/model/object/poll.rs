//! TODO

use crate::model::codec::{numbers, object};
use crate::model::{List, PartialEmoji, Text, Timestamp};

object! {
    /// TODO
    pub struct Poll<'a> {
        /// TODO cur
        pub question: PollMedia<'a>,
        /// TODO cur
        pub answers: List<'a, PollAnswer<'a>>,
        /// TODO cur null reserved
        pub expiry: Option<Timestamp> => null,
        /// TODO cur
        pub allow_multiselect: bool,
        /// TODO cur
        pub layout_type: PollLayout,
        /// TODO cur missing = unknown, not zero
        pub results: Option<PollResults<'a>>,
    }
}

object! {
    /// TODO
    pub struct PollMedia<'a> {
        /// TODO cur do not rely on presence
        pub text: Option<Text<'a>>,
        /// TODO cur
        pub emoji: Option<PartialEmoji<'a>>,
    }
}

object! {
    /// TODO
    pub struct PollAnswer<'a> {
        /// TODO cur starts at 1 today
        pub answer_id: u64,
        /// TODO cur
        pub poll_media: PollMedia<'a>,
    }
}

object! {
    /// TODO
    pub struct PollResults<'a> {
        /// TODO cur
        pub is_finalized: bool,
        /// TODO cur
        pub answer_counts: List<'a, PollAnswerCount>,
    }
}

object! {
    /// TODO
    pub struct PollAnswerCount {
        /// TODO cur
        pub id: u64,
        /// TODO cur
        pub count: u64,
        /// TODO cur
        pub me_voted: bool,
    }
}

numbers! {
    /// TODO PollLayout: kind: enum u8
    pub struct PollLayout {
        /// TODO cur
        DEFAULT = 1,
    }
}
