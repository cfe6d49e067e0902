//! A pasted list of people: from a spreadsheet, an e-mail or a word processor.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::cells::cells;
use super::columns::{Column, cell, columns};
use crate::identity::without_titles;
use crate::scripts::is_han;
use crate::spelling::without_honorifics;

/// The people of a list.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PastedPeople {
    /// Those whose names could be read, in the order of the list.
    pub people: Vec<PastedPerson>,
    /// The lines that name nobody.
    pub others: Vec<String>,
    /// The headings of columns of which nothing is taken over, such as "E-mail".
    pub left_out: Vec<String>,
}

/// A person of a list, with the keys of a record.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PastedPerson {
    /// The name, without honorifics.
    pub name: String,
    /// The honorifics, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub honorifics: Vec<String>,
    /// The post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
}

/// Reads a list of people, one in a line, or with semicolons between them.
pub fn people(text: &str) -> PastedPeople {
    let rows: Vec<_> = cells(text).into_iter().flat_map(one_person_each).collect();
    let head = rows.first().filter(|row| row.len() > 1 || rows.len() > 1);
    let head = head.and_then(|row| columns(row)).filter(|found| found.contains(&Column::Name));
    let mut pasted = PastedPeople::default();
    if let (Some(columns), Some(row)) = (&head, rows.first()) {
        let unread = columns.iter().zip(row).filter(|(column, cell)| {
            !matches!(
                column,
                Column::Number
                    | Column::Name
                    | Column::Honorific
                    | Column::Post
                    | Column::Organisation
            ) && !cell.is_empty()
        });
        pasted.left_out = unread.map(|(_, cell)| cell.clone()).collect();
    }
    for row in rows.iter().skip(usize::from(head.is_some())) {
        let person = match &head {
            Some(columns) => of_row(row, columns),
            None => of_cells(row),
        };
        match person.filter(|person| is_name(&person.name)) {
            Some(person) => pasted.people.push(person),
            None => pasted.others.push(row.join(" ").trim().to_owned()),
        }
    }
    pasted
}

/// Divides a row of a single cell at its semicolons, if a name begins behind each.
fn one_person_each(row: Vec<String>) -> Vec<Vec<String>> {
    let [cell] = row.as_slice() else { return vec![row] };
    let parts = cell.split([';', '；']).map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<_> = parts.collect();
    let begins_with_name = |part: &&str| {
        let PastedPerson { name, honorifics, .. } = of_line(part);
        // A word alone is rather a post.
        let is_full = name.contains(' ') || name.chars().any(is_han) || !honorifics.is_empty();
        is_full && is_name(&name) && !is_organisation(&name)
    };
    if parts.len() > 1 && parts.iter().all(begins_with_name) {
        parts.into_iter().map(|part| vec![part.to_owned()]).collect()
    } else {
        vec![row]
    }
}

/// Reads a row below a head.
fn of_row(row: &[String], columns: &[Column]) -> Option<PastedPerson> {
    let get = |column| cell(row, columns, column);
    let mut person = named(&get(Column::Name)?);
    if let Some(honorific) = get(Column::Honorific) {
        person.honorifics.insert(0, honorific);
    }
    person.title = get(Column::Post);
    person.affiliation = get(Column::Organisation);
    Some(person)
}

/// Reads a row of which nothing says what its columns are.
fn of_cells(row: &[String]) -> Option<PastedPerson> {
    let mut filled = row.iter().filter(|cell| !cell.is_empty() && !is_number(cell));
    let first = filled.next()?;
    let rest: Vec<&str> = filled.map(String::as_str).collect();
    if rest.is_empty() {
        return Some(of_line(first));
    }
    let mut person = named(without_mark(first));
    describe(&mut person, &rest);
    Some(person)
}

/// Reads the names in a text, which semicolons may divide: "Dr. Siti Rahman (ICS); Ben Adeyemi".
pub(super) fn of_names(text: &str) -> impl Iterator<Item = PastedPerson> {
    one_person_each(vec![text.to_owned()]).into_iter().flatten().map(|line| of_line(&line))
}

