//! Suggestions for typos, the "Did you mean" hints, for text that was garbled, and for
//! keys, dates and times as people write them.

mod garbled;
mod honorifics;
mod lookalikes;
mod step;
mod synonyms;
mod written;

pub use garbled::symbol;
pub(crate) use garbled::{mojibake, restored, unescaped};
pub(crate) use honorifics::without_honorifics;
pub use lookalikes::Lookalikes;
pub(crate) use step::{StepInWords, step};
pub(crate) use synonyms::{RightKey, right_keys, right_words, synonyms};
pub use written::written_days;
pub(crate) use written::{Written, written_date, written_time};

use crate::message::Message;

/// Suggestions for words that are looked up among all names of a file or a project.
///
/// Each compares the word with every name. Their number is limited, so that time does not grow
/// with the product of mistakes and names.
#[derive(Debug, Default)]
pub struct Suggestions(usize);

/// The maximum number of words of a file or a project for which there are suggestions.
const MAX_SUGGESTIONS: usize = 100;

impl Suggestions {
    /// Returns the candidate of which `word` is most probably a typo, unless there have been too
    /// many such words.
    pub fn nearest<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        self.0 += 1;
        if self.0 > MAX_SUGGESTIONS { None } else { nearest(word, candidates) }
    }
}

/// The maximum length of a word for which there is a suggestion, in bytes. No real key, word
/// or id is nearly as long.
const MAX_WORD: usize = 400;

/// Returns the candidate of which `word` is most probably a typo.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > MAX_WORD {
        return None;
    }
    let word = word.to_lowercase().replace('_', "-");
    candidates
        .into_iter()
        .filter_map(|candidate| {
            // A third of the letters may differ, which also allows for a plural or an American
            // z.
            let most = 1.max(candidate.chars().count() / 3);
            Some((edit_distance(&word, &candidate.to_lowercase(), most)?, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Returns the edit distance of two words: the number of letters omitted, inserted, changed or
/// swapped. Returns `None` if it is more than `most`.
pub fn edit_distance(one: &str, other: &str, most: usize) -> Option<usize> {
    if one.chars().count().abs_diff(other.chars().count()) > most {
        return None;
    }
    // A typo changes at most two letter counts by one; this rules out most pairs.
    let mut letters = [0_isize; 128];
    one.chars().for_each(|letter| letters[letter as usize % 128] += 1);
    other.chars().for_each(|letter| letters[letter as usize % 128] -= 1);
    if letters.iter().map(|count| count.unsigned_abs()).sum::<usize>() > 2 * most {
        return None;
    }
    Some(strsim::osa_distance(one, other)).filter(|distance| *distance <= most)
}

/// "`a`, `b` or `c`", of keys and words of byline's own.
pub fn list(words: &[&str]) -> Message {
    Message::any_of(words.iter().copied().map(Message::key))
}

/// ""a", "b" or "c"".
pub(crate) fn quoted_list(words: &[&str]) -> Message {
    Message::any_of(words.iter().map(|word| format!("\"{word}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_recognised() {
        let keys = ["photographer", "organisations", "title", "end"];
        assert_eq!(nearest("photographr", keys), Some("photographer"));
        assert_eq!(nearest("organizations", keys), Some("organisations"));
        assert_eq!(nearest("Title", keys), Some("title"));
        assert_eq!(nearest("budget", keys), None);
        assert_eq!(edit_distance("harbour", "habrour", 1), Some(1));
        assert_eq!(edit_distance("harbour", "harbours", 1), Some(1));
        assert_eq!(edit_distance("harbour", "barbers", 2), None);
        assert_eq!(edit_distance("Ñandú", "Nandu", 2), Some(2));
    }
}
