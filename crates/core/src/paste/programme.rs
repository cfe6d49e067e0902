//! A pasted programme: lines or rows with times.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::cells::cells;
use super::columns::{Column, cell, columns};
use super::people::{PastedPerson, of_names, without_mark};
use super::signing::{PastedSigning, signatories, signing};
use super::times::times;
use super::topic::{PastedSession, speaker_line, titled};

use crate::spelling::{Written, written_date, written_time};

/// The parts of a programme.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PastedProgramme {
    /// The parts, in order. The first has no title if the programme begins without a heading.
    pub parts: Vec<PastedPart>,
    /// The signings, which are no sessions.
    pub signings: Vec<PastedSigning>,
    /// The lines of which nothing is taken over.
    pub others: Vec<String>,
}

/// A part of a programme, with the keys of a record.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PastedPart {
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day, as a value of a record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// The sessions.
    pub sessions: Vec<PastedSession>,
}

/// Reads a programme. Returns one without sessions if no line has a time.
pub fn programme(text: &str) -> PastedProgramme {
    let rows = whole_lines(cells(text));
    let head = rows.first().and_then(|row| columns(row));
    let head = head.filter(|found| found.contains(&Column::Time));
    let mut programme = PastedProgramme::default();
    let mut is_signed = false;
    for row in rows.iter().skip(usize::from(head.is_some())) {
        if let Some(mut signing) = signed(row).or_else(|| signed_untimed(row)) {
            signing.start = signing.start.or_else(|| waiting_time(&mut programme.parts));
            programme.signings.push(signing);
            is_signed = true;
            continue;
        }
        let session = match &head {
            Some(columns) => of_row(row, columns),
            None => of_cells(row),
        };
        match session {
            Some(session) => {
                last_part(&mut programme).sessions.push(session);
                is_signed = false;
            }
            None => beside(&mut programme, &row.join(" "), is_signed),
        }
    }
    programme.others.extend(without_topics(&mut programme.parts));
    let (parts, empty) = programme.parts.into_iter().partition(|part| !part.sessions.is_empty());
    programme.parts = parts;
    let empty: Vec<PastedPart> = empty;
    let headings = empty.into_iter().filter_map(|part| part.title.or(part.day));
    programme.others.extend(headings);
    if programme.parts.is_empty() && programme.signings.is_empty() {
        return PastedProgramme::default();
    }
    name_in_full(&mut programme);
    programme
}

/// Puts lines together that were broken: the next begins with a small letter, and has no time.
fn whole_lines(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut whole: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let goes_on = match row.as_slice() {
            [cell] => cell.starts_with(char::is_lowercase) && speaker_line(cell).is_none(),
            _ => false,
        };
        match whole.last_mut().and_then(|last| last.last_mut()) {
            Some(last) if goes_on => {
                last.push(' ');
                last.push_str(&row[0]);
            }
            _ => whole.push(row),
        }
    }
    whole
}

/// Reads a line or a row at whose time something is signed; those who sign may have a cell of
/// their own.
fn signed(row: &[String]) -> Option<PastedSigning> {
    let mut filled = row.iter().map(|cell| without_mark(cell)).filter(|cell| !cell.is_empty());
    let (start, _, rest) = filled.find_map(times)?;
    let texts = filled.filter(|cell| times(cell).is_none());
    let mut texts = Some(rest).filter(|rest| !rest.is_empty()).into_iter().chain(texts);
    let mut found = PastedSigning { start: Some(start), ..signing(texts.next()?)? };
    found.signatory.extend(texts.flat_map(signatories));
    Some(found)
}

/// Reads a line without a time that says what is signed and between whom. A heading says less.
fn signed_untimed(row: &[String]) -> Option<PastedSigning> {
    let [line] = row else { return None };
    signing(without_mark(line)).filter(|found| !found.parties.is_empty())
}

