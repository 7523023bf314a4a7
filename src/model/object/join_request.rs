//! Requests to join guilds.

use crate::model::codec::{object, words};
use crate::model::{Boxed, List, Maybe, Snowflake, Text, Timestamp, User, Value};

object! {
    /// A request to join a guild that asks its members to apply (Discord docs, "Guild Join Request
    /// Resource", Guild Join Request Object).
    pub struct GuildJoinRequest<'a> {
        /// The request's id.
        pub id: Snowflake,
        /// The same id once more. Undocumented.
        pub join_request_id: Option<Snowflake>,
        /// When it was made.
        pub created_at: Timestamp,
        /// When it was approved or rejected; null if it was not.
        pub reviewed_at: Option<Timestamp> => null strict,
        /// An id that tells when it was approved or rejected. Undocumented.
        pub actioned_at: Maybe<Snowflake>,
        /// How far it is.
        pub application_status: Option<JoinRequestStatus<'a>> => null,
        /// Why it was rejected; null if it was not.
        pub rejection_reason: Option<Text<'a>> => null,
        /// The guild.
        pub guild_id: Option<Snowflake>,
        /// The user who wants to join.
        pub user_id: Snowflake,
        /// The same user.
        pub user: Maybe<Boxed<'a, User<'a>>>,
        /// What the user answered.
        pub form_responses: Maybe<List<'a, FormFieldResponse<'a>>>,
        /// Who approved or rejected it.
        pub actioned_by_user: Maybe<Boxed<'a, User<'a>>>,
        /// When the user last saw it. Undocumented.
        pub last_seen: Maybe<Timestamp>,
        /// The channel in which moderators talk to the user. Undocumented.
        pub interview_channel_id: Maybe<Snowflake>,
    }
}

object! {
    /// A question, and the answer to it (Discord docs, "Guild Join Request Resource", Form Field
    /// Response Object). Which fields there are follows from the type.
    pub struct FormFieldResponse<'a> {
        /// What is asked for.
        pub field_type: FormFieldType<'a>,
        /// The question.
        pub label: Maybe<Text<'a>>,
        /// What is said about it.
        pub description: Maybe<Text<'a>>,
        /// Whether an answer is needed.
        pub required: Option<bool>,
        /// The rules, of `TERMS`.
        pub values: Option<List<'a, Text<'a>>> => whole,
        /// What stands where no answer does yet, of text.
        pub placeholder: Maybe<Text<'a>>,
        /// The answers there are, of `MULTIPLE_CHOICE`.
        pub choices: Option<List<'a, Text<'a>>> => whole,
        /// The answer: a boolean for `TERMS`, text for text, and the number of a choice.
        pub response: Maybe<Value<'a>>,
    }
}

words! {
    /// How far a join request is (Discord docs, "Guild Join Request Resource", Guild Join Request
    /// Status).
    pub struct JoinRequestStatus {
        /// Begun, but not sent.
        STARTED = "STARTED",
        /// Sent, and not answered.
        SUBMITTED = "SUBMITTED",
        /// Approved.
        APPROVED = "APPROVED",
        /// Rejected.
        REJECTED = "REJECTED",
    }
}

words! {
    /// What a field of a form asks for (Discord docs, "Guild Join Request Resource", Form Field
    /// Types).
    pub struct FormFieldType {
        /// To agree to rules.
        TERMS = "TERMS",
        /// A short text.
        TEXT_INPUT = "TEXT_INPUT",
        /// A long text.
        PARAGRAPH = "PARAGRAPH",
        /// One of several answers.
        MULTIPLE_CHOICE = "MULTIPLE_CHOICE",
        /// A verified address or telephone number. No longer used.
        VERIFICATION = "VERIFICATION",
    }
}
