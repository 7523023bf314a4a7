//! What events are made of, by topic.

mod application;
mod attachment;
mod audit_log;
mod auto_moderation;
mod channel;
mod command;
mod component;
mod component_input;
mod component_response;
mod embed;
mod emoji;
mod guild;
mod integration;
mod interaction;
mod invite;
mod join_request;
mod member;
mod message;
mod message_part;
mod monetization;
mod poll;
mod presence;
mod role;
mod scheduled_event;
mod sticker;
mod thread;
mod user;
mod voice;

pub use application::{
    Application, ApplicationFlags, EventWebhookStatus, InstallParams, IntegrationTypeConfig,
    MembershipState, PartialApplication, Team, TeamMember, TeamRole,
};
pub use attachment::{Attachment, AttachmentFlags};
pub use audit_log::{AuditEntryInfo, AuditLogChange, AuditLogEntry, AuditLogEvent};
pub use auto_moderation::{
    AutoModAction, AutoModActionMetadata, AutoModActionType, AutoModEventType, AutoModPreset,
    AutoModRule, AutoModTriggerMetadata, AutoModTriggerType,
};
pub use channel::{
    Channel, ChannelFlags, ChannelType, DefaultReaction, ForumLayout, ForumTag, Overwrite,
    OverwriteType, PartialChannel, SortOrder, ThreadMetadata, ThreadSearchTagSetting,
    VideoQualityMode,
};
pub use command::{
    ApplicationCommand, CommandOption, CommandOptionChoice, CommandOptionType, CommandPermission,
    CommandPermissionType, CommandType, EntryPointHandlerType, GuildCommandPermissions,
    IntegrationType,
};
pub use component::{
    ActionRow, Component, ComponentType, Container, FileComponent, Label, MediaGallery,
    MediaGalleryItem, MediaLoadingState, Section, Separator, SeparatorSpacing, TextDisplay,
    Thumbnail, UnfurledMediaItem, UnfurledMediaItemFlags,
};
pub use component_input::{
    Button, ButtonStyle, ChannelSelect, Checkbox, CheckboxGroup, CheckboxGroupOption, FileUpload,
    MentionableSelect, RadioGroup, RadioGroupOption, RoleSelect, SelectDefaultValue, SelectOption,
    StringSelect, TextInput, TextInputStyle, UserSelect,
};
pub use component_response::{
    ActionRowResponse, ChannelSelectResponse, CheckboxGroupResponse, CheckboxResponse,
    ComponentResponse, FileUploadResponse, LabelResponse, MentionableSelectResponse,
    RadioGroupResponse, RoleSelectResponse, StringSelectResponse, TextDisplayResponse,
    TextInputResponse, UserSelectResponse,
};
pub use embed::{
    Embed, EmbedAuthor, EmbedField, EmbedFlags, EmbedFooter, EmbedMedia, EmbedMediaFlags,
    EmbedProvider, EmbedType,
};
pub use emoji::{AnimationType, Emoji, PartialEmoji, SoundboardSound};
pub use guild::{
    DefaultMessageNotifications, ExplicitContentFilter, Guild, GuildFeature, GuildHubType,
    IncidentsData, MfaLevel, NsfwLevel, PartialGuild, PremiumTier, SystemChannelFlags,
    UnavailableGuild, VerificationLevel, WelcomeScreen, WelcomeScreenChannel,
};
pub use integration::{
    Integration, IntegrationAccount, IntegrationApplication, IntegrationExpireBehavior,
};
pub use interaction::{
    ApplicationCommandData, CommandDataOption, Interaction, InteractionContextType,
    InteractionData, InteractionMessage, InteractionType, MessageComponentData, ModalSubmitData,
    ResolvedData,
};
pub use invite::{
    Invite, InviteFlags, InviteMetadata, InviteTargetType, InviteType, Webhook, WebhookType,
};
pub use join_request::{FormFieldResponse, FormFieldType, GuildJoinRequest, JoinRequestStatus};
pub use member::{GuildMember, GuildMemberFlags, PartialMember};
pub use message::{Message, MessageFlags, MessageType};
pub use message_part::{
    BaseTheme, ChannelMention, CommandInteractionMetadata, ComponentInteractionMetadata,
    GuildProductPurchase, InteractionMetadata, LobbyMember, Mention, MessageActivity,
    MessageActivityType, MessageCall, MessageInteraction, MessageReference, MessageReferenceType,
    MessageSnapshot, ModalInteractionMetadata, PartialMessage, PurchaseNotification, PurchaseType,
    Reaction, ReactionCountDetails, ReactionType, RoleSubscriptionData, SharedClientTheme,
    SnapshotMessage,
};
pub use monetization::{
    Entitlement, EntitlementFulfillmentStatus, EntitlementType, Subscription, SubscriptionStatus,
};
pub use poll::{Poll, PollAnswer, PollAnswerCount, PollLayout, PollMedia, PollResults};
pub use presence::{
    Activity, ActivityAssets, ActivityButton, ActivityEmoji, ActivityFlags, ActivityParty,
    ActivityPlatform, ActivitySecrets, ActivityTimestamps, ActivityType, ClientStatus,
    PresenceAvatarDecoration, PresenceCollectibles, PresenceNameplate, PresencePrimaryGuild,
    PresenceUpdate, PresenceUser, Status, StatusDisplayType,
};
pub use role::{PartialRole, Permissions, Role, RoleColors, RoleFlags, RoleTags};
pub use scheduled_event::{
    RecurrenceFrequency, RecurrenceMonth, RecurrenceNWeekday, RecurrenceRule, RecurrenceWeekday,
    ScheduledEvent, ScheduledEventEntityMetadata, ScheduledEventEntityType,
    ScheduledEventException, ScheduledEventPrivacyLevel, ScheduledEventStatus,
};
pub use sticker::{Sticker, StickerFormat, StickerItem, StickerType};
pub use thread::{AddedThreadMember, ThreadMember, ThreadMemberFlags};
pub use user::{
    AvatarDecorationData, Collectibles, Locale, Nameplate, NameplatePalette, PartialUser,
    PremiumType, User, UserFlags, UserPrimaryGuild,
};
pub use voice::{PartialVoiceState, StageInstance, StagePrivacyLevel, VoiceState};