/// Takes the time on the line before, if nothing has been said of it.
fn waiting_time(parts: &mut [PastedPart]) -> Option<String> {
    let sessions = &mut parts.last_mut()?.sessions;
    sessions.pop_if(|session| says_nothing(session))?.start
}

fn says_nothing(session: &PastedSession) -> bool {
    session.title.is_none() && session.speaker.is_empty()
}

/// Takes out the sessions of which nothing but a time is known, and returns their times.
fn without_topics(parts: &mut [PastedPart]) -> Vec<String> {
    let sessions = parts.iter_mut().map(|part| &mut part.sessions);
    let silent =
        sessions.flat_map(|sessions| sessions.extract_if(.., |session| says_nothing(session)));
    silent
        .filter_map(|session| session.start)
        .map(|start| start.chars().take(5).collect())
        .collect()
}

/// Whoever signs may be called by a part of a name that the programme has in full.
fn name_in_full(programme: &mut PastedProgramme) {
    let PastedProgramme { parts, signings, .. } = programme;
    let sessions = parts.iter().flat_map(|part| &part.sessions);
    let speakers: Vec<_> = sessions.flat_map(|session| &session.speaker).collect();
    for person in signings.iter_mut().flat_map(|signing| &mut signing.signatory) {
        let is_part = |whole: &&&PastedPerson| {
            let words: Vec<_> = whole.name.split(' ').collect();
            person.name.split(' ').all(|word| words.contains(&word))
        };
        let mut meant = speakers.iter().filter(is_part);
        if let Some(whole) = meant.next().filter(|whole| meant.all(|one| one.name == whole.name)) {
            *person = PastedPerson::clone(whole);
        }
    }
}

fn last_part(programme: &mut PastedProgramme) -> &mut PastedPart {
    if programme.parts.is_empty() {
        programme.parts.push(PastedPart::default());
    }
    let last = programme.parts.len() - 1;
    &mut programme.parts[last]
}

/// Takes a line without a time: the speaker of the session above it, or whoever signs there, or the
/// heading of a part.
fn beside(programme: &mut PastedProgramme, line: &str, is_signed: bool) {
    let line = without_mark(line);
    if let (Some(signing), Some(name)) = (programme.signings.last_mut(), speaker_line(line))
        && is_signed
    {
        signing.signatory.extend(signatories(name));
        return;
    }
    let session = programme.parts.last_mut().and_then(|part| part.sessions.last_mut());
    if let (Some(session), Some(name)) = (session, speaker_line(line)) {
        session.speaker.extend(of_names(name));
        return;
    }
    // Some programmes have the time on a line of its own.
    let waiting = programme.parts.last_mut().and_then(|part| part.sessions.last_mut());
    if let Some(session) = waiting.filter(|session| says_nothing(session)) {
        let (start, end) = (session.start.take(), session.end.take());
        *session = PastedSession { start, end, ..titled(line) };
        return;
    }
    let line = line.trim_end_matches([':', '：']);
    let (title, day) = divide_day(line);
    programme.parts.push(PastedPart { title, day, sessions: vec![] });
}

/// Divides a heading such as "Day 1 – 14 May 2025" into its words and its day.
fn divide_day(line: &str) -> (Option<String>, Option<String>) {
    static DIVIDED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\s*[,:：，(（–—-]\s+|\s*[(（]").expect("the pattern is fixed")
    });
    let day = |text: &str| match written_date(text.trim_end_matches([')', '）']).trim())? {
        Written::One(day) if !day.contains('T') => Some(day),
        _ => None,
    };
    let titled = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    if let Some(day) = day(line) {
        return (titled(line), Some(day));
    }
    for mark in DIVIDED.find_iter(line) {
        if let Some(day) = day(&line[mark.end()..]) {
            return (titled(&line[..mark.start()]), Some(day));
        }
    }
    (titled(line), None)
}

