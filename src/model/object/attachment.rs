//! TODO

use crate::model::codec::{flags, object};
use crate::model::{List, Maybe, PartialApplication, Snowflake, Text, Timestamp, User};

object! {
    /// TODO
    pub struct Attachment<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub filename: Text<'a>,
        /// TODO cur
        pub title: Option<Text<'a>>,
        /// TODO cur
        pub description: Option<Text<'a>>,
        /// TODO
        pub content_type: Option<Text<'a>>,
        /// TODO u64
        pub size: u64,
        /// TODO
        pub url: Text<'a>,
        /// TODO
        pub proxy_url: Text<'a>,
        /// TODO u32
        pub height: Maybe<u32>,
        /// TODO u32
        pub width: Maybe<u32>,
        /// TODO cur
        pub placeholder: Option<Text<'a>>,
        /// TODO cur
        pub placeholder_version: Option<u64>,
        /// TODO cur
        pub ephemeral: Option<bool>,
        /// TODO cur accept an integer too
        pub duration_secs: Option<f64>,
        /// TODO cur base64
        pub waveform: Option<Text<'a>>,
        /// TODO cur
        pub flags: Option<AttachmentFlags>,
        /// TODO cur
        pub clip_participants: Option<List<'a, User<'a>>>,
        /// TODO cur
        pub clip_created_at: Option<Timestamp>,
        /// TODO cur clips
        pub application: Maybe<Box<PartialApplication<'a>>>,
    }
}

flags! {
    /// TODO AttachmentFlags: kind: flags u32
    pub struct AttachmentFlags {
        /// TODO cur
        IS_CLIP = 0,
        /// TODO cur
        IS_THUMBNAIL = 1,
        /// TODO cur
        IS_REMIX = 2,
        /// TODO cur
        IS_SPOILER = 3,
        /// TODO cur
        IS_ANIMATED = 5,
    }
}
