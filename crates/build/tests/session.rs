//! Compares an open session with new ones: after any edit to any file, its documents and
//! findings equal those of a newly opened session.
//!
//! `EDITS=2000 cargo test -p byline-build --test session` tries more edits.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod project;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use byline_build::{Documents, Request, Session};
use byline_core::diagnostic::Diagnostic;
use byline_core::model::Slug;
use byline_image::InProcess;
use byline_render::compose::Care;
use project::{Edit, KINDS, Project, Random};
use typst::utils::hash128;

/// The number of edits in a normal test run.
const EDITS: usize = 100;

#[test]
fn after_any_edit_a_session_is_as_a_fresh_one() {
    #[expect(clippy::disallowed_methods, reason = "how more edits are asked for")]
    let edits = std::env::var("EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(EDITS);
    let project = Project::new();
    let mut random = Random::new(11);
    let mut session =
        Session::open(project.root(), Request::default(), Arc::new(InProcess)).unwrap();
    let mut tried: BTreeMap<(usize, Edit), usize> = BTreeMap::new();
    let mut compared = 0;
    let mut broken = None;
    assert_eq!(everything(&session), everything(&fresh(&project).unwrap()));
    for number in 0..edits {
        // Every kind of file comes up once before the choice is random.
        let kind = if number < KINDS.len() { number } else { random.below(KINDS.len()) };
        // A project that cannot be opened has no output, so the next edit repairs it.
        let (kind, edit, changed) = match broken.take() {
            Some(kind) => {
                let (edit, changed) = project.mend(kind);
                (kind, edit, changed)
            }
            None => {
                let (edit, changed) = project.edit(kind, &mut random);
                (kind, edit, changed)
            }
        };
        *tried.entry((kind, edit)).or_default() += 1;
        let what = format!("edit {number}: {edit:?} {} ({changed:?})", KINDS[kind]);
        match (session.update(changed), fresh(&project)) {
            (Ok(()), Ok(fresh)) => {
                compared += 1;
                glance(&session);
                let (kept, wanted) = (everything(&session), everything(&fresh));
                assert_eq!(kept.0, wanted.0, "{what}: findings about the project");
                for (id, documents) in &wanted.1 {
                    let kept = &kept.1[id];
                    assert_eq!(kept.findings, documents.findings, "{what}: findings about {id}");
                    assert!(kept == documents, "{what}: documents of {id}");
                }
                assert_eq!(kept.1.len(), wanted.1.len(), "{what}: records");
            }
            (Err(kept), Err(fresh)) => {
                assert_eq!(kept, fresh, "{what}");
                broken = Some(kind);
            }
            (kept, fresh) => panic!("{what}: {kept:?}, but a fresh one: {:?}", fresh.map(|_| ())),
        }
    }
    assert!(compared * 10 > edits * 7, "only {compared} of {edits} projects could be opened");
    for edit in Edit::ALL {
        assert!(tried.keys().any(|(_, other)| *other == edit), "{edit:?} never occurred");
    }
    for (kind, name) in KINDS.iter().enumerate() {
        for edit in Edit::ALL {
            let times = tried.get(&(kind, edit)).copied().unwrap_or_default();
            let enough = edits < 2000 && edit != Edit::Change || times > 0;
            assert!(enough, "{edit:?} {name} never occurred");
        }
    }
}

fn fresh(project: &Project) -> Result<Session, Vec<Diagnostic>> {
    Session::open(project.root(), Request::default(), Arc::new(InProcess))
}

/// Returns all output of a session: the findings about the project, and the documents of each
/// record.
fn everything(session: &Session) -> (Vec<Diagnostic>, BTreeMap<Slug, Documents>) {
    let (records, wrong) = session.records();
    let findings = session.findings().into_iter().chain(wrong.iter().cloned()).collect();
    let documents = records.iter().map(|record| (record.id.clone(), session.documents(record)));
    (findings, documents.collect())
}

/// Lays out everything as for somebody who is typing.
fn glance(session: &Session) {
    for record in session.records().0 {
        for (template, language) in session.views(record) {
            session.preview(record, &template, language.as_ref(), Care::Quick);
        }
    }
}

/// While somebody types, a document may keep the step that suited it before. A build never does.
#[test]
fn a_quick_layout_leaves_no_trace_in_a_build() {
    let project = Project::new();
    project.write("templates/card/template.toml", "contract = 4\npages = 1\nsteps = 9\n");
    let template = "#let main(event, project) = {
        set page(height: 60mm, width: 80mm)
        set text((14 - sys.inputs.output.fit) * 1pt)
        event.lead
        context counter(page).final().first()
    }";
    project.write("templates/card/main.typ", template);
    let record = |words: usize| {
        let lead = "tides ".repeat(words);
        format!("title = \"Tides\"\nstart = 2025-06-01\nmode = \"online\"\nlead = \"{lead}\"\n")
    };
    project.write("records/gamma.toml", record(120));
    let mut session =
        Session::open(project.root(), Request::default(), Arc::new(InProcess)).unwrap();
    let gamma = |session: &Session| {
        session.records().0.iter().find(|record| record.id.as_str() == "gamma").cloned().unwrap()
    };
    let pages = |session: &Session, care| {
        let (card, language) = ("card".parse().unwrap(), "en".parse().unwrap());
        let preview = session.preview(&gamma(session), &card, Some(&language), care).unwrap();
        hash128(preview.composed.unwrap().document.as_ref().unwrap().pages())
    };
    pages(&session, Care::Quick);
    let mut differed = false;
    for words in [100, 60, 59, 130] {
        session.edit(&project.path("records/gamma.toml"), Some(&record(words))).unwrap();
        let quick = pages(&session, Care::Quick);
        project.write("records/gamma.toml", record(words));
        let fresh = fresh(&project).unwrap();
        let exact = pages(&fresh, Care::Exact);
        differed |= quick != exact;
        assert_eq!(session.documents(&gamma(&session)), fresh.documents(&gamma(&fresh)));
        assert_eq!(pages(&session, Care::Patient(&|| false)), exact);
    }
    assert!(differed, "a quick layout kept its step");
    // It is given up between the first two layouts.
    session.edit(&project.path("records/gamma.toml"), Some(&record(131))).unwrap();
    let (card, language) = ("card".parse().unwrap(), "en".parse().unwrap());
    let given_up =
        session.preview(&gamma(&session), &card, Some(&language), Care::Patient(&|| true));
    assert!(given_up.unwrap().composed.is_none());
}