/// Reads a line such as "2. Dr. Siti Rahman (ICS)" or "Ben Adeyemi, Director, Port of Easthaven".
fn of_line(line: &str) -> PastedPerson {
    static DIVIDED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\s*[,，、;；|]\s*|\s+[-–—]+\s+|\s*[:：]\s+").expect("the pattern is fixed")
    });
    // As mail programs write it: "Siti Rahman <siti@ics.example>".
    static ADDRESS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s*<[^<>]*@[^<>]*>").expect("the pattern is fixed"));
    let line = ADDRESS.replace_all(without_mark(line), "");
    let (line, bracket) = split_bracket(&line);
    let mut parts = DIVIDED.split(line).map(str::trim).filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or_default();
    let mut rest: Vec<&str> = parts.collect();
    rest.extend(bracket);
    let spaced: Vec<&str> = first.split(' ').collect();
    // Chinese lists divide a name, a post and an organisation by spaces alone.
    let (first, rest) = match spaced.as_slice() {
        [name, more @ ..] if !more.is_empty() && is_han_name(name) => {
            (*name, more.iter().copied().chain(rest).collect())
        }
        _ => (first, rest),
    };
    let mut person = named(first);
    describe(&mut person, &rest);
    person
}

/// Takes the words behind a name as its post, its organisation, or both.
fn describe(person: &mut PastedPerson, rest: &[&str]) {
    let is_address = |part: &str| part.contains('@') || part.contains("://");
    let rest: Vec<&str> = rest.iter().copied().filter(|part| !is_address(part)).collect();
    let owned = |text: &str| Some(text.to_owned());
    match rest.as_slice() {
        [] => {}
        [one] if is_post(one) => {
            let (title, organisation) = split_post(one);
            (person.title, person.affiliation) = (owned(title), organisation.map(str::to_owned));
        }
        [one] if is_organisation(one) => person.affiliation = owned(one),
        [one] => person.title = owned(one),
        [one, other] if is_organisation(one) && !is_organisation(other) => {
            (person.title, person.affiliation) = (owned(other), owned(one));
        }
        [title, organisation @ ..] => {
            person.title = owned(title);
            person.affiliation = Some(organisation.join(", "));
        }
    }
}

/// Divides the honorifics from a name.
fn named(text: &str) -> PastedPerson {
    let text = text.trim();
    let name = without_titles(text);
    let before = text.strip_suffix(name).unwrap_or_default().trim();
    let (known, rest) = without_honorifics(text);
    let honorifics = match before {
        "" => vec![],
        _ if rest == name => known.into_iter().map(str::to_owned).collect(),
        before => vec![before.to_owned()],
    };
    PastedPerson { name: name.to_owned(), honorifics, ..PastedPerson::default() }
}

/// Returns a line without the number or the bullet with which it begins.
pub(super) fn without_mark(line: &str) -> &str {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[(（]?\d{1,4}[.)、）．]\s*|[-–—•●○▪■*·]\s+|[•●○▪■]\s*)")
            .expect("the pattern is fixed")
    });
    let line = line.trim();
    let rest = MARK.find(line).map_or(line, |mark| &line[mark.end()..]);
    // "9.30" is a time.
    if rest.starts_with(|char: char| char.is_ascii_digit()) && line.ends_with(&format!(".{rest}")) {
        line
    } else {
        rest
    }
}

/// Divides a line from the words in brackets at its end.
fn split_bracket(line: &str) -> (&str, Option<&str>) {
    let divided = line.strip_suffix([')', '）']).and_then(|rest| rest.rsplit_once(['(', '（']));
    match divided {
        Some((before, inside)) if !before.trim().is_empty() => {
            (before.trim_end(), Some(inside.trim()))
        }
        _ => (line, None),
    }
}

fn is_number(cell: &str) -> bool {
    cell.trim_end_matches(['.', ')']).chars().all(|char| char.is_ascii_digit())
}

/// Returns whether a text can be a name: it has letters, no figures and few words.
fn is_name(text: &str) -> bool {
    const MOST: usize = 12;
    text.chars().any(char::is_alphabetic)
        && !text.chars().any(|char| char.is_ascii_digit())
        && text.split(' ').count() <= MOST
        && !text.contains('@')
}

