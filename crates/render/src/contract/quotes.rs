//! Tells apostrophes, feet and inches from quotation marks, all of which are typed as `'` and `"`.
//!
//! The typesetter chooses between opening and closing marks by the character before; it cannot
//! know that a letter was left out, or that the name before the apostrophe ends in a bracket.

use std::vec::IntoIter;

use byline_core::scripts::is_unspaced;

/// What a straight mark means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StraightMark {
    /// An apostrophe: ’.
    Apostrophe,
    /// Feet or minutes: ′.
    Prime,
    /// Inches or seconds: ″.
    DoublePrime,
    /// One of a pair of quotation marks.
    Quote,
}

impl StraightMark {
    /// Returns the character to print; `None` for a quotation mark, which depends on the language.
    pub(super) fn printed(self) -> Option<char> {
        match self {
            StraightMark::Apostrophe => Some('’'),
            StraightMark::Prime => Some('′'),
            StraightMark::DoublePrime => Some('″'),
            StraightMark::Quote => None,
        }
    }
}

/// Returns the meaning of each straight mark in a paragraph, in order. `elisions` are the words
/// that begin with an apostrophe, without it and in lower case.
pub(super) fn marks<'l>(
    paragraph: &str,
    elisions: impl Iterator<Item = &'l str>,
) -> IntoIter<StraightMark> {
    if !paragraph.contains(['\'', '"']) {
        return vec![].into_iter();
    }
    let chars: Vec<char> = paragraph.chars().collect();
    let left = chars.iter().filter(|char| **char == '"').count();
    let last_closing = (0..chars.len()).rev().find(|at| closes(&chars, *at));
    let elisions = elisions.collect();
    let mut reading =
        Reading { chars, elisions, last_closing, left, double: false, single: false, opened: None };
    let places = (0..reading.chars.len()).filter(|at| matches!(reading.chars[*at], '\'' | '"'));
    let places: Vec<_> = places.collect();
    let marks = places.into_iter().map(|at| match reading.chars[at] {
        '"' => reading.double_at(at),
        _ => reading.single_at(at),
    });
    marks.collect::<Vec<_>>().into_iter()
}

struct Reading<'l> {
    chars: Vec<char>,
    elisions: Vec<&'l str>,
    /// The place of the last `'` that can close a quotation, and follows no plural.
    last_closing: Option<usize>,
    /// The number of `"` that follow.
    left: usize,
    /// Whether a quotation in `"` is open.
    double: bool,
    /// Whether a quotation in `'` is open.
    single: bool,
    /// The place of the last mark that opened a quotation.
    opened: Option<usize>,
}

