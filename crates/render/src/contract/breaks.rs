//! Marks in content where a line may end inside what breaks otherwise than words do: addresses,
//! tags and long words may be divided, figures and particles of names stay whole.

use hypher::Lang;
use typst::foundations::{Content, NativeElement, Smart};
use typst::layout::{Abs, BoxElem, HElem, Spacing};
use typst::syntax::Span;
use typst::text::{NumberType, TextElem};
use unicode_script::{Script, UnicodeScript};

use super::convert::verbatim;
use super::lengths::is_full;
use byline_core::model::Language;

/// Returns a run of text in a language as pieces of content that a line breaks in the right places.
pub(super) fn run(text: &str, span: Span, language: &Language) -> Vec<Content> {
    let tokens = tokens(text);
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut place = 0;
    while let Some(token) = tokens.get(place) {
        let count = whole(text, &tokens[place..]);
        let range = token.start..tokens[place + count.max(1) - 1].end;
        place += count.max(1);
        let bare = &text[range.clone()];
        let marked =
            if count > 0 { Some(unbroken(bare, span)) } else { divisible(bare, span, language) };
        // Old-style figures are for words: beside capitals and a decimal point they look like letters.
        let is_code = is_code(bare) || follows_capitals(&text[..range.start]) && is_figure(bare);
        let marked = match marked {
            marked if is_code => {
                let marked = marked.unwrap_or_else(|| verbatim(bare, span));
                marked.set(TextElem::number_type, Smart::Custom(NumberType::Lining))
            }
            Some(marked) => marked,
            None => continue,
        };
        if from < range.start {
            pieces.push(verbatim(&text[from..range.start], span));
        }
        from = range.end;
        // "a/l" leads to the name after it, in the same line. Together they may be the last line,
        // which is not to hold a single word: after an empty box, they count as two.
        let leads = bare.len() == PARTICLE && is_pair(bare) && text[from..].starts_with(' ');
        let name = tokens.get(place).map_or(0, ExactSizeIterator::len);
        if leads && name + PARTICLE < LONGEST_WHOLE {
            pieces.extend([BoxElem::new().pack(), marked, verbatim("\u{a0}", span)]);
            from += 1;
        } else {
            pieces.push(marked);
        }
    }
    if from < text.len() {
        pieces.push(verbatim(&text[from..], span));
    }
    pieces
}

/// The length of "a/l", "a/p" and their like, in bytes.
const PARTICLE: usize = "a/l".len();

/// The number of letters up to which a word fits in the narrowest column at the size of labels.
const LONGEST_WHOLE: usize = 18;

/// The number of letters between two places to divide at from which a part is divided anywhere.
const LONGEST_PART: usize = 14;

/// The number of bytes that a syllable may have for a word to be divided between syllables.
const LONGEST_SYLLABLE: usize = 10;

type Range = std::ops::Range<usize>;

/// Returns the words of a text, which spaces and full-width characters separate.
fn tokens(text: &str) -> Vec<Range> {
    let mut tokens: Vec<Range> = Vec::new();
    let mut open = false;
    for (at, char) in text.char_indices() {
        let inside = !char.is_whitespace() && !is_full(char);
        match tokens.last_mut().filter(|_| open) {
            Some(token) if inside => token.end = at + char.len_utf8(),
            None if inside => tokens.push(at..at + char.len_utf8()),
            _ => {}
        }
        open = inside;
    }
    tokens
}

