//! The forms of a person's name: which spellings are the same, and which are probably the same.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::folded;
use super::words::{WORDS, without_points};
use crate::scripts::is_han;

/// Returns the forms that are certainly a name, as somebody wrote it. Two spellings are one name if
/// they share a form.
pub fn name_forms(text: &str) -> Vec<String> {
    forms_in_order(text, false)
}

/// Returns the forms of a name. If its family's part is known to come first or last, the other
/// order is the same name, too.
pub(super) fn forms_in_order(text: &str, family_known: bool) -> Vec<String> {
    let mut same = Vec::new();
    for words in canonical_spellings(text, family_known) {
        let form = words.join(" ");
        if !form.is_empty() && !same.contains(&form) {
            same.push(form);
        }
    }
    same
}

/// Returns the forms that are probably a name: the order of its parts unknown, `bin` left out,
/// "Mohd." for "Muhammad", accents left out.
pub fn likely_name_forms(text: &str) -> BTreeSet<String> {
    canonical_spellings(text, false).flat_map(|words| likely_forms(&words)).collect()
}

fn canonical_spellings(text: &str, family_known: bool) -> impl Iterator<Item = Vec<String>> {
    let spellings = spellings(&folded(text), family_known).into_iter();
    spellings.map(|words| words.iter().map(|word| canonical(word)).collect())
}

/// Returns the words of a name as written, without honorifics, post-nominals and brackets.
pub fn personal_words(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let (words, _) = without_brackets(&words);
    bare(&words).into_iter().filter(|word| word != "@").collect()
}

/// Returns a name as written, without the honorifics in front of it.
pub fn without_titles(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some(after) = without_first_title(rest) {
        rest = after;
    }
    rest
}

fn without_first_title(name: &str) -> Option<&str> {
    let read = |words: &str| folded(words).to_lowercase();
    if name.starts_with(is_han) {
        let mut titles = WORDS.han_titles.iter();
        let rest = titles.find_map(|title| name.strip_prefix(title.as_str()));
        return rest.map(str::trim_start).filter(|rest| rest.chars().count() > 1);
    }
    // "Y.B." are two words when read, and "Dato'" is one.
    let mut ends = name.match_indices(' ').map(|(end, _)| end).take(LONGEST_TITLE);
    let first = read(&name[..ends.clone().next()?]);
    let titles = WORDS.titles.get(first.split(' ').next()?)?;
    let mut longest = None;
    for end in ends.by_ref() {
        let words = read(&name[..end]);
        if titles.iter().any(|title| title.join(" ") == words) {
            longest = Some(end);
        }
    }
    longest.map(|end| name[end..].trim_start()).filter(|rest| rest.chars().count() > 1)
}

/// The number of words of the longest honorific, and one more.
const LONGEST_TITLE: usize = 5;

/// Returns the spellings of one folded name, each as its words: without honorifics and
/// post-nominals; each side of an `@` or of brackets in another script; the family's part first
/// and last, where the spelling shows which it is.
fn spellings(folded: &str, family_known: bool) -> Vec<Vec<String>> {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let (words, inside) = without_brackets(&words);
    let mut sides =
        vec![bare(&words.iter().filter(|word| **word != "@").copied().collect::<Vec<_>>())];
    if words.contains(&"@") {
        sides.extend(aliases(&words));
    }
    sides.extend(inside.map(|inside| bare(&inside)));
    let mut found = Vec::new();
    for side in sides.into_iter().filter(|side| !side.is_empty()) {
        let family = if family_known && !has_parentage(&side) {
            vec![side.len() - 1, 1 % side.len()]
        } else {
            family_in_capitals(&side)
        };
        // Turned round so that the family's part stands at the other end.
        for start in family.into_iter().filter(|start| *start > 0) {
            found.push(side[start..].iter().chain(&side[..start]).cloned().collect());
        }
        found.insert(0, side);
    }
    found
}

/// Returns where to cut a name to put its family's part, in capitals as in "LI Jimmy" or "Jimmy
/// LI", at the other end. Returns nothing if the spelling does not show it.
fn family_in_capitals(words: &[String]) -> Vec<usize> {
    let loud = |word: &String| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    if words.len() < 2 || words.iter().filter(|word| loud(word)).count() != 1 {
        return vec![];
    }
    if loud(&words[0]) {
        vec![1]
    } else if words.last().is_some_and(loud) {
        vec![words.len() - 1]
    } else {
        vec![]
    }
}