#[test]
fn an_edit_drops_what_depended_on_it_and_nothing_else() {
    let project = Project::new();
    let mut session =
        Session::open(project.root(), Request::default(), Arc::new(InProcess)).unwrap();
    let reads = |session: &Session| {
        let (records, _) = session.records();
        let read = records.iter().map(|record| (record.id.to_string(), session.read(record)));
        read.collect::<BTreeMap<_, _>>()
    };
    let mut dropped = |name: &str, text: &str| {
        let before = reads(&session);
        project.write(name, text);
        session.update([project.path(name)]).unwrap();
        let after = reads(&session);
        let changed = after
            .iter()
            .filter(|(id, read)| before.get(*id).is_none_or(|before| !Arc::ptr_eq(before, read)));
        changed.map(|(id, _)| id.clone()).collect::<Vec<_>>()
    };
    let record = "title = \"New\"\nstart = 2025-05-14\nmode = \"online\"\n";
    // The issue refers to `alpha` and `beta` by their ids.
    assert_eq!(dropped("records/gamma.toml", record), ["gamma"]);
    assert_eq!(dropped("records/beta.toml", &project.read("records/beta.toml")), ["beta", "issue"]);
    assert_eq!(dropped("records/alpha.ms.toml", "title = \"Alfa\"\n"), ["alpha", "issue"]);
    assert_eq!(dropped("people.toml", "[ben]\nname = \"Ben\"\n"), ["alpha", "issue"]);
    assert_eq!(dropped("output/alpha-card.pdf", "Not a document of this session."), [""; 0]);
    assert_eq!(dropped("templates/card/part.typ", "#let part = [Other]"), [""; 0]);
}

/// What a record says of its edition matters to all later ones; its title, only to those that link
/// to it.
#[test]
fn an_edit_of_an_earlier_edition_drops_the_later_ones_that_compare_themselves() {
    let project = Project::new();
    project.remove_all_but("gamma");
    let record = |year: u32, count: u32, more: &str| {
        format!(
            "title = \"Tides\"\nstart = {year}-05-14\nmode = \"online\"\nseries = \"Tides\"\n\
             attendance = {{ count = {count} }}\n{more}\n"
        )
    };
    project.write("records/one.toml", record(2023, 10, ""));
    project.write("records/two.toml", record(2024, 20, "follows = \"one\""));
    project.write("records/three.toml", record(2025, 30, "follows = \"two\""));
    let mut session =
        Session::open(project.root(), Request::default(), Arc::new(InProcess)).unwrap();
    let path = project.path("records/one.toml");
    let ids = ["one", "two", "three"];
    let mut dropped = |text: &str| {
        let reads = |session: &Session| {
            let (records, _) = session.records();
            let read = records.iter().map(|record| (record.id.to_string(), session.read(record)));
            read.collect::<BTreeMap<_, _>>()
        };
        let before = reads(&session);
        session.edit(&path, Some(text)).unwrap();
        let after = reads(&session);
        project.write("records/one.toml", text);
        assert_eq!(everything(&session), everything(&fresh(&project).unwrap()), "{text}");
        ids.into_iter().filter(|id| !Arc::ptr_eq(&before[*id], &after[*id])).collect::<Vec<_>>()
    };
    assert_eq!(dropped(&record(2023, 10, "lead = \"It rose.\"")), ["one", "two"]);
    assert_eq!(dropped(&record(2023, 11, "")), ids);
    assert_eq!(dropped("title = \"Cut off"), ids);
    assert_eq!(dropped(&record(2023, 11, "")), ids);
}

