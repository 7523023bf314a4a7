//! Polls in messages.

use crate::model::codec::{numbers, object};
use crate::model::{List, PartialEmoji, Text, Timestamp};

object! {
    /// A poll in a message (Discord docs, "Poll Resource", Poll Object). Sessions of version 8 have
    /// none.
    pub struct Poll<'a> {
        /// The question, which is text alone today.
        pub question: PollMedia<'a>,
        /// The answers that can be chosen, at most 10.
        pub answers: List<'a, PollAnswer<'a>>,
        /// When the poll ends. Null is for polls without an end, which do not exist yet.
        pub expiry: Option<Timestamp> => null strict,
        /// Whether a user can choose several answers.
        pub allow_multiselect: bool,
        /// How it is laid out.
        pub layout_type: PollLayout,
        /// The votes so far. Absent if they were not looked up, which does not mean none.
        pub results: Option<PollResults<'a>>,
    }
}

object! {
    /// The question or an answer of a poll (Discord docs, "Poll Resource", Poll Media Object).
    /// Sessions of version 8 have none.
    pub struct PollMedia<'a> {
        /// The text. It is always there today, which may change.
        pub text: Option<Text<'a>>,
        /// The emoji of an answer. Absent in the question, and where an answer has none.
        pub emoji: Option<PartialEmoji<'a>>,
    }
}

object! {
    /// An answer that can be chosen (Discord docs, "Poll Resource", Poll Answer Object). Sessions
    /// of version 8 have none.
    pub struct PollAnswer<'a> {
        /// The answer's number. The first is 1 today; that may change.
        pub answer_id: u64,
        /// What the answer says.
        pub poll_media: PollMedia<'a>,
    }
}

object! {
    /// The votes of a poll (Discord docs, "Poll Resource", Poll Results Object). Sessions of
    /// version 8 have none.
    pub struct PollResults<'a> {
        /// Whether the votes are counted for good. Before that the counts are about right.
        pub is_finalized: bool,
        /// The votes of each answer. An answer that is not here has none.
        pub answer_counts: List<'a, PollAnswerCount> => whole,
    }
}

object! {
    /// The votes of one answer (Discord docs, "Poll Resource", Poll Answer Count Object). Sessions
    /// of version 8 have none.
    pub struct PollAnswerCount {
        /// The answer's `answer_id`.
        pub id: u64,
        /// How many votes it has.
        pub count: i64,
        /// Whether the own user chose it.
        pub me_voted: bool,
    }
}

numbers! {
    /// How a poll is laid out (Discord docs, "Poll Resource", Layout Type).
    pub struct PollLayout {
        /// The only one so far.
        DEFAULT = 1,
    }
}