/// Takes brackets out of a name. Returns the other words, and the words inside if they are in
/// another script, so that they are the same name.
fn without_brackets<'w>(words: &[&'w str]) -> (Vec<&'w str>, Option<Vec<&'w str>>) {
    let (Some(open), Some(close)) =
        (words.iter().position(|word| *word == "("), words.iter().position(|word| *word == ")"))
    else {
        return (words.iter().filter(|word| !"()".contains(**word)).copied().collect(), None);
    };
    if close < open {
        return (words.to_vec(), None);
    }
    let inside = words[open + 1..close].to_vec();
    let outside: Vec<_> = words[..open].iter().chain(&words[close + 1..]).copied().collect();
    let han = |words: &[&str]| words.iter().flat_map(|word| word.chars()).any(is_han);
    if han(&inside) != han(&outside) && !outside.is_empty() {
        return (outside, Some(inside));
    }
    let letters = |word: &&str| WORDS.post_nominals.contains(&without_points(word));
    if inside.iter().all(letters) && !outside.is_empty() {
        return (outside, None);
    }
    (words.iter().filter(|word| !"()".contains(**word)).copied().collect(), None)
}

/// Returns the names on both sides of an `@`: "Ismail @ Mail bin Omar" is also called Ismail bin
/// Omar and Mail bin Omar. A side of one word says too little.
fn aliases(words: &[&str]) -> Vec<Vec<String>> {
    let sides: Vec<Vec<String>> = words.split(|word| *word == "@").map(bare).collect();
    let last = sides.last().map_or(&[][..], Vec::as_slice);
    let father = last.iter().position(|word| is_parentage(word));
    let tail = father.map_or(&[][..], |father| &last[father..]);
    let whole = sides.iter().enumerate().map(|(number, side)| {
        let own = number + 1 == sides.len() || has_parentage(side);
        if own { side.clone() } else { [side.as_slice(), tail].concat() }
    });
    whole.chain(sides.iter().cloned()).filter(|side| side.len() > 1).collect()
}

/// Returns a name without honorifics in front and post-nominals behind, its family's part put
/// last if it stands before a comma.
fn bare(words: &[&str]) -> Vec<String> {
    let mut parts = words.split(|word| *word == ",");
    let first = parts.next().unwrap_or_default();
    let behind: Vec<&[&str]> = parts.filter(|part| !part.is_empty()).collect();
    let mut name: Vec<&str> = first.to_vec();
    if let [given] = behind.as_slice()
        && !is_post_nominal(given)
        && first.len() <= 2
    {
        name = given.iter().chain(first).copied().collect();
    }
    let mut name: Vec<String> = name.into_iter().map(str::to_owned).collect();
    while let Some(rest) = without_title(&name) {
        name = rest;
    }
    while name.len() > 2 && name.last().is_some_and(|last| WORDS.post_nominals.contains(last)) {
        name.pop();
    }
    if let Some(last) = name.last_mut() {
        while let Some(rest) = without_title_behind(last) {
            *last = rest;
        }
    }
    name
}

/// Returns whether words behind a comma are letters that stand behind a name: known ones, or
/// capitals such as "FIEM".
fn is_post_nominal(words: &[&str]) -> bool {
    let all = without_points(&words.concat());
    let loud = |word: &&str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    WORDS.post_nominals.contains(&all) || words.iter().any(loud)
}

fn without_title(name: &[String]) -> Option<Vec<String>> {
    let first = name.first()?;
    for title in WORDS.titles.get(&first.to_lowercase()).into_iter().flatten() {
        let begins = || title.iter().zip(name).all(|(title, word)| *title == word.to_lowercase());
        if name.len() > title.len() && begins() {
            return Some(name[title.len()..].to_vec());
        }
    }
    // A title in Chinese characters need not be a word of its own.
    if !first.starts_with(is_han) {
        return None;
    }
    WORDS.han_titles.iter().find_map(|title| {
        let rest = first.strip_prefix(title.as_str())?;
        match rest.chars().count() {
            0 => (name.len() > 1).then(|| name[1..].to_vec()),
            1 => None,
            _ => Some([&[rest.to_owned()], &name[1..]].concat()),
        }
    })
}