impl Reading<'_> {
    fn double_at(&mut self, at: usize) -> StraightMark {
        self.left -= 1;
        // In a quotation, inches leave a mark that can close it.
        if is_measure(&self.chars[..at]) && (!self.double || self.left % 2 == 1) {
            return StraightMark::DoublePrime;
        }
        self.double = !self.double || self.is_opening(at);
        self.opened = if self.double { Some(at) } else { self.opened };
        StraightMark::Quote
    }

    fn single_at(&mut self, at: usize) -> StraightMark {
        let (before, after) = (self.char_before(at), self.char_after(at));
        let follows_letter = before.is_alphanumeric();
        if self.is_opening(at) {
            if self.is_elision(at) || !(after.is_alphanumeric() || after == '"') {
                return StraightMark::Apostrophe;
            }
            self.single = true;
            self.opened = Some(at);
            StraightMark::Quote
        } else if is_measure(&self.chars[..at]) && !is_letter(after) && !self.single {
            StraightMark::Prime
        } else if self.ends_clipped_n(at)
            || (is_letter(after) && !is_unspaced(before))
            || (self.single && self.ends_clipped(at) && self.closes_behind(at))
        {
            StraightMark::Apostrophe
        } else if self.single {
            self.single = false;
            StraightMark::Quote
        } else if follows_letter && is_unspaced(before) && !is_possessive(&self.chars[at + 1..]) {
            self.single = true;
            StraightMark::Quote
        } else {
            StraightMark::Apostrophe
        }
    }

    fn char_before(&self, at: usize) -> char {
        at.checked_sub(1).map_or(' ', |before| self.chars[before])
    }

    fn char_after(&self, at: usize) -> char {
        self.chars.get(at + 1).copied().unwrap_or(' ')
    }

    /// Returns whether a quotation can open at this place, by the character before it.
    fn is_opening(&self, at: usize) -> bool {
        let before = self.char_before(at);
        let after_opening = at > 0 && self.opened == Some(at - 1);
        after_opening
            || before.is_whitespace()
            || "([{<«‹“‘„‚「『（《【—–-/：，。；、！？:".contains(before)
    }

    /// Returns whether the mark may belong to the word before it, which another follows: "the
    /// workers' turn", "Dato' Sri".
    fn ends_clipped(&self, at: usize) -> bool {
        let word = self.chars[..at].iter().rev().take_while(|char| char.is_alphabetic());
        let word: String = word.take(MAX_ELISION).flat_map(|char| char.to_lowercase()).collect();
        let goes_on = matches!(self.chars[at + 1..], [' ', next, ..] if is_letter(next));
        let backwards = |clipped: &&str| clipped.chars().rev().eq(word.chars());
        goes_on && (word.starts_with('s') || CLIPPED.iter().any(backwards))
    }

    /// Returns whether a later mark closes the quotation in `'`: one that belongs to no word, before
    /// the quotation around it ends or another begins.
    fn closes_behind(&self, at: usize) -> bool {
        let behind = at + 1..self.chars.len();
        let marks = behind.filter(|at| matches!(self.chars[*at], '\'' | '"'));
        let mut within = marks.take_while(|at| match self.chars[*at] {
            '"' => !self.double,
            _ => !self.is_opening(*at) || self.is_elision(*at),
        });
        within.any(|at| {
            self.chars[at] == '\''
                && !self.is_opening(at)
                && !is_letter(self.char_after(at))
                && !self.ends_clipped_n(at)
                && !self.ends_clipped(at)
                && !is_measure(&self.chars[..at])
        })
    }

    /// Returns whether the mark stands for letters at the beginning of a word: '90s, 'tis, 'n'.
    fn is_elision(&self, at: usize) -> bool {
        let word = self.chars[at + 1..].iter().take_while(|char| char.is_alphanumeric());
        let word: String = word.take(MAX_ELISION).flat_map(|char| char.to_lowercase()).collect();
        // Words in quotation marks are quoted.
        let is_quoted = self.chars.get(at + 1 + word.chars().count()) == Some(&'\'');
        let digits = word.trim_end_matches('s');
        let is_year = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_decade = is_year && digits.len() < word.len();
        // '98 is a year, unless it begins a quotation.
        let can_close = self.last_closing.is_some_and(|closing| closing > at);
        is_decade
            || (is_year && !can_close)
            || self.is_clipped_n(at)
            || (!is_quoted && self.elisions.contains(&&*word))
    }

    /// Returns whether 'n' begins here, as in "rock 'n' roll".
    fn is_clipped_n(&self, at: usize) -> bool {
        matches!(self.chars[at..], ['\'', 'n' | 'N', '\'', ..])
    }

    /// Returns whether 'n' ends here.
    fn ends_clipped_n(&self, at: usize) -> bool {
        at.checked_sub(2).is_some_and(|start| self.is_clipped_n(start))
    }
}

/// The number of letters that are compared with the words that begin with an apostrophe.
const MAX_ELISION: usize = 12;

/// Words that end in an apostrophe in every language, because names travel.
const CLIPPED: [&str; 3] = ["dato", "o", "ol"];

/// Returns whether a text ends in a plain number: "2025" and "5.5", but not "G20".
fn is_measure(before: &[char]) -> bool {
    let is_part = |char: &&char| char.is_ascii_digit() || "½¼¾⅓⅔⅛.,/".contains(**char);
    if !before.last().is_some_and(|last| last.is_numeric() && !is_letter(*last)) {
        return false;
    }
    let length = before.iter().rev().take_while(is_part).count();
    length > 0 && before.iter().rev().nth(length).is_none_or(|char| !char.is_alphabetic())
}

/// Returns whether a `'` can close a quotation, and is neither the apostrophe of a plural nor the
/// sign for feet.
fn closes(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(' ', |before| chars[before]);
    let after = chars.get(at + 1).copied().unwrap_or(' ');
    chars[at] == '\''
        && !before.is_whitespace()
        && !matches!(before, 's' | 'S')
        && !matches!(chars[..at], [.., '\'', 'n' | 'N'])
        && !is_measure(&chars[..at])
        && !after.is_alphanumeric()
}