fn is_han_name(word: &str) -> bool {
    (2..=4).contains(&word.chars().count()) && word.chars().all(|char| is_han(char) || char == '·')
}

/// Words that names of organisations have and posts seldom do, in small letters.
const ORGANISATION_WORDS: &str = "university universiti institute institut ministry kementerian department jabatan company \
    corporation association persatuan society council majlis agency agensi authority \
    berhad bhd ltd inc gmbh bank school sekolah college \
    kolej hospital foundation yayasan port office pejabat embassy kedutaan \
    group kumpulan suruhanjaya commission chamber dewan centre pusat";

/// Words that name posts, in small letters.
const POST_WORDS: &str = "chancellor director head mayor minister chair chairman chairwoman chairperson president \
    secretary manager dean rector principal professor officer chief ceo founder governor ambassador commissioner \
    registrar lecturer engineer scientist researcher fellow coordinator editor \
    pengarah pengerusi presiden ketua canselor dekan pengurus setiausaha menteri pensyarah pegawai penyelaras";

/// What stands between a post and an organisation.
const BETWEEN: [&str; 6] = [" of the ", " of ", " at the ", " at ", " for ", " di "];

/// The last characters of organisations' names in Chinese.
const HAN_ENDINGS: &str = "大学 大學 学院 學院 公司 集团 集團 协会 協會 学会 學會 委员会 委員會 研究院 \
    研究所 中心 银行 銀行 医院 醫院 大使馆 大使館 商会 商會 基金会 基金會 部 局 \
    厅 廳 处 署";

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|char: char| !char.is_alphanumeric()).map(str::to_lowercase)
}

fn is_among(word: &str, known: &str) -> bool {
    known.split_whitespace().any(|one| one == word)
}

/// Returns whether a text begins with a post, such as "Vice-Chancellor of Universiti Malaya".
fn is_post(text: &str) -> bool {
    words_of(text)
        .take_while(|word| !is_among(word, ORGANISATION_WORDS))
        .any(|word| is_among(&word, POST_WORDS))
}

/// Divides a post from the organisation behind it, if one is named by more than a word: a
/// "Head of Department" is a post, a "Dean of the Faculty of Law, ICS" as well.
fn split_post(text: &str) -> (&str, Option<&str>) {
    let is_named = |rest: &str| rest.contains(' ') && is_organisation(rest);
    let divided = BETWEEN.iter().filter_map(|between| text.split_once(between));
    if let Some((post, organisation)) = divided
        .filter(|(post, rest)| is_post(post) && is_named(rest))
        .min_by_key(|(post, _)| post.len())
    {
        return (post, Some(organisation));
    }
    // In Malay, nothing stands between: "Naib Canselor Universiti Malaya".
    let begins = |(at, _): &(usize, &str)| {
        words_of(&text[*at..]).next().is_some_and(|word| is_among(&word, ORGANISATION_WORDS))
    };
    let place = text.match_indices(' ').map(|(at, space)| (at + 1, space)).find(begins);
    match place {
        Some((at, _)) if is_post(&text[..at]) && is_named(&text[at..]) => {
            (text[..at].trim_end(), Some(&text[at..]))
        }
        _ => (text, None),
    }
}