fn without_title_behind(word: &str) -> Option<String> {
    let titles = WORDS.titles_behind.iter();
    let mut rests = titles.filter_map(|title| word.strip_suffix(title.as_str()));
    rests.find(|rest| rest.chars().count() > 1 && rest.chars().all(is_han)).map(str::to_owned)
}

fn is_parentage(word: &str) -> bool {
    // "b." is bin, and "B." an initial.
    let abbreviated = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !abbreviated && WORDS.parentage.contains_key(&word.to_lowercase())
}

fn has_parentage(words: &[String]) -> bool {
    words.iter().any(|word| is_parentage(word))
}

/// Returns the one form of a word of a name.
fn canonical(word: &str) -> String {
    let lower = word.to_lowercase();
    if is_parentage(word)
        && let Some(form) = WORDS.parentage.get(&lower)
    {
        return form.clone();
    }
    let simple = |char| WORDS.simplified.get(&char).copied().unwrap_or(char);
    lower.chars().map(simple).collect()
}

/// Returns whether two spellings of one name differ only in how `bin`, `binti` and the like are
/// written.
pub fn differ_in_parentage(one: &str, other: &str) -> bool {
    let words = |name| personal_words(name).into_iter().map(|word| word.to_lowercase());
    let (one, other): (Vec<_>, Vec<_>) = (words(one).collect(), words(other).collect());
    let mut pairs = one.iter().zip(&other).filter(|(one, other)| one != other).peekable();
    one.len() == other.len()
        && pairs.peek().is_some()
        && pairs.all(|(one, other)| is_parentage(one) && is_parentage(other))
}

/// Returns the forms that are probably the same name as these words.
///
/// Each form names the word between the name and the father's, so that a son and a daughter of one
/// name stay two people. A name without such a word is probably the same as one with any of them.
fn likely_forms(words: &[String]) -> Vec<String> {
    let plain = |word: &String| {
        let word: String = word.nfd().filter(|char| !is_combining_mark(*char)).collect();
        WORDS.alike.get(&word).cloned().unwrap_or(word)
    };
    let (fathers, own): (Vec<_>, Vec<_>) =
        words.iter().partition(|word| WORDS.parentage_forms.contains(*word));
    let mut plain: Vec<_> = own.into_iter().map(plain).collect();
    if plain.is_empty() {
        return vec![];
    }
    let in_order = plain.concat();
    if let Some(father) = fathers.first() {
        return vec![format!("{in_order} {father}")];
    }
    let mut forms: Vec<_> =
        WORDS.parentage_forms.iter().map(|father| format!("{in_order} {father}")).collect();
    // The initial of a middle name may also be that of `bin`.
    if let Some(initial) = plain.iter().position(|word| word == BIN_INITIAL)
        && (1..plain.len() - 1).contains(&initial)
        && let Some(bin) = WORDS.parentage.get(BIN_INITIAL)
    {
        let others = [&plain[..initial], &plain[initial + 1..]].concat().concat();
        forms.push(format!("{others} {bin}"));
    }
    plain.sort_unstable();
    forms.extend([in_order, plain.join(" ")]);
    forms
}

/// The abbreviation of `bin`, which is an initial if it is a capital.
const BIN_INITIAL: &str = "b";

#[cfg(test)]
mod tests {
    use super::*;

    fn is_same(one: &str, other: &str) -> bool {
        let other = name_forms(other);
        name_forms(one).iter().any(|form| other.contains(form))
    }

