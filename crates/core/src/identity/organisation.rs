//! The forms of an organisation's name.

use super::fold::folded;

/// Returns the forms of an organisation's name: "and" and "&" are one, and so is a name with and
/// without its abbreviation in brackets. Two spellings are one name if they share a form.
pub fn organisation_forms(name: &str) -> Vec<String> {
    let whole = letters(name);
    let short = acronym(name).map(|(before, _)| letters(before));
    [Some(whole), short].into_iter().flatten().filter(|form| !form.is_empty()).collect()
}

/// Divides "Ministry of Health (MOH)" into the name and the abbreviation.
pub fn acronym(name: &str) -> Option<(&str, &str)> {
    let name = name.trim().strip_suffix([')', '）'])?;
    let (before, inside) = name.rsplit_once(['(', '（'])?;
    let short = inside.chars().any(char::is_uppercase) && !inside.contains(char::is_whitespace);
    let loud = inside.chars().filter(|char| char.is_uppercase()).count() * 2;
    (short && loud > inside.chars().count() && !before.trim().is_empty())
        .then(|| (before.trim(), inside))
}

/// The signs that stand for "and" in names of organisations, which are written out.
const AND: [char; 3] = ['&', '\u{ff06}', '+'];

fn letters(name: &str) -> String {
    let spelt = name.replace(AND, " and ");
    let spelt = folded(&spelt).to_lowercase();
    spelt.chars().filter(|char| char.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_abbreviations_make_no_other_organisation() {
        let same = |one, other| {
            let other = organisation_forms(other);
            organisation_forms(one).iter().any(|form| other.contains(form))
        };
        assert!(same("Johnson & Johnson", "Johnson and Johnson"));
        assert!(same("Ministry of Health (MOH)", "Ministry of Health"));
        assert!(same("Tyrion AI", "Tyrion.ai"));
        assert!(same("Université Malaya", "UNIVERSITÉ MALAYA"));
        assert!(!same("Bank (Labuan) Berhad", "Bank Berhad"));
        assert!(!same("Bank Negara (Malaysia)", "Bank Negara"));
        assert!(!same("Ministry of Trade", "Ministry of Transport"));
    }
}