#[test]
fn an_unsaved_text_counts_in_place_of_its_file() {
    let project = Project::new();
    let mut session =
        Session::open(project.root(), Request::default(), Arc::new(InProcess)).unwrap();
    let path = project.path("records/gamma.toml");
    let documents = |session: &Session| {
        let record = session.records().0.iter().find(|record| record.id.as_str() == "gamma");
        session.documents(record.unwrap())
    };
    let saved = documents(&session);
    session.edit(&path, Some("title = \"Unsaved\"\nstart = 2025-05-14\n")).unwrap();
    let unsaved = documents(&session);
    assert!(unsaved.documents.is_empty());
    assert!(unsaved.findings[0].message.to_string().contains("`mode`"), "{:?}", unsaved.findings);
    session.edit(&path, None).unwrap();
    assert_eq!(documents(&session), saved);
}

/// Other documents print the name of the full report's file, with the extension of its format.
#[test]
fn a_report_in_another_format_drops_the_documents_that_name_it() {
    let project = Project::new();
    project.write("templates/card/main.typ", "#let main(event, project) = [#event.report]\n");
    let mut session =
        Session::open(project.root(), Request::default(), Arc::new(InProcess)).unwrap();
    let before = everything(&session);
    let manifest = "templates/report/template.toml";
    project.write(manifest, "contract = 4\nformat = \"calendar\"\n");
    session.update([project.path(manifest)]).unwrap();
    let after = everything(&session);
    assert_ne!(before, after);
    assert_eq!(after, everything(&fresh(&project).unwrap()));
}

/// A process has only 65,535 file ids, which are never released: records must not use them up.
#[test]
fn renaming_a_record_without_end_exhausts_nothing() {
    let project = Project::new();
    project.remove_all_but("gamma");
    let mut session =
        Session::open(project.root(), Request::default(), Arc::new(InProcess)).unwrap();
    let mut name = project.path("records/gamma.toml");
    for number in 0..70_000 {
        let next = project.path(&format!("records/r{number}.toml"));
        fs::rename(&name, &next).unwrap();
        let changed = [std::mem::replace(&mut name, next.clone()), next];
        session.update(changed).unwrap();
        // Reading and layout take time, and are the same for each name.
        if number % 100 == 0 {
            let record = &session.records().0[0];
            assert_eq!(record.id.as_str(), format!("r{number}"));
            assert_eq!(session.documents(record).documents.len(), 1);
        }
    }
}

/// Each kind of file affects what the test above compares; otherwise that test could not fail.
#[test]
fn every_kind_of_file_changes_a_document_or_a_finding() {
    for (name, text) in [
        ("records/gamma.toml", "title = \"New\"\nstart = 2025-05-14\nmode = \"online\"\n"),
        ("records/alpha.ms.toml", "title = \"Lain\"\n"),
        ("people.toml", "[ben]\nname = \"Benjamin\"\n"),
        ("byline.toml", "organisation = \"Other\"\ntemplates = [\"card\", \"sheet\"]\n"),
        ("templates/card/part.typ", "#let part = [Other]"),
        ("locales/ms.toml", "[punctuation]\nnothing = \"?\"\n"),
        ("records/photos/hall.png", "not a picture"),
        ("fonts/Serif.ttf", "not a font"),
        ("issues/issue.toml", "name = \"Other\"\ndate = 2025-07-01\nstories = [\"alpha\"]\n"),
    ] {
        let project = Project::new();
        let mut session =
            Session::open(project.root(), Request::default(), Arc::new(InProcess)).unwrap();
        let before = everything(&session);
        project.write(name, text);
        session.update([project.path(name)]).unwrap();
        assert!(everything(&session) != before, "{name}");
    }
}
