//! The honorifics that stand before most names, for lines that a finding shows. `identity` knows
//! them all, but findings about the form of a file come before it.

/// Honorifics in small letters, without points; the longer ones first.
const HONORIFICS: &[&str] = &[
    "yang amat berhormat",
    "yang berhormat",
    "yang berbahagia",
    "yang berusaha",
    "dato sri",
    "dato seri",
    "dato’ sri",
    "dato’ seri",
    "datuk seri",
    "datuk sri",
    "datuk wira",
    "datuk patinggi",
    "tan sri",
    "puan sri",
    "toh puan",
    "datin seri",
    "datin paduka",
    "yab",
    "ybhg",
    "ybrs",
    "yb",
    "yh",
    "tun",
    "datuk",
    "dato’",
    "dato",
    "datin",
    "prof",
    "professor",
    "profesor",
    "dr",
    "ir",
    "ts",
    "sr",
    "hj",
    "hjh",
    "haji",
    "hajah",
    "ustaz",
    "tuan",
    "encik",
    "en",
    "puan",
    "pn",
    "cik",
    "mr",
    "mrs",
    "ms",
    "madam",
    "sir",
    "dame",
    "he",
    "hon",
];

/// Splits the honorifics in front of a name from the name.
pub(crate) fn without_honorifics(text: &str) -> (Vec<&str>, &str) {
    let (mut found, mut rest) = (Vec::new(), text.trim());
    while let Some(end) = first(rest) {
        found.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    (found, rest)
}

/// Returns where the honorific ends with which a name begins.
fn first(name: &str) -> Option<usize> {
    let spaces = name.match_indices(' ').map(|(at, _)| at).take(3);
    let is_known = |end: &usize| {
        let words = name[..*end].to_lowercase().replace('.', "").replace('\'', "’");
        HONORIFICS.contains(&words.as_str())
    };
    spaces.filter(is_known).last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honorifics_are_told_from_names() {
        for (text, honorifics, name) in [
            (
                "YB Datuk Seri Dr. Amirah binti Osman",
                &["YB", "Datuk Seri", "Dr."][..],
                "Amirah binti Osman",
            ),
            ("Y.B. Dato' Sri Lim", &["Y.B.", "Dato' Sri"], "Lim"),
            ("Hj. Osman", &["Hj."], "Osman"),
            ("Amirah binti Hj. Osman", &[], "Amirah binti Hj. Osman"),
            ("Tan Wei Ling", &[], "Tan Wei Ling"),
            ("Dr.", &[], "Dr."),
        ] {
            assert_eq!(without_honorifics(text), (honorifics.to_vec(), name));
        }
    }
}
