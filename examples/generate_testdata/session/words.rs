//! Names and texts, put together from short lists of everyday words. Nobody is meant by any.

use super::random::Random;

/// How many characters a message has at most; the mention in front of some makes it 600.
const LONGEST: usize = 575;

const ADJECTIVES: &[&str] = &[
    "amber", "brisk", "calm", "copper", "dusty", "eager", "faint", "gentle", "hollow", "ivory",
    "jolly", "keen", "linen", "mellow", "narrow", "olive", "patient", "quiet", "rapid", "silver",
    "tidy", "umber", "velvet", "warm", "young", "zesty", "broad", "clever", "distant", "early",
];

const NOUNS: &[&str] = &[
    "anchor", "basket", "candle", "drum", "engine", "feather", "garden", "hammer", "island",
    "jacket", "kettle", "lantern", "meadow", "needle", "orchard", "pebble", "quarry", "ribbon",
    "saddle", "teapot", "umbrella", "valley", "window", "yarn", "barrel", "cloud", "ladder",
    "marble", "pocket", "rudder", "stove", "thimble", "walnut", "acorn", "bridge", "compass",
];

const FILLERS: &[&str] = &[
    "a", "about", "after", "again", "all", "also", "and", "any", "at", "back", "because", "before",
    "but", "by", "can", "could", "did", "do", "down", "each", "even", "every", "find", "first",
    "for", "from", "get", "go", "good", "have", "here", "how", "if", "in", "into", "is", "it",
    "just", "know", "last", "later", "like", "look", "made", "make", "many", "maybe", "more",
    "most", "much", "need", "never", "new", "next", "no", "not", "now", "of", "off", "on", "once",
    "one", "only", "or", "other", "our", "out", "over", "put", "really", "right", "same", "see",
    "should", "so", "some", "soon", "still", "sure", "take", "than", "that", "the", "then",
    "there", "they", "thing", "think", "this", "through", "time", "to", "today", "tomorrow", "too",
    "try", "two", "under", "until", "up", "use", "very", "want", "was", "way", "we", "well",
    "went", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with",
    "without", "work", "would", "yes", "yet", "you",
];

/// What plain words do not test: other scripts, characters beyond 16 bits, whatever JSON escapes.
const ODD_TEXTS: &[&str] = &[
    "she said \"look under the kettle\" and left",
    "first line\nsecond line\n\nlast line",
    "C:\\garden\\tools\\rake.txt",
    "\tindented\r\n\tand again",
    "crème brûlée, Übergröße, señal, þýða",
    "茶壺在窗邊，風很大。",
    "やかんは庭にあります",
    "주전자는 정원에 있어요",
    "чайник стоит в саду",
    "الإبريق في الحديقة",
    "🫖🌿 tea at four? 👍🏽 👨‍👩‍👧 🇳🇿",
    "```rust\nfn main() {\n    println!(\"{:?}\", \"\\\\\");\n}\n```",
    "½ cup → 120 ml ≈ ok · “quoted” — done…",
    "𝔊𝔞𝔯𝔡𝔢𝔫 𐍈 𠮷",
    "{\"kettle\":[1,2,{\"lid\":null}]}",
];

/// Words of the same script; a space stands between them in some.
const FOREIGN: &[(&str, &[&str])] = &[
    ("", &["茶壺", "窗邊", "花園", "今天", "我們", "沒有", "很大", "明天", "燈籠", "口袋", "在"]),
    ("", &["やかん", "庭", "ランタン", "橋の上", "です", "今日は", "大きい", "ありがとう", "窓"]),
    (" ", &["주전자", "정원에", "오늘", "등불", "내일", "다리", "있어요", "조용한", "우산"]),
    (" ", &["чайник", "в саду", "сегодня", "фонарь", "мост", "завтра", "тихий", "окно"]),
    (" ", &["jardín", "mañana", "größer", "fenêtre", "świeca", "çok", "kärra", "też", "øy"]),
];

const UNICODE_EMOJI: &[&str] = &[
    "👍",
    "🎉",
    "❤️",
    "😂",
    "🌿",
    "🫖",
    "👀",
    "✅",
    "🔥",
    "🙏🏽",
    "💀",
    "😭",
    "✨",
    "🥲",
    "🏳️‍🌈",
    "☕",
    "🐈",
];

pub(crate) fn adjective(random: &mut Random) -> &'static str {
    random.pick(ADJECTIVES)
}

pub(crate) fn noun(random: &mut Random) -> &'static str {
    random.pick(NOUNS)
}

pub(crate) fn odd_text(random: &mut Random) -> &'static str {
    random.pick(ODD_TEXTS)
}

pub(crate) fn unicode_emoji(random: &mut Random) -> &'static str {
    random.pick(UNICODE_EMOJI)
}

/// `quiet_lantern`, the way of user names.
pub(crate) fn user_name(random: &mut Random) -> String {
    let (adjective, noun) = (adjective(random), noun(random));
    match random.below(4) {
        0 => format!("{adjective}{noun}"),
        1 => format!("{adjective}_{noun}"),
        2 => format!("{adjective}.{noun}"),
        _ => format!("{noun}{}", random.below(100)),
    }
}

/// `Quiet Lantern`, the way of display names, roles and guilds.
pub(crate) fn title(random: &mut Random) -> String {
    format!("{} {}", capital(adjective(random)), capital(noun(random)))
}

/// `quiet-lantern`, the way of text channels.
pub(crate) fn channel_name(random: &mut Random) -> String {
    if random.chance(30) {
        return noun(random).to_string();
    }
    format!("{}-{}", adjective(random), noun(random))
}

/// `quiet_lantern`, the way of custom emoji, which have no point in their names.
pub(crate) fn emoji_name(random: &mut Random) -> String {
    format!("{}_{}", adjective(random), noun(random))
}

/// What somebody might write: mostly a few words, now and then something odd or long, at times
/// nothing.
pub(crate) fn message(random: &mut Random) -> String {
    match random.below(50) {
        0 => String::new(),
        1..=3 => odd_text(random).to_string(),
        4..=6 => foreign(random),
        7..=10 => format!("{} {}", sentence(random, 0, 12), unicode_emoji(random)),
        11..=27 => sentence(random, 1, 6),
        28..=43 => sentence(random, 5, 16),
        44..=47 => sentence(random, 20, 50),
        _ => paragraphs(random),
    }
}

/// Up to [`LONGEST`] characters in several lines.
fn paragraphs(random: &mut Random) -> String {
    let lines: Vec<String> = (0..random.between(2, 5))
        .map(|_| match random.chance(15) {
            true => odd_text(random).to_string(),
            false => sentence(random, 10, 40),
        })
        .collect();
    lines.join("\n").chars().take(LONGEST).collect()
}

/// A few words in another script.
pub(crate) fn foreign(random: &mut Random) -> String {
    let (space, words) = random.pick(FOREIGN);
    let words: Vec<&str> = (0..random.between(1, 9)).map(|_| random.pick(words)).collect();
    words.join(space)
}

/// `low..=high` words.
pub(crate) fn sentence(random: &mut Random, low: usize, high: usize) -> String {
    let mut text = String::new();
    for index in 0..random.between(low, high) {
        if index > 0 {
            text.push_str(if random.chance(8) { ", " } else { " " });
        }
        text.push_str(match random.below(10) {
            0 => adjective(random),
            1 | 2 => noun(random),
            _ => random.pick(FILLERS),
        });
    }
    if random.chance(25) {
        text.push(random.pick(&['.', '!', '?']));
    }
    text
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}
