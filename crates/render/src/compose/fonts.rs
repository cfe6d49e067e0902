//! The fonts of a run: the embedded fonts, the project's fonts and, only when a text needs them,
//! the system fonts, because scanning these takes a while.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::iter;
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::OnceLock;

use rustybuzz::{Face, UnicodeBuffer, shape};
use typst::foundations::Bytes;
use typst::layout::{Frame, FrameItem};
use typst::text::{Font, FontFlags, FontInfo};
use typst_kit::fonts::{FontPath, FontSource, FontStore};
use typst_layout::PagedDocument;
use unicode_script::{Script, UnicodeScript};

use super::font_file::{fingerprint, is_font, is_web_font};
use super::font_store::{self, file_of};
use super::scripts::{SCRIPTS, ScriptFonts};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::fingerprint::Fingerprint;
use byline_core::locale::{Locale, Locales};
use byline_core::message::{Message, message};
use byline_core::source::Place;
use byline_core::spelling::symbol;
use byline_core::walk::{self, FoundFile, Listing};
use byline_core::walls::Walls;

/// The fonts of a run. Each group is loaded once, when the first text needs it.
///
/// The embedded fonts are Libertinus Serif for body text, Noto Sans for labels, and the other
/// fonts that come with Typst for characters that those two lack. Fonts in the project's folder
/// take precedence over them; system fonts come last.
pub struct Fonts {
    folder: PathBuf,
    walls: Walls,
    system: bool,
    listing: OnceLock<Listing>,
    own: OnceLock<FontStore>,
    all: OnceLock<FontStore>,
    familiar: OnceLock<Box<Familiar>>,
    drawable: OnceLock<HashSet<u32>>,
}

/// The fonts of a run with those system fonts that the languages of a document ask for. Documents
/// in other languages have others, so that none depends on those that were made before it.
struct Familiar {
    /// The names of their families, in lower case.
    families: BTreeSet<String>,
    store: FontStore,
    next: OnceLock<Box<Familiar>>,
}

impl Fonts {
    /// Creates the fonts of a run from a folder, if it exists, the embedded fonts and, if `system`
    /// is set, the system fonts. Links in the folder lead no further than the walls.
    pub fn new(folder: PathBuf, walls: Walls, system: bool) -> Self {
        Self {
            folder,
            walls,
            system,
            listing: OnceLock::new(),
            own: OnceLock::new(),
            all: OnceLock::new(),
            familiar: OnceLock::new(),
            drawable: OnceLock::new(),
        }
    }

    /// Returns the fonts for a text with these non-ASCII characters, including system fonts only if
    /// the others lack one of the characters: those of some `families`, or all if these lack it,
    /// too, or if nothing is known of families.
    pub(super) fn store(
        &self,
        characters: &BTreeSet<char>,
        families: Option<BTreeSet<String>>,
    ) -> &FontStore {
        let missing: Vec<_> = characters.iter().filter(|char| !self.draws_well(**char)).collect();
        if !self.system || missing.is_empty() {
            return self.own();
        }
        let Some(families) = families else { return self.all() };
        let familiar = self.familiar(&families);
        // A font that is there anyhow, such as one for code, draws them no better than before.
        let own = infos(self.own()).count();
        let draws = |char: &char| {
            let mut added = infos(familiar).skip(own);
            added.any(|info| info.coverage.contains((*char).into()))
        };
        if missing.iter().all(|char| draws(char)) { familiar } else { self.all() }
    }

    /// Returns whether a font has a character or the character needs no glyph: joiners, places
    /// to break a line and variation selectors only affect other characters.
    pub fn draws(&self, char: char) -> bool {
        self.draws_itself(char)
            || (self.system
                && (self.all_familiar().any(|store| covers(store, char))
                    || covers(self.all(), char)))
    }

    /// Returns the names of the font families, for hints.
    pub fn families(&self) -> Vec<&str> {
        families(self.own())
    }

    /// Returns the content of the embedded font files.
    pub fn embedded(&self) -> Vec<Bytes> {
        let embedded = |index: &usize| self.own().source(*index).and_then(file_of).is_none();
        let fonts = (0..infos(self.own()).count()).filter(embedded);
        // A file may hold several fonts.
        let fonts = fonts.filter_map(|index| self.own().font(index));
        fonts.filter(|font| font.index() == 0).map(|font| font.data().clone()).collect()
    }