/// Returns how many of the first words belong on one line: "a/l" or "24/7", a telephone number in
/// groups, or an amount of money with its currency. Returns 0 if a line may end after the first or
/// in it.
fn whole(text: &str, tokens: &[Range]) -> usize {
    let word = |place: usize| tokens.get(place).map(|token| &text[token.clone()]);
    let Some(first) = word(0) else { return 0 };
    if is_pair(first) {
        return 1;
    }
    let follows = |place: usize| {
        let gap = tokens.get(place).map(|token| &text[tokens[place - 1].end..token.start]);
        let last = text[..tokens[place - 1].end].chars().next_back();
        gap == Some(" ") && last.is_some_and(|char| !",.;:".contains(char))
    };
    let fits = |count: usize| tokens[count - 1].end - tokens[0].start <= LONGEST_WHOLE;
    let is_money = is_currency(first) || is_amount(first);
    if !is_money && !is_figure(first) {
        return 0;
    }
    let mut count = 1;
    while follows(count) && word(count).is_some_and(is_figure) && fits(count + 1) {
        count += 1;
    }
    // "million" after a short figure, in whatever language.
    let short = word(count - 1).is_some_and(|word| figure_in(word).len() <= "1,000".len());
    let is_amount = is_money && short && (count > 1 || is_amount(first));
    if is_amount && follows(count) && word(count).is_some_and(is_scale) && fits(count + 1) {
        count += 1;
    }
    if count > 1 { count } else { 0 }
}

/// Returns whether a word is one by its slash, as "a/l" in a name or "24/7".
fn is_pair(word: &str) -> bool {
    /// The maximum length of such a word, in bytes.
    const LONGEST: usize = 8;
    let short = |(before, after): (&str, &str)| before.len().min(after.len()) <= 2;
    word.len() <= LONGEST && word.split_once('/').is_some_and(short)
}

/// Returns whether a word is a figure, or a group of a telephone number.
fn is_figure(word: &str) -> bool {
    word.contains(|char: char| char.is_ascii_digit())
        && word.chars().all(|char| char.is_ascii_digit() || "+-–().,/%;:".contains(char))
}

/// Returns whether a word is a code or a decimal number: "4B", "B2", "2.0".
fn is_code(word: &str) -> bool {
    let has_digit = word.contains(|char: char| char.is_ascii_digit());
    let decimal = |(before, after): (&str, &str)| {
        before.ends_with(|char: char| char.is_ascii_digit())
            && after.starts_with(|char: char| char.is_ascii_digit())
    };
    has_digit
        && (word.contains(|char: char| char.is_ascii_uppercase())
            || word.split_once('.').is_some_and(decimal))
}

/// Returns whether a text ends with a word in capitals and a space: "ISO ".
fn follows_capitals(text: &str) -> bool {
    let Some(text) = text.strip_suffix(' ') else { return false };
    let word = text.rsplit(' ').next().unwrap_or_default();
    word.len() > 1 && word.chars().all(|char| char.is_ascii_uppercase())
}

/// Returns whether a word is an amount with its currency: "RM5" or "€1.2".
fn is_amount(word: &str) -> bool {
    let figure = figure_in(word);
    let before = word.strip_suffix(figure).unwrap_or_default();
    (before.len() >= 2 || before.contains(is_sign)) && is_figure(figure)
}

/// Returns what follows the letters and signs of a currency.
fn figure_in(word: &str) -> &str {
    word.trim_start_matches(|char: char| char == '(' || char.is_ascii_uppercase() || is_sign(char))
}

/// Returns whether a word may be one for a great number: a word in small letters.
fn is_scale(word: &str) -> bool {
    word.trim_end_matches(|char: char| !char.is_alphanumeric()).chars().all(char::is_lowercase)
}

fn is_sign(char: char) -> bool {
    "$€£¥₩₹₱฿₫".contains(char)
}

/// Returns whether a word stands for a currency: "RM", "USD", "S$" or "€".
fn is_currency(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    let code = word.trim_end_matches(|char: char| !char.is_alphanumeric());
    let sign = word.chars().next_back().is_some_and(is_sign);
    let capitals = code.chars().all(|char| char.is_ascii_uppercase());
    capitals && (sign && code.len() <= 3 || code == word && (2..=3).contains(&code.len()))
}

/// Returns a text that no line divides.
fn unbroken(text: &str, span: Span) -> Content {
    // At the end of its own line, a mark would hang over what comes next.
    let text = verbatim(text, span).set(TextElem::overhang, false);
    BoxElem::new().with_body(Some(text)).pack().spanned(span)
}

