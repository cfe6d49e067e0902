//! The Typst ids of a project's files: its records, the directory and the project file.

use typst::syntax::package::{PackageSpec, PackageVersion};
use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};

use byline_core::model::File;

/// Returns the id of a file of the project; for a record, the id of the document's own record or
/// of one of its stories.
pub(super) fn id_of(file: File, story: Option<usize>) -> FileId {
    let record = || story.map_or_else(|| RECORD.to_owned(), |number| format!("{STORY}{number}"));
    let stem = match file {
        File::Record => record(),
        File::Translation(file) => format!("{}.{file}", record()),
        File::People => PEOPLE.into(),
        File::Organisations => ORGANISATIONS.into(),
        File::Project => PROJECT.into(),
    };
    project_file(&format!("{stem}{ENDING}"))
}

/// Returns the file of the project that has an id, with the number of the story whose file it is;
/// `None` for a file of a template.
pub(super) fn file_of(id: FileId) -> Option<(File, Option<usize>)> {
    let path = id.get();
    if *path.root() != VirtualRoot::Package(package()) {
        return None;
    }
    let stem = path.vpath().get_without_slash().strip_suffix(ENDING)?;
    let (record, translation) = match stem.split_once('.') {
        Some((record, number)) => (record, Some(number.parse().ok()?)),
        None => (stem, None),
    };
    let story = match record {
        PEOPLE => return Some((File::People, None)),
        ORGANISATIONS => return Some((File::Organisations, None)),
        PROJECT => return Some((File::Project, None)),
        RECORD => None,
        story => Some(story.strip_prefix(STORY)?.parse().ok()?),
    };
    Some((translation.map_or(File::Record, File::Translation), story))
}

/// Returns the id under which mentions are numbered.
pub(super) fn mentions() -> FileId {
    project_file("mentions")
}

const ENDING: &str = ".toml";
const RECORD: &str = "record";
const STORY: &str = "story-";
const PEOPLE: &str = "people";
const ORGANISATIONS: &str = "organisations";
const PROJECT: &str = "byline";

/// Returns the id for a file name. The id is in a package that cannot exist, so it never collides
/// with a file of a template.
fn project_file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name is a virtual path");
    RootedPath::new(VirtualRoot::Package(package()), path).intern()
}

fn package() -> PackageSpec {
    PackageSpec {
        namespace: "byline".into(),
        name: "project".into(),
        version: PackageVersion { major: 0, minor: 0, patch: 0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_back_to_its_file() {
        for story in [None, Some(0), Some(1_600)] {
            for file in [File::Record, File::Translation(0), File::Translation(3)] {
                assert_eq!(file_of(id_of(file, story)), Some((file, story)));
            }
        }
        for file in [File::People, File::Organisations, File::Project] {
            assert_eq!(file_of(id_of(file, Some(3))), Some((file, None)));
        }
        assert_eq!(file_of(mentions()), None);
    }
}
