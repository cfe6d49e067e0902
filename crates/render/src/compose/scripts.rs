//! The scripts that the fonts of a machine may lack, and where to get fonts for them.

use byline_core::message::{Message, message};
use unicode_script::Script;

/// A script that the fonts of a machine may lack, and where to get fonts for it.
pub struct ScriptFonts {
    /// A word in the script.
    pub sample: &'static str,
    /// The language whose locale names the preferred families for the script.
    pub language: Option<&'static str>,
    /// The font package on Debian and its derivatives.
    pub debian: &'static str,
    /// The fonts that macOS provides, or where to get them.
    pub macos: &'static str,
    /// The fonts that Windows provides, or where to get them.
    pub windows: &'static str,
    pub(super) script: Script,
    name: fn() -> Message,
}

impl ScriptFonts {
    /// Returns the common name of the script.
    pub fn name(&self) -> Message {
        (self.name)()
    }
}

macro_rules! scripts {
    ($($script:ident $language:expr, $name:literal $sample:literal $debian:literal $macos:literal $windows:literal)*) => {
        &[$(ScriptFonts {
            script: Script::$script,
            language: $language,
            name: || message!($name),
            sample: $sample,
            debian: $debian,
            macos: $macos,
            windows: $windows,
        }),*]
    };
}

/// The scripts for which byline can recommend fonts.
pub const SCRIPTS: &[ScriptFonts] = scripts! {
    Latin None, "Latin" "é" "fonts-noto-core" "Times New Roman" "Times New Roman"
    Han Some("zh-Hans"), "Chinese, simplified" "汉语" "fonts-noto-cjk" "Songti SC, PingFang SC" "SimSun, Microsoft YaHei"
    Han Some("zh-Hant"), "Chinese, traditional" "漢語" "fonts-noto-cjk" "Songti TC, PingFang TC" "PMingLiU, Microsoft JhengHei"
    Hiragana None, "Japanese" "にほんご" "fonts-noto-cjk" "Hiragino Mincho ProN" "Yu Mincho"
    Hangul None, "Korean" "한국어" "fonts-noto-cjk" "Apple SD Gothic Neo" "Malgun Gothic"
    Tamil None, "Tamil" "தமிழ்" "fonts-noto-core" "Tamil MN" "Nirmala UI"
    Arabic None, "Arabic, Jawi, Uyghur" "ئۇيغۇر" "fonts-noto-core" "Geeza Pro" "Segoe UI"
    Devanagari None, "Devanagari" "हिन्दी" "fonts-noto-core" "Devanagari MT" "Nirmala UI"
    Thai None, "Thai" "ไทย" "fonts-noto-core" "Thonburi" "Leelawadee UI"
    Cyrillic None, "Cyrillic" "Русский" "fonts-noto-core" "Times New Roman" "Times New Roman"
    Greek None, "Greek" "Ελλάς" "fonts-noto-core" "Times New Roman" "Times New Roman"
    Hebrew None, "Hebrew" "עברית" "fonts-noto-core" "Arial Hebrew" "Segoe UI"
    Common None, "Emoji" "😀🎉" "fonts-noto-color-emoji" "Apple Color Emoji" "Segoe UI Emoji"
};
