//! Files in messages.

use crate::model::codec::{flags, object};
use crate::model::{Boxed, List, Maybe, PartialApplication, Snowflake, Text, Timestamp, User};

object! {
    /// A file in a message (Discord docs, "Message Resource", Attachment Object).
    pub struct Attachment<'a> {
        /// The attachment's id.
        pub id: Snowflake,
        /// The file's name.
        pub filename: Text<'a>,
        /// The file's title. Sessions of version 8 lack it.
        pub title: Option<Text<'a>>,
        /// A description for those who cannot see it. Sessions of version 8 lack it.
        pub description: Option<Text<'a>>,
        /// The media type, such as `image/png`. Absent where it is not known.
        pub content_type: Option<Text<'a>>,
        /// The file's size in bytes.
        pub size: u64,
        /// Where the file is.
        pub url: Text<'a>,
        /// Where the file is behind Discord's proxy, which serves images, videos and audio.
        pub proxy_url: Text<'a>,
        /// The height in pixels. Absent or null if it is no image or video.
        pub height: Maybe<u32>,
        /// The width in pixels. Absent or null if it is no image or video.
        pub width: Maybe<u32>,
        /// A thumbhash of an image or video, to show while it loads. Sessions of version 8 lack it.
        pub placeholder: Option<Text<'a>>,
        /// The version of the placeholder's format. Sessions of version 8 lack it.
        pub placeholder_version: Option<u64>,
        /// Whether the file is deleted after some time. Sessions of version 8 lack it.
        pub ephemeral: Option<bool>,
        /// How long an audio file or video is, in seconds. Sessions of version 8 lack it.
        pub duration_secs: Option<f64>,
        /// The waveform of a voice message: a byte a sample, in base64. Sessions of version 8 lack
        /// it.
        pub waveform: Option<Text<'a>>,
        /// Properties of the attachment. Sessions of version 8 lack it.
        pub flags: Option<AttachmentFlags>,
        /// The users who were in the stream of a clip. Sessions of version 8 lack it.
        pub clip_participants: Option<List<'a, User<'a>>>,
        /// When the clip was made. Sessions of version 8 lack it.
        pub clip_created_at: Option<Timestamp>,
        /// What ran in the stream of a clip. Null if that is not known. Sessions of version 8 lack
        /// it.
        pub application: Maybe<Boxed<'a, PartialApplication<'a>>>,
    }
}

flags! {
    /// Properties of an attachment (Discord docs, "Message Resource", Attachment Flags).
    pub struct AttachmentFlags {
        /// A clip of a stream.
        IS_CLIP = 0,
        /// The thumbnail of a thread in a media channel.
        IS_THUMBNAIL = 1,
        /// Edited on a phone. Deprecated.
        IS_REMIX = 2,
        /// Blurred until it is clicked.
        IS_SPOILER = 3,
        /// An image that moves.
        IS_ANIMATED = 5,
        /// Shows what is gory. Undocumented.
        CONTAINS_GORE_CONTENT = 6,
        /// Shows how someone hurts themselves. Undocumented.
        CONTAINS_SELF_HARM_CONTENT = 7,
    }
}
