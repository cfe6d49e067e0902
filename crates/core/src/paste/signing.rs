//! A line of a pasted programme in which something is signed.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::people::{PastedPerson, of_names};

/// A signing, with the keys of a record.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PastedSigning {
    /// When it is signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// The document.
    pub document: String,
    /// The names of the parties.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<String>,
    /// Those who sign.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signatory: Vec<PastedPerson>,
}

/// What is signed in public is one of these; guest books and books by their authors are not.
const DOCUMENTS: &str = r"(?i)\b(?:mou|moa|loi|memorand|agreement|letters? of|contract|pact|treaty|declaration|charter|perjanjian|surat|deklarasi|piagam)|备忘录|備忘錄|协议|協議|合同|合约|合約|意向书|意向書|宣言";

/// What is between two names.
const AND: &str = r"\s+(?:and|dan|dengan|with|&)\s+";

/// Reads what happens at a time: "Signing of a memorandum between the port and the university,
/// signed by Ana Lima and Ben Adeyemi". Returns `None` unless it says what is signed.
pub(super) fn signing(topic: &str) -> Option<PastedSigning> {
    static PATTERNS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
        let ends = r"(?:[,;]?\s+(?:between|antara)\s+(?<parties>.+?))?(?:[,;]?\s+(?:signed\s+by|by|ditandatangani\s+oleh|oleh)\s+(?<people>.+?))?[.]?$";
        let begins = r"(?i)^(?:majlis\s+|upacara\s+)?(?:(?:the\s+)?signing(?:\s+ceremony)?\s+of|exchange\s+of|(?:pe|me)nandatangan(?:an|i)|tandatangan)\s+(?:an?\s+|the\s+)?(?<document>.+?)";
        let named = r"(?i)^(?<document>.+?)\s+(?:signing|exchange)(?:\s+ceremony)?";
        let verb = r"^(?<parties>[^《》]*?)(?:签署|簽署|签订|簽訂)(?<document>\S+?)(?:仪式|儀式)?$";
        let noun = r"^(?<document>\S+?)的?(?:签署|簽署|签约|簽約)(?:仪式|儀式)$";
        [format!("{begins}{ends}"), format!("{named}{ends}"), verb.to_owned(), noun.to_owned()]
            .map(|pattern| Regex::new(&pattern).expect("the pattern is fixed"))
    });
    static IS_SIGNED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(DOCUMENTS).expect("the pattern is fixed"));
    let found = PATTERNS.iter().find_map(|pattern| pattern.captures(topic))?;
    let part = |name| found.name(name).map_or("", |part| part.as_str().trim());
    let document = part("document");
    IS_SIGNED.is_match(document).then(|| PastedSigning {
        start: None,
        document: capitalised(document.trim_matches(['《', '》'])),
        parties: parties(part("parties")),
        signatory: signatories(part("people")).collect(),
    })
}

/// Reads the names of those who sign.
pub(super) fn signatories(text: &str) -> impl Iterator<Item = PastedPerson> {
    static JOINED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(AND).expect("the pattern is fixed"));
    let people: Vec<_> = of_names(&JOINED.replace_all(text, "; ")).collect();
    people.into_iter().filter(|person| !person.name.is_empty())
}

/// Divides the names of parties, unless an "and" may be part of one of them.
fn parties(text: &str) -> Vec<String> {
    static DIVIDED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"\s*[,;、]\s*(?:(?:and|dan)\s+)?|{AND}|(?:与|與|和|及)"))
            .expect("the pattern is fixed")
    });
    let named = |name: &str| {
        let name = name.trim();
        capitalised(name.strip_prefix("the ").unwrap_or(name))
    };
    let names: Vec<_> = DIVIDED.split(text).map(named).filter(|name| !name.is_empty()).collect();
    let is_clear = names.len() <= 2 || text.contains([',', ';', '、']);
    if is_clear { names } else { vec![named(text)] }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(topic: &str) -> String {
        let Some(PastedSigning { document, parties, signatory, .. }) = signing(topic) else {
            return String::new();
        };
        let people: Vec<_> = signatory.into_iter().map(|person| person.name).collect();
        format!("{document} / {} / {}", parties.join("+"), people.join("+"))
    }

    #[test]
    fn a_signing_says_what_who_and_between_whom() {
        for (topic, said) in [
            (
                "Signing of a memorandum of understanding on tides between Port of Easthaven and \
                 the Institute, signed by Dato' Ahmad Fauzi and Prof. Rohani",
                "Memorandum of understanding on tides / Port of Easthaven+Institute / Ahmad Fauzi+Rohani",
            ),
            ("Signing of the letter of intent", "Letter of intent /  / "),
            ("MoU signing ceremony between ICS and UP", "MoU / ICS+UP / "),
            (
                "Majlis menandatangani memorandum persefahaman antara ICS dengan UP",
                "Memorandum persefahaman / ICS+UP / ",
            ),
            ("港务局与大学签署《谅解备忘录》", "谅解备忘录 / 港务局+大学 / "),
            ("《合作协议》签署仪式", "合作协议 /  / "),
            (
                "Signing of an agreement between Ministry of Ports and Roads and Union of Pilots",
                "Agreement / Ministry of Ports and Roads and Union of Pilots / ",
            ),
        ] {
            assert_eq!(says(topic), said, "{topic}");
        }
    }

    #[test]
    fn other_topics_are_none() {
        for topic in [
            "Signing of the guest book",
            "Book signing by Ana Lima",
            "Signing ceremony",
            "What an agreement is worth",
            "Exchange of gifts",
            "备忘录的意义",
            "",
        ] {
            assert_eq!(says(topic), "", "{topic}");
        }
    }
}