/// Reads a row below a head.
fn of_row(row: &[String], columns: &[Column]) -> Option<PastedSession> {
    let get = |column| cell(row, columns, column);
    let time = get(Column::Time)?;
    let (start, end, rest) = times(&time)?;
    let end = end.or_else(|| written_time(&get(Column::End)?));
    let topic = get(Column::Topic).or_else(|| (!rest.is_empty()).then(|| rest.to_owned()));
    let mut session = topic.as_deref().map(titled).unwrap_or_default();
    if let Some(names) = get(Column::Name) {
        session.speaker = of_names(&names).collect();
    }
    Some(PastedSession { start: Some(start), end, ..session })
}

/// Reads a line or a row that begins with a time.
fn of_cells(row: &[String]) -> Option<PastedSession> {
    let mut filled = row.iter().filter(|cell| !cell.is_empty());
    let (start, mut end, rest) = times(without_mark(filled.next()?)).or_else(|| {
        // A row may begin with its number.
        row.iter().filter(|cell| !cell.is_empty()).nth(1).and_then(|cell| {
            let is_number = row[0].chars().all(|char| char.is_ascii_digit() || char == '.');
            is_number.then(|| times(cell)).flatten()
        })
    })?;
    let mut words: Vec<&str> = if rest.is_empty() { vec![] } else { vec![rest] };
    for cell in filled.filter(|cell| times(cell).is_none_or(|(first, ..)| first != start)) {
        match written_time(cell) {
            Some(time) if words.is_empty() && end.is_none() => end = Some(time),
            _ => words.push(cell),
        }
    }
    let mut session = words.first().map(|topic| titled(topic)).unwrap_or_default();
    if let [_, names @ ..] = words.as_slice() {
        let names = names.join(", ");
        if !names.is_empty() {
            session.speaker.extend(of_names(speaker_line(&names).unwrap_or(&names)));
        }
    }
    Some(PastedSession { start: Some(start), end, ..session })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let session = |session: &PastedSession| {
            let optional = |text: &Option<String>| text.clone().unwrap_or_default();
            let time = |time: &Option<String>| optional(time).chars().take(5).collect::<String>();
            let speakers: Vec<_> = session.speaker.iter().map(|one| one.name.as_str()).collect();
            let (start, end) = (time(&session.start), time(&session.end));
            format!("{start}-{end} {} / {}", optional(&session.title), speakers.join("+"))
        };
        let part = |part: PastedPart| {
            let head =
                part.title.map(|title| format!("# {title} {}", part.day.unwrap_or_default()));
            head.into_iter().chain(part.sessions.iter().map(session)).collect::<Vec<_>>()
        };
        programme(text).parts.into_iter().flat_map(part).collect()
    }

    #[test]
    fn lines_with_times_are_read_as_people_write_them() {
        for (text, line) in [
            (
                "10.00 am  Talk \"What the river tells\" by Prof. Siti Rahman",
                "10:00- What the river tells / Siti Rahman",
            ),
            ("9.00 am Keynote: “Tides”", "09:00- Tides / "),
            ("9.00 am Launch of \"Tides\"", "09:00- Launch of \"Tides\" / "),
            ("9.00 am Gauges and\n  their keepers", "09:00- Gauges and their keepers / "),
            ("9.00 am – 9.30 am\tRegistration", "09:00-09:30 Registration / "),
            ("09:00 Opening by Dr. Siti Rahman", "09:00- Opening / Siti Rahman"),
            ("0900 hrs: Opening", "09:00- Opening / "),
            ("9.00 - 10.30 am Tides", "09:00-10:30 Tides / "),
            ("11.00 – 1.00 pm Panel", "11:00-13:00 Panel / "),
            ("2.00 – 3.00 pm Panel", "14:00-15:00 Panel / "),
            ("9 – 10.30 am Tides", "09:00-10:30 Tides / "),
            ("8.30 pagi\tPendaftaran", "08:30- Pendaftaran / "),
            ("2.30 petang – 4.00 petang Bengkel", "14:30-16:00 Bengkel / "),
            ("上午9:00–9:30 开幕致辞", "09:00-09:30 开幕致辞 / "),
            ("9时至10时30分 专题讨论", "09:00-10:30 专题讨论 / "),
            ("09:30 Gauges – Prof. Ben Adeyemi", "09:30- Gauges / Ben Adeyemi"),
            ("09:30 Past – present", "09:30- Past – present / "),
            ("09:30 Tour by boat", "09:30- Tour by boat / "),
            ("1. 9.30 am Gauges", "09:30- Gauges / "),
            ("9.30 am\t10.00 am\tGauges\tBen Adeyemi", "09:30-10:00 Gauges / Ben Adeyemi"),
            ("9.30 am\tPanel\tA. Nair; Ben Tan (ICS)", "09:30- Panel / A. Nair+Ben Tan"),
        ] {
            assert_eq!(lines(text), [line], "{text}");
        }
    }

    #[test]
    fn headings_and_speakers_stand_between_the_times() {
        let text = "Day 1 – 14 May 2025\n9.00 am Opening\nDr. Siti Rahman, Director\n\
            10.00 am Talk\nSpeaker: Ben Adeyemi\n\nDay 2 (15 May 2025)\n9.00 am Visit";
        assert_eq!(
            lines(text),
            [
                "# Day 1 2025-05-14",
                "09:00- Opening / Siti Rahman",
                "10:00- Talk / Ben Adeyemi",
                "# Day 2 2025-05-15",
                "09:00- Visit / ",
            ]
        );
    }

    #[test]
    fn a_signing_keeps_its_time() {
        for text in [
            "11.30 am Signing of the letter of intent by Ben Adeyemi",
            "Time\tAgenda\n11.30 am\tSigning of the letter of intent",
        ] {
            let signings = programme(text).signings;
            let [PastedSigning { start, document, .. }] = &signings[..] else { panic!("{text}") };
            assert_eq!(start.as_deref(), Some("11:30:00"), "{text}");
            assert_eq!(document, "Letter of intent", "{text}");
        }
    }

    #[test]
    fn a_time_alone_waits_for_its_topic() {
        let text =
            "10:00\nOpening by Ana Lima\n11:00\nSigning of the agreement between ICS and UP\n16:00";
        assert_eq!(lines(text), ["10:00- Opening / Ana Lima"]);
        let PastedProgramme { signings, others, .. } = programme(text);
        assert_eq!(signings[0].start.as_deref(), Some("11:00:00"));
        assert_eq!(others, ["16:00"]);
    }

    #[test]
    fn tables_are_read_by_their_heads() {
        let text = "Time\tAgenda\tSpeaker\n9.00 – 9.30 am\tOpening\tDr. Siti Rahman\nnoon\tx\ty";
        assert_eq!(lines(text)[0], "09:00-09:30 Opening / Siti Rahman");
    }

    #[test]
    fn signings_are_told_from_sessions_and_nothing_is_dropped() {
        let text = "Programme\nDay 1\n9.00 am Opening by Prof. Dr. Rohani binti Salleh\n\
            11.30 am Signing of a memorandum of understanding\n  between ICS and UP,\n  \
            signed by Prof. Rohani and Captain Lim\nDato' Osman\nBring your own lunch";
        let read = programme(text);
        assert_eq!(lines(text), ["# Day 1 ", "09:00- Opening / Rohani binti Salleh"]);
        assert_eq!(read.others, ["Programme", "Bring your own lunch"]);
        let signing = &read.signings[0];
        assert_eq!(signing.document, "Memorandum of understanding");
        assert_eq!(signing.parties, ["ICS", "UP"]);
        let people: Vec<_> = signing.signatory.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(people, ["Rohani binti Salleh", "Lim", "Osman"]);
    }

    #[test]
    fn what_has_no_times_is_no_programme() {
        for text in ["Siti Rahman\nBen Adeyemi", "10 boats left the harbour", "", "14 May 2025"] {
            assert_eq!(programme(text), PastedProgramme::default(), "{text}");
        }
    }
}