/// Returns whether "s" follows and the word ends, as in "中国's".
fn is_possessive(after: &[char]) -> bool {
    matches!(after, ['s' | 'S']) || matches!(after, ['s' | 'S', next, ..] if !is_letter(*next))
}

fn is_letter(char: char) -> bool {
    char.is_alphabetic() && !is_unspaced(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a text as it is printed, with « » for quotation marks.
    fn printed(text: &str) -> String {
        let mut marks = marks(text, ["tis", "twas", "em", "til"].into_iter());
        let print = |char| match char {
            '\'' | '"' => marks.next().and_then(StraightMark::printed).unwrap_or('|'),
            char => char,
        };
        text.chars().map(print).collect()
    }

    #[test]
    fn apostrophes_are_told_from_quotation_marks() {
        for (text, meant) in [
            (
                "(MOH)'s C++'s 50%'s Yahoo!'s G20's 2025's",
                "(MOH)’s C++’s 50%’s Yahoo!’s G20’s 2025’s",
            ),
            ("the '90s, rock 'n' roll", "the ’90s, rock ’n’ roll"),
            ("Rock 'N' Roll; 'rock 'n' roll'", "Rock ’N’ Roll; |rock ’n’ roll|"),
            ("'Twas the class of '98; get 'em; 6' 2\"", "’Twas the class of ’98; get ’em; 6′ 2″"),
            ("\"I say, 'tis a pity,\" he said", "|I say, ’tis a pity,| he said"),
            ("The \"Forum\"'s end", "The |Forum|’s end"),
            ("the boys' and girls' choirs", "the boys’ and girls’ choirs"),
            ("\"What's 'new'?\" and \"'no'\"", "|What’s |new|?| and ||no||"),
            ("'It's good!' she said", "|It’s good!| she said"),
            ("'98 and all that'", "|98 and all that|"),
            ("中国's port and Dato' Sri", "中国’s port and Dato’ Sri"),
            ("他说'你好'", "他说|你好|"),
            ("the 'em' and 'tis said", "the |em| and ’tis said"),
            ("the G20' stand", "the G20’ stand"),
            (
                "\"He said 'it's the workers' turn' twice\"",
                "|He said |it’s the workers’ turn| twice|",
            ),
            ("\"We loved 'the '90s' best\"", "|We loved |the ’90s| best|"),
            ("\"We loved ‘the '90s’ best\"", "|We loved ‘the ’90s’ best|"),
            ("\"'The boys' and 'the girls' sang\"", "||The boys| and |the girls| sang|"),
            ("called 'the boys' and the workers' turn", "called |the boys| and the workers’ turn"),
            (
                "'the boys' choice', \"the girls' choirs'\"",
                "|the boys’ choice|, |the girls’ choirs’|",
            ),
            ("\"Beliau kata 'Dato' Sri hadir' tadi\"", "|Beliau kata |Dato’ Sri hadir| tadi|"),
            ("the 'old' Dato' Sri", "the |old| Dato’ Sri"),
            ("他说\"那是'the workers' turn'两次\"", "他说|那是|the workers’ turn|两次|"),
            ("“他说'工人们的'时刻”", "“他说|工人们的|时刻”"),
            ("\"'Tis 'the turn of '98' again\"", "|’Tis |the turn of ’98| again|"),
            ("'A's and B's' and 'yes'", "|A’s and B’s| and |yes|"),
        ] {
            assert_eq!(printed(text), meant);
        }
    }

    #[test]
    fn feet_and_inches_are_no_quotation_marks() {
        for (text, meant) in [
            ("A 6' 2\" mast, a 3' x 4' board", "A 6′ 2″ mast, a 3′ x 4′ board"),
            ("6'2\" and 5½\" and 3° 8' 30\"", "6′2″ and 5½″ and 3° 8′ 30″"),
            ("a 5\" pipe and \"yes\"", "a 5″ pipe and |yes|"),
            ("\"A 5\" pipe,\" he said", "|A 5″ pipe,| he said"),
            ("\"in 2025\" and \"more\"", "|in 2025| and |more|"),
            ("'the year 2025' and the \"G20\"", "|the year 2025| and the |G20|"),
        ] {
            assert_eq!(printed(text), meant);
        }
    }
}
