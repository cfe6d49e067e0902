//! Generates records from their numbers. Each is a four-page report on a one-day event.

use std::fmt::Write;

const GIVEN: [&str; 12] = [
    "Ana", "Elin", "Noor", "Wei", "Tomas", "Mei", "Ben", "Siti", "Ravi", "Clara", "Hassan", "Yuki",
];
const FAMILY: [&str; 12] = [
    "Lima", "Berg", "Haddad", "Chen", "Novak", "Tan", "Adeyemi", "Rahman", "Pillai", "Moreau",
    "Osman", "Mori",
];
const TITLES: [&str; 8] = [
    "Director",
    "Head of the Division of Coastal Affairs",
    "Senior Manager, Technology and Solutions",
    "Professor of Hydrology",
    "Chairman",
    "Programme Officer",
    "Secretary General",
    "Chief Engineer",
];
const HOUSES: [&str; 8] = [
    "Institute for Coastal Studies",
    "City of Westhaven",
    "Harbour Board of the Eastern Sea",
    "Academy of Applied Sciences",
    "National Centre for Water and Climate",
    "Union of Pilots",
    "Gauge Works Ltd",
    "Museum of Navigation",
];
const FIELDS: [&str; 10] = [
    "tide records",
    "dredging",
    "the training of pilots",
    "flood warnings",
    "open data",
    "shore power",
    "the harbour archive",
    "sensors",
    "ferry traffic",
    "salt marshes",
];
const WORDS: [&str; 10] = [
    "Asked the guests to say plainly what the figures are worth, and to whom.",
    "Seven harbours keep records of more than a hundred years, yet few can be compared with those of a neighbour.",
    "The cost of a gauge is small beside that of a wrong decision, so the first step is to repair those that stand.",
    "What is measured by one office should be open to all, on the same day and in the same form.",
    "Both cities have agreed to share their crews for a season and to report in spring on what was learned.",
    "The model predicts the height of the water to within eight centimetres for the next two days.",
    "Young people learn the trade where it is practised, with those who will need them.",
    "It went through three cases: an old dock, a new one, and one that was never built.",
    "Partners are welcome who bring questions of their own, even where nobody has an answer yet.",
    "Nobody should have to type again what a machine has already read, it was said, and there was applause.",
];

/// The number of participants, twelve of whom speak.
const PEOPLE: usize = 20;

/// A generator of reproducible pseudo-random numbers.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % below
    }

    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.next(words.len())]
    }

    fn sentences(&mut self, count: usize) -> String {
        let first = self.next(WORDS.len());
        let sentences = (0..count).map(|place| WORDS[(first + place * 3) % WORDS.len()]);
        sentences.collect::<Vec<_>>().join(" ")
    }
}

/// Returns a record with seven speeches, five talks and a table of twenty participants.
#[expect(clippy::too_many_lines, reason = "one record, from its first line to its last")]
pub(crate) fn generated(number: usize) -> String {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (number as u64 + 1).wrapping_mul(0x2545_f491));
    let topic = chance.one_of(&FIELDS);
    let (month, day) = (1 + number % 12, 1 + number % 28);
    let mut record = format!(
        "title = \"Workshop {number} on {topic}\"\nshort-title = \"Workshop {number}\"\n\
         standfirst = \"{}\"\ntype = \"workshop\"\nstart = {}-{month:02}-{day:02}\nmode = \"offline\"\n\
         venue = {{ name = \"Old Customs House\", city = \"Westhaven\" }}\n\
         organiser = \"{}\"\nco-organiser = \"{}\"\nlead = \"{}\"\nbackground = \"{}\"\n\
         outcomes = [\"{}\", \"{}\", \"{}\"]\n",
        chance.sentences(1),
        2000 + number % 25,
        HOUSES[number % 8],
        HOUSES[(number + 3) % 8],
        chance.sentences(4),
        chance.sentences(4),
        chance.sentences(1),
        chance.sentences(2),
        chance.sentences(1),
    );
    let person = |index: usize| {
        let (given, family) =
            (GIVEN[(number + index) % 12], FAMILY[(number / 12 + index * 5) % 12]);
        (format!("p{index}"), format!("{given} {family}"))
    };
    let participants: Vec<_> = (0..PEOPLE).map(|index| format!("\"p{index}\"")).collect();
    let _ = write!(
        record,
        "[attendance]\ncount = \"over {}\"\nlabel = \"guests\"\npeople = [{}]\n\
         [[next-steps]]\naction = \"{}\"\nowner = \"{}\"\ndue = 2030-01-31\n",
        60 + number % 90,
        participants.join(", "),
        chance.sentences(1),
        HOUSES[(number + 1) % 8],
    );
    record += "[[programme]]\ntitle = \"Opening\"\n";
    for speaker in 0..7 {
        let _ = write!(
            record,
            "[[programme.sessions]]\nspeaker = \"p{speaker}\"\nsummary = \"{}\"\n",
            chance.sentences(3)
        );
        if speaker % 3 == 0 {
            let _ = writeln!(record, "quote = \"a gauge is only as honest as its keeper\"");
        }
    }
    record += "[[programme]]\ntitle = \"Talks\"\n";
    for speaker in 7..12 {
        let _ = write!(
            record,
            "[[programme.sessions]]\nkind = \"talk\"\ntitle = \"What {} can learn from {}\"\n\
             speaker = \"p{speaker}\"\nsummary = \"{}\"\n",
            FIELDS[(number + speaker) % 10],
            FIELDS[(number + speaker + 3) % 10],
            chance.sentences(3)
        );
    }
    record += "[credits]\nwriter = \"Ines Costa\"\nphotographer = \"Pavel Dvorak\"\n\
               reviewer = \"Ruth Amsel\"\n";
    for index in 0..PEOPLE {
        let (id, name) = person(index);
        let _ = write!(
            record,
            "[people.{id}]\nname = \"{name}\"\ntitle = \"{}\"\naffiliation = \"{}\"\n",
            TITLES[index % 8],
            HOUSES[(number + index % 8 + index / 8) % 8],
        );
    }
    record
}