    /// Returns the family to use for a script, and whether it is a system font.
    pub fn family_of(&self, script: &ScriptFonts, locales: &Locales) -> Option<(String, bool)> {
        let locale = script.language.and_then(|tag| tag.parse().ok()).map(|tag| locales.get(&tag));
        let stores = [(false, self.own())].into_iter();
        let mut stores = stores.chain(self.system.then(|| (true, self.all())));
        stores.find_map(|(system, store)| {
            let locales: Vec<&Locale> = locale.iter().map(|locale| &**locale).collect();
            let best = families_of(store, "serif", &locales).into_iter().next();
            let found = best.or_else(|| covering(store, script.sample).next().map(named));
            found.map(|family| (family, system))
        })
    }

    /// Returns a hint for a character that no font has.
    pub fn remedy(&self, char: char) -> Message {
        if let Some(symbol) = symbol(char) {
            return message!(
                "write `{symbol}` instead; this is a symbol from one of Word's own fonts"
            );
        }
        let mut word = [0; 4];
        let word = char.encode_utf8(&mut word);
        // If families share all characters, choose the one for simplified Chinese.
        let mut found = covering(self.all(), word).filter(|info| info.family.ends_with(" SC"));
        let found = found.next().or_else(|| covering(self.all(), word).next());
        if let Some(info) = found.filter(|_| !self.system) {
            return message!(
                "the installed font `{family}` has it: allow system fonts with `fonts.system = true` \
                 in byline.toml, or copy the font to `fonts/`",
                family = info.family
            );
        }
        let script = SCRIPTS.iter().find(|known| {
            let written = known.script == char.script();
            written && (known.script != Script::Common || is_emoji(char))
        });
        match script {
            Some(script @ ScriptFonts { debian, macos, windows, .. }) => message!(
                "install a font for {name}: `apt install {debian}` on Debian or Ubuntu, {macos} \
                 on macOS, {windows} on Windows; or put a font file into `fonts/`",
                name = script.name()
            ),
            None => message!("use other characters, or remove it"),
        }
    }

    /// Returns the font files of the project.
    pub fn files(&self) -> &[FoundFile] {
        &self.listing().files
    }

    fn listing(&self) -> &Listing {
        let is_named_so = |path: &Path| is_font(path) || is_web_font(path);
        self.listing.get_or_init(|| walk::list(&self.folder, FOLDER, &self.walls, is_named_so))
    }

    /// Returns a finding for each unusable font file of the project.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let Listing { files, faults, findings } = self.listing();
        if files.is_empty() && faults.is_empty() {
            return findings.clone();
        }
        let store = self.own();
        let sources = (0..).map_while(|index| store.source(index));
        let used: BTreeSet<_> = sources.filter_map(file_of).map(|font| &*font.path).collect();
        let unusable = files.iter().filter(|file| !used.contains(&*file.real));
        let faults = faults.iter().map(|(_, finding)| finding.clone());
        let findings = findings.iter().cloned().chain(faults);
        findings
            .chain(unusable.map(|file| {
                let inside = file.path.strip_prefix(&self.folder).unwrap_or(&file.path);
                let name = format!("{FOLDER}/{}", inside.display());
                let message = message!("`{name}` is not a usable font");
                let web = name.to_ascii_lowercase().contains(".woff");
                let hint = if web {
                    message!("get the font as .ttf or .otf; this is a web font")
                } else {
                    message!("copy it again; it may be damaged")
                };
                let place = Place::of_file(name);
                Diagnostic::new(Code::UNUSABLE_FONT, message).at(place).hint(hint)
            }))
            .collect()
    }

    /// Returns the system font files that a document uses, with their fingerprints.
    pub fn used_by(&self, document: &PagedDocument) -> BTreeMap<String, Option<Fingerprint>> {
        // If no system fonts were loaded, the document cannot use any.
        let stores: Vec<_> = self.all_familiar().chain(self.all.get()).collect();
        let own = infos(self.own()).count();
        let mut fonts: Vec<&Font> = Vec::new();
        for page in document.pages() {
            gather(&page.frame, &mut fonts);
        }
        let files = fonts.iter().filter_map(|font| {
            let path = stores.iter().find_map(|store| {
                let index = infos(store).skip(own).position(|info| info == font.info())? + own;
                path_of(store.source(index)?)
            })?;
            // The data is that of the whole file.
            Some((path.to_str()?.to_owned(), Some(fingerprint(font.data()))))
        });
        files.collect()
    }

    fn own(&self) -> &FontStore {
        self.own.get_or_init(|| font_store::load(self.files(), &self.walls))
    }

    /// Returns the fonts with the system fonts of some families, read at the first call for these.
    fn familiar(&self, families: &BTreeSet<String>) -> &FontStore {
        let mut place = &self.familiar;
        loop {
            let familiar = place.get_or_init(|| {
                let mut store = font_store::load(self.files(), &self.walls);
                font_store::add_of_system(families, &mut store);
                Box::new(Familiar { families: families.clone(), store, next: OnceLock::new() })
            });
            if familiar.families == *families {
                return &familiar.store;
            }
            place = &familiar.next;
        }
    }

    /// Returns the fonts for the languages of all documents so far.
    fn all_familiar(&self) -> impl Iterator<Item = &FontStore> {
        let first = self.familiar.get();
        let all = iter::successors(first, |familiar| familiar.next.get());
        all.map(|familiar| &familiar.store)
    }

    fn all(&self) -> &FontStore {
        self.all.get_or_init(|| {
            let mut store = font_store::load(self.files(), &self.walls);
            font_store::add_system(&mut store);
            store
        })
    }

    /// Returns whether an embedded or project font has a character, and for a letter one whose
    /// letters are not all of one width.
    fn draws_well(&self, char: char) -> bool {
        let of_text = |info: &&FontInfo| !info.flags.contains(FontFlags::MONOSPACE);
        self.draws_itself(char)
            && (!char.is_alphabetic()
                || char.is_ascii()
                || infos(self.own())
                    .filter(of_text)
                    .any(|info| info.coverage.contains(char.into())))
    }

    /// Returns whether a font draws a sign that is joined from several characters as one.
    pub fn joins(&self, sign: &str) -> bool {
        let store = if self.system { self.all() } else { self.own() };
        let first = sign.chars().next().map_or(0, u32::from);
        let having = (0..).map_while(|index| Some((index, store.book().info(index)?)));
        let having = having.filter(|(_, info)| info.coverage.contains(first));
        having.filter_map(|(index, _)| store.font(index)).any(|font| {
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(sign);
            buffer.guess_segment_properties();
            let Some(face) = Face::from_slice(font.data(), font.index()) else { return false };
            let shaped = shape(&face, &[], buffer);
            let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
            let seen = glyphs.clone().filter(|(_, place)| place.x_advance > 0).count();
            seen == 1 && glyphs.into_iter().all(|(glyph, _)| glyph.glyph_id != 0)
        })
    }

    /// Returns whether an embedded or project font has a character.
    fn draws_itself(&self, char: char) -> bool {
        // Every text font has the letters, digits and punctuation of ASCII, and typographic
        // punctuation.
        if char.is_ascii_graphic()
            || matches!(char, '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '·' | '\u{a0}')
        {
            return true;
        }
        let drawable = self
            .drawable
            .get_or_init(|| infos(self.own()).flat_map(|info| info.coverage.iter()).collect());
        let shapes = matches!(char, '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}');
        shapes || char.is_whitespace() || drawable.contains(&u32::from(char))
    }
}