/// Returns a place at which a line may end: a space too thin to be seen or copied, but not so thin
/// as to be nothing.
fn hair() -> Content {
    HElem::new(Spacing::Rel(Abs::pt(0.01).into())).pack()
}

/// Returns a word that is divided otherwise than the words around it, or not divided at all;
/// `None` for any other.
fn divisible(word: &str, span: Span, language: &Language) -> Option<Content> {
    let bare = word.trim_matches(|char: char| !char.is_alphanumeric());
    // A hyphen in an address would be read as a part of it.
    let whole = |content: Content| content.set(TextElem::hyphenate, Smart::Custom(false));
    let is_tag = word.starts_with(['#', '@']) || begins_part(bare);
    let is_word = !is_tag && bare.chars().all(|char| char.is_alphabetic() || "-/'’".contains(char));
    if bare.chars().count() <= LONGEST_WHOLE {
        let in_parts = bare.contains(['@', '.', '/', '_', ':']) || word.starts_with('#');
        return (in_parts && !is_word).then(|| whole(verbatim(word, span)));
    }
    let longest = bare.split(['-', '/']).map(|part| part.chars().count()).max();
    if is_word && longest <= Some(LONGEST_WHOLE) {
        return None;
    }
    if is_word && let Some(patterns) = patterns(bare, language) {
        let piece = verbatim(word, span).set(TextElem::hyphenate, Smart::Custom(true));
        let other = patterns != language.code();
        let lang = patterns.parse().ok().filter(|_| other);
        return Some(match lang {
            Some(lang) => piece.set(TextElem::lang, lang),
            None => piece,
        });
    }
    if bare.chars().any(|char| !is_divided_anywhere(char)) {
        return None;
    }
    let mut pieces = Vec::new();
    for part in parts(word) {
        if !pieces.is_empty() {
            pieces.push(hair());
        }
        // Typst lets a line end after "://".
        let opens = part.contains("://");
        pieces.push(if opens { unbroken(part, span) } else { verbatim(part, span) });
    }
    Some(whole(Content::sequence(pieces)))
}

/// Returns whether a capital stands within a word, as in a tag of several words.
fn begins_part(word: &str) -> bool {
    word.chars()
        .zip(word.chars().skip(1))
        .any(|(before, after)| before.is_lowercase() && after.is_uppercase())
}

/// Returns the language whose patterns divide a word into syllables: the language of the text, or
/// another that foreign compounds are often from.
fn patterns<'l>(word: &str, language: &'l Language) -> Option<&'l str> {
    let divides = |code: &&str| {
        let lang = <[u8; 2]>::try_from(code.as_bytes()).ok().and_then(Lang::from_iso);
        lang.is_some_and(|lang| {
            let parts = word.split(['-', '/']);
            let syllables: Vec<_> =
                parts.flat_map(|part| hypher::hyphenate(part, lang)).map(str::len).collect();
            // What can be divided after every letter is no word.
            let is_word = syllables.len() * 2 <= word.len();
            is_word && syllables.into_iter().all(|length| length <= LONGEST_SYLLABLE)
        })
    };
    // The typesetter finds no words in what has an apostrophe.
    let plain = !word.contains(['\'', '’']);
    [language.code(), "en", "de"].into_iter().filter(|_| plain).find(divides)
}

/// Returns whether a character may be parted from the one before it: joined letters, and those of
/// scripts with rules of their own, may not.
fn is_divided_anywhere(char: char) -> bool {
    matches!(
        char.script(),
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Common | Script::Inherited
    )
}

/// Divides an address, a tag or a string of letters where a reader expects it: after its marks, or
/// else between the parts of a compound, at last anywhere.
fn parts(word: &str) -> Vec<&str> {
    let marks = split(word, |before, after| is_mark(before) && !is_mark(after));
    let compounds = marks.into_iter().flat_map(|part| {
        let begins = |before: char, after: char| {
            after.is_uppercase() && !before.is_uppercase()
                || after.is_numeric() != before.is_numeric()
        };
        if part.chars().count() > LONGEST_PART { split(part, begins) } else { vec![part] }
    });
    compounds.flat_map(anywhere).collect()
}