/// Returns whether a text is the name of an organisation rather than of a post.
fn is_organisation(text: &str) -> bool {
    let is_short = text.chars().count() > 1
        && text.chars().all(|char| char.is_ascii_uppercase() || char == '&');
    is_short
        || words_of(text).any(|word| is_among(&word, ORGANISATION_WORDS))
        || HAN_ENDINGS.split(' ').any(|ending| text.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let pasted = people(text);
        assert!(pasted.others.is_empty(), "{:?}", pasted.others);
        let row = |person: &PastedPerson| {
            let optional = |text: &Option<String>| text.clone().unwrap_or_default();
            let honorifics = person.honorifics.join("+");
            let (title, affiliation) = (optional(&person.title), optional(&person.affiliation));
            format!("{honorifics}|{}|{title}|{affiliation}", person.name)
        };
        pasted.people.iter().map(row).collect()
    }

    #[test]
    fn lists_are_read_as_people_write_them() {
        for (text, row) in [
            ("Siti Rahman", "|Siti Rahman||"),
            ("1. Dr. Siti Rahman", "Dr.|Siti Rahman||"),
            ("(2) YB Dato’ Lim Wei (ICS)", "YB+Dato’|Lim Wei||ICS"),
            (
                "• Ben Adeyemi, Director, Port of Easthaven",
                "|Ben Adeyemi|Director|Port of Easthaven",
            ),
            ("Ben Adeyemi – Harbour Master", "|Ben Adeyemi|Harbour Master|"),
            ("Ben Adeyemi, Universiti Malaya", "|Ben Adeyemi||Universiti Malaya"),
            (
                "Siti Rahman, Vice-Chancellor of Universiti Malaya",
                "|Siti Rahman|Vice-Chancellor|Universiti Malaya",
            ),
            (
                "Siti Rahman, Naib Canselor Universiti Malaya",
                "|Siti Rahman|Naib Canselor|Universiti Malaya",
            ),
            (
                "Ben Adeyemi, Director of the Marine Research Institute",
                "|Ben Adeyemi|Director|Marine Research Institute",
            ),
            ("Ben Adeyemi, Head of Department", "|Ben Adeyemi|Head of Department|"),
            ("Ben Adeyemi, Mayor of Easthaven", "|Ben Adeyemi|Mayor of Easthaven|"),
            ("Ben Adeyemi, Bank of Easthaven", "|Ben Adeyemi||Bank of Easthaven"),
            (
                "Ben Adeyemi, Tidewise Sdn. Bhd., Engineer",
                "|Ben Adeyemi|Engineer|Tidewise Sdn. Bhd.",
            ),
            ("李明 主任 海洋研究所", "|李明|主任|海洋研究所"),
            ("李明，海洋大学", "|李明||海洋大学"),
            ("3、李明（海洋大学）", "|李明||海洋大学"),
            ("3.李明（海洋大学）", "|李明||海洋大学"),
        ] {
            assert_eq!(rows(text), [row], "{text}");
        }
    }

    #[test]
    fn semicolons_stand_between_people() {
        assert_eq!(
            rows("Siti Rahman, Director, ICS; Ben Adeyemi;\nDr. Lim"),
            ["|Siti Rahman|Director|ICS", "|Ben Adeyemi||", "Dr.|Lim||"]
        );
        assert_eq!(rows("李明；王芳（海洋大学）"), ["|李明||", "|王芳||海洋大学"]);
        assert_eq!(
            rows("Ben Adeyemi; Director; Port Office"),
            ["|Ben Adeyemi|Director|Port Office"]
        );
    }

    #[test]
    fn tables_are_read_by_their_heads() {
        assert_eq!(
            rows("No\tTitle\tName\tDesignation\tCompany\n1\tDr.\tSiti Rahman\tDirector\tICS\n"),
            ["Dr.|Siti Rahman|Director|ICS"]
        );
        assert_eq!(
            rows("1\tSiti Rahman\tDirector\tICS\n2\tBen Adeyemi\tTidewise Ltd\n"),
            ["|Siti Rahman|Director|ICS", "|Ben Adeyemi||Tidewise Ltd"]
        );
        assert_eq!(rows("姓名\t职务\t单位\n李明\t主任\t海洋所"), ["|李明|主任|海洋所"]);
        assert_eq!(rows("Name\nSiti Rahman\nBen Adeyemi").len(), 2);
        let with_address = people("Name\tE-mail\nSiti\ts@x.example");
        assert_eq!(with_address.left_out, ["E-mail"]);
        assert_eq!(with_address.people[0].title, None);
    }

    #[test]
    fn lines_that_name_nobody_are_told() {
        let mailed = people("Raj Kumar a/l Maniam <raj@x.example>; Ana Lima <ana@x.example>");
        let names: Vec<_> = mailed.people.into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["Raj Kumar a/l Maniam", "Ana Lima"]);
        let pasted = people("Siti Rahman\n12 October 2025\nsiti@ics.example");
        assert_eq!(pasted.people.len(), 1);
        assert_eq!(pasted.others, ["12 October 2025", "siti@ics.example"]);
    }
}