/// Returns the available families of the locales, serif or sans: the first locale's choices,
/// followed by those of the other locales.
pub(super) fn families_of(store: &FontStore, key: &str, locales: &[&Locale]) -> Vec<String> {
    let there = |family: &&str| store.book().select_family(&family.to_lowercase()).next().is_some();
    let found = locales.iter().filter_map(|locale| locale.words_of("fonts", key).find(there));
    let mut families: Vec<String> = Vec::new();
    for family in found {
        if !families.iter().any(|known| known == family) {
            families.push(family.to_owned());
        }
    }
    families
}

/// Returns the names of the families in a store.
pub(super) fn families(store: &FontStore) -> Vec<&str> {
    store.book().families().map(|(name, _)| name).collect()
}

fn covers(store: &FontStore, char: char) -> bool {
    covering(store, char.encode_utf8(&mut [0; 4])).next().is_some()
}

/// Returns the fonts that have every character of a word.
fn covering<'s>(store: &'s FontStore, word: &str) -> impl Iterator<Item = &'s FontInfo> {
    infos(store).filter(move |info| word.chars().all(|char| info.coverage.contains(char.into())))
}

/// Returns all fonts of a store, in order.
fn infos(store: &FontStore) -> impl Iterator<Item = &FontInfo> {
    (0..).map_while(|index| store.book().info(index))
}

fn named(info: &FontInfo) -> String {
    info.family.clone()
}

fn is_emoji(char: char) -> bool {
    matches!(char, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}

fn path_of(source: &dyn FontSource) -> Option<&Path> {
    let source: &dyn Any = source;
    source.downcast_ref::<FontPath>().map(|font| font.path.as_path())
}

/// Adds each font that a frame uses, once.
fn gather<'d>(frame: &'d Frame, fonts: &mut Vec<&'d Font>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => gather(&group.frame, fonts),
            FrameItem::Text(text)
                if !fonts.iter().any(|font| ptr::eq(font.info(), text.font.info())) =>
            {
                fonts.push(&text.font);
            }
            _ => {}
        }
    }
}

/// The folder of the project's fonts, as findings name it.
const FOLDER: &str = "fonts";