fn is_mark(char: char) -> bool {
    "@./#-_?&=%+~:,;".contains(char)
}

/// Splits a string between two characters of which a condition holds, unless that leaves a part of
/// fewer than two.
fn split(string: &str, holds: impl Fn(char, char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut length = 0;
    let mut chars = string.char_indices().peekable();
    while let Some((_, before)) = chars.next() {
        length += 1;
        let Some((at, after)) = chars.peek().copied() else { break };
        let leaves = string[at..].chars().nth(1).is_some();
        let within = string[start..at].ends_with("://");
        if length > 1 && leaves && !within && after.is_alphanumeric() && holds(before, after) {
            parts.push(&string[start..at]);
            (start, length) = (at, 0);
        }
    }
    parts.push(&string[start..]);
    parts
}

/// Divides what is long without any mark into parts of about the same length.
fn anywhere(part: &str) -> Vec<&str> {
    /// What is longer than two parts is no word: a line may end after any so many letters.
    const FEW: usize = 8;
    let letters = part.chars().count();
    if letters <= LONGEST_WHOLE && part.contains("://") {
        return vec![part];
    }
    let length = match letters.div_ceil(LONGEST_PART) {
        0 | 1 => return vec![part],
        2 => letters.div_ceil(2),
        _ => FEW,
    };
    let mut parts = Vec::new();
    let mut rest = part;
    while rest.chars().count() > length {
        let mut cuts = rest.char_indices().skip(length);
        // Marks over a letter stay with it.
        let cut = cuts.find(|(_, char)| char.script() != Script::Inherited);
        let (head, tail) = rest.split_at(cut.map_or(rest.len(), |(at, _)| at));
        parts.push(head);
        rest = tail;
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::foundations::{SequenceElem, StyledElem};

    fn in_english(text: &str) -> Vec<Content> {
        run(text, Span::detached(), &Language::english())
    }

    #[test]
    fn what_belongs_together_stays_whole() {
        for text in [
            "Ramasamy a/l Muthu, 24/7",
            "ring +60 3-8888 1234 before noon",
            "it came to RM 5 million net",
            "for (USD 1.2 million)",
            "about €5 million.",
            "it paid RM5.5 juta, then",
        ] {
            let pieces = in_english(text);
            assert!(format!("{pieces:?}").contains("BoxElem"), "{text}: {pieces:?}");
            let plain = Content::sequence(pieces).plain_text();
            assert_eq!(plain.replace("\u{a0}", " "), text);
        }
        for text in ["offices/departments of it", "in 2025, 300 people", "the ICS and 12 others"] {
            assert_eq!(in_english(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn addresses_and_tags_are_divided_where_a_reader_expects_it() {
        let divided = |word: &str| parts(word).join("|");
        for (word, expected) in [
            (
                "press.office@international.westport.example",
                "press.|office@|international.|westport.|example",
            ),
            ("#WestportDigitalWeek2025Finale", "#Westport|Digital|Week|2025|Finale"),
            (
                "https://westport.example/a_b/long#part",
                "https://westport.|example/|a_|b/|long#|part",
            ),
            ("x@kementeriankomunikasi.example", "x@|kementerian|komunikasi.|example"),
        ] {
            assert_eq!(divided(word), expected);
            assert_eq!(parts(word).concat(), word);
        }
        assert_eq!(divided(&"q".repeat(100)).split('|').map(str::len).max(), Some(8));
    }

    #[test]
    fn long_words_are_divided_between_syllables() {
        let long = in_english("the Internationalisierungsbeauftragte said");
        assert!(long.len() == 3 && long[1].is::<StyledElem>(), "{long:?}");
        let malay = run("ketidakbertanggungjawaban", Span::detached(), &"ms".parse().unwrap());
        assert!(malay[0].is::<StyledElem>(), "{malay:?}");
        let none = in_english(&"q".repeat(40));
        assert!(!none[0].is::<SequenceElem>(), "{none:?}");
    }
}