    #[test]
    fn spellings_that_read_alike_are_one_name() {
        for (one, other) in [
            ("Nu'man bin Sa'ad", "Nu’man bin Sa’ad"),
            ("Nu'man bin Sa'ad", "Nuʼman bin Saʼad"),
            ("Mary-Anne Lim", "Mary‑Anne Lim"),
            ("Mary-Anne Lim", "Mary–Anne Lim"),
            ("Ana Lopez", "Ana Lo\u{ad}pez"),
            ("陈志强", "陈\u{3000}志强"),
            ("陈志强", "陳志強"),
            ("陈志强", "陈志强博士"),
            ("魏家祥", "拿督斯里魏家祥博士"),
            ("Muhammad Hafiz Rosli", "MUHAMMAD HAFIZ ROSLI"),
            ("Ａｎａ Lopez", "Ana Lopez"),
            ("José Rizal", "Jose\u{301} Rizal"),
            ("Ahmad Zaki bin Ismail", "Dato' Ahmad Zaki bin Ismail"),
            ("Ahmad Zaki bin Ismail", "YBhg. Dato’ Sri Ir. Dr. Ahmad Zaki bin Ismail"),
            ("Ahmad Zaki bin Ismail", "Y.B. Tan Sri Ahmad Zaki b. Ismail"),
            ("Karim Hassan", "Yang Berhormat Karim Hassan"),
            ("Jane Smith", "Prof. Emerita Jane Smith"),
            ("Jane Smith", "Professor Dr Jane Smith, PhD"),
            ("John O'Neil", "John O’Neil, RMN (Retd.)"),
            ("Teo Boon Hwa", "Teo Boon Hwa, P.Eng., FIEM"),
            ("Teo Boon Hwa", "Teo Boon Hwa JP"),
            ("Rokiah binti Noor", "Rokiah bt. Noor"),
            ("Rokiah binti Noor", "Rokiah Bte. Noor"),
            ("Rokiah binti Noor", "Rokiah bint Noor"),
            ("Rokiah binti Noor", "Rokiah Bt.Noor"),
            ("Muthu a/l Rajan", "Muthu A/L Rajan"),
            ("Devi a/p Rajan", "Devi A/P Rajan"),
            ("Ismail @ Mail bin Omar", "Mail bin Omar"),
            ("Ismail @ Mail bin Omar", "Ismail bin Omar"),
            ("Ismail @ Mail bin Omar", "Ismail@Mail bin Omar"),
            ("LI Jimmy", "Jimmy LI"),
            ("LI Jimmy", "Jimmy Li"),
            ("Lee, Samuel", "Samuel Lee"),
            ("Chen Wei (陈伟)", "陈伟"),
            ("Chen Wei (陈伟)", "Chen Wei"),
            ("J.R. Tan", "J. R. Tan"),
        ] {
            assert!(is_same(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn other_names_stay_apart() {
        for (one, other) in [
            ("Ahmad bin Ali", "Ali bin Ahmad"),
            ("Nur bin Ali", "Nur binti Ali"),
            ("Muthu a/l Rajan", "Muthu a/p Rajan"),
            ("Mohamad Ali bin Abu", "Mohd. Ali bin Abu"),
            ("Tan Sri Lim", "Tan Lim"),
            ("Yang Wei", "Wei"),
            ("Sri Mulyani", "Mulyani"),
            ("Raja Kumar", "Kumar"),
            ("Tengku Zatashah", "Zatashah"),
            ("Ali Ahmad", "Ahmad Ali"),
            ("Lee Chean Chung", "Lee Chee Chung"),
            ("Yo-Yo Ma", "Yo-Yo"),
            ("Ahmad B. Ali", "Ahmad bin Ali"),
            ("陈志强", "陈志明"),
            ("Dr.", "Prof."),
            ("Ana López", "Ana Lopez"),
        ] {
            assert!(!is_same(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn what_is_probably_one_name_is_known_as_such() {
        let likely =
            |one, other| likely_name_forms(one).intersection(&likely_name_forms(other)).count() > 0;
        for (one, other) in [
            ("Tan Wei Ling", "Wei Ling Tan"),
            ("Tan Wei Ling", "Tan Weiling"),
            ("Ahmad Zaki Ismail", "Ahmad Zaki bin Ismail"),
            ("Mohamad Ali bin Abu", "Mohd. Ali bin Abu"),
            ("Ana López", "Ana Lopez"),
            ("Ahmad B. Ali", "Ahmad bin Ali"),
            ("Zaleha Omar", "Zaleha bte Omar"),
        ] {
            assert!(likely(one, other), "{one} and {other}");
        }
        assert!(!likely("Ahmad bin Ali", "Ali bin Ahmad"));
        assert!(!likely("Nur bin Ali", "Nur binti Ali"));
        assert!(!likely("Lee Chean Chung", "Lee Boon Chye"));
    }
}
