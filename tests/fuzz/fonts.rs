//! Damaged fonts in a project's folder `fonts`: a document is set in each.
//!
//! Typst's shaper panics at some damaged tables, and its PDF writer refuses others. byline tries
//! each font first; what it misses costs the documents that are set in the font, and no more.

use byline_fuzz::{Rng, mutate::bytes};

use crate::common::{Project, SMALL};
use crate::{kept, rounds};

/// The tables of a font that decide how text is set and embedded (OpenType 1.9).
const TABLES: [&[u8; 4]; 18] = [
    b"head", b"hhea", b"maxp", b"cmap", b"glyf", b"loca", b"hmtx", b"name", b"OS/2", b"post",
    b"GSUB", b"GPOS", b"GDEF", b"CFF ", b"kern", b"fvar", b"COLR", b"sbix",
];

#[test]
fn no_font_ends_byline() {
    let families = [("Noto Sans", notosans::REGULAR_TTF), ("Libertinus Serif", libertinus())];
    let project = Project::new();
    let text = "standfirst = 'The office fixed five flags: 12,345 in “figures”, café – naïve.'\n";
    project.write("records/day.toml", format!("{SMALL}{text}"));
    rounds("fonts", 24, |seed| {
        let (mut rng, mut built) = (Rng::new(seed), 0);
        for (family, font) in families.into_iter().cycle().take(24) {
            let brand = format!("[brand]\nserif = '{family}'\nsans = '{family}'\n");
            let fonts = "fonts = { system = false }\ntemplates = ['report']\n";
            project.write("byline.toml", format!("organisation = 'Office'\n{fonts}{brand}"));
            let mut font = font.to_vec();
            (0..=rng.below(4)).for_each(|_| damage(&mut font, &mut rng));
            project.write("fonts/own.otf", font);
            let run = project.byline_within(4000, &["build", "--message-format", "json"]);
            let ended = run.stdout.lines().last().is_some_and(|line| line.contains("\"summary\""));
            if !ended {
                let kept = kept(&project.path("fonts/own.otf"));
                panic!("{run:?}; the font is kept in {}", kept.display());
            }
            built += run.stdout.matches("\"artifact\"").count();
        }
        // Damage in one table does not hide the font from the typesetter.
        assert!(built > 12, "only {built} documents of 24 were built");
    });
}

/// Returns the font of the body text, whose outlines are of the other kind (CFF).
fn libertinus() -> &'static [u8] {
    let mut fonts = typst_assets::fonts();
    fonts.find(|font| font.starts_with(b"OTTO")).unwrap()
}

/// Damages the entry of a table, or the table.
fn damage(font: &mut [u8], rng: &mut Rng) {
    let tag = TABLES[rng.below(TABLES.len())];
    let entries = 12..font.len().min(12 + 16 * 64);
    let entry = font[entries].chunks(16).position(|entry| entry.starts_with(tag));
    let Some(at) = entry.map(|number| 12 + 16 * number) else { return };
    let number = |at: usize| {
        let bytes = font[at..at + 4].try_into().unwrap();
        usize::try_from(u32::from_be_bytes(bytes)).unwrap()
    };
    let (start, length) = (number(at + 8), number(at + 12));
    let range = if rng.one_in(6) { at..at + 16 } else { start..start.saturating_add(length) };
    if let Some(table) = font.get(range.clone()) {
        let mut table = table.to_vec();
        bytes::change(&mut table, rng);
        // The font keeps its length, and the other tables their places.
        table.resize(range.len(), 0);
        font[range].copy_from_slice(&table);
    }
}
