//! The desk's own pages, scripts and styles.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path as FilePath;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use byline_core::fingerprint::Fingerprint;
use byline_core::message::UiLanguage;
use rust_embed::RustEmbed;

use crate::interface::in_words;

#[derive(RustEmbed)]
#[folder = "web"]
struct Assets;

/// The page, and the script that starts it.
const PAGE: &str = "index.html";
const START: &str = "main.js";

/// Where the files are, and how the folder of an edition begins.
const ASSETS: &str = "/assets/";
const EDITION: &str = "edition-";

/// The folder of the files that this program has: whatever is in it never changes.
static CURRENT: LazyLock<String> = LazyLock::new(|| {
    let files = Assets::iter().filter_map(|name| Assets::get(&name));
    let hashes: Vec<u8> = files.flat_map(|file| file.metadata.sha256_hash()).collect();
    format!("{EDITION}{}", Fingerprint::of(&hashes))
});

/// Answers with a file of the desk, which may be in the folder of an edition.
pub(crate) async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let in_edition = path.split_once('/').filter(|(folder, _)| folder.starts_with(EDITION));
    let name = in_edition.map_or(path.as_str(), |(_, name)| name);
    let Some(file) = Assets::get(name) else { return StatusCode::NOT_FOUND.into_response() };
    // A page of an earlier program may still be open, which gets the files there are. A program
    // that is being developed reads them anew each time.
    let is_current = in_edition.is_some_and(|(folder, _)| folder == *CURRENT);
    answer(name, file.data, is_current && !cfg!(debug_assertions), &headers)
}

/// Answers with the page that shows a view, the name of a script, with all scripts that it needs:
/// a browser finds them sooner there than in each other.
pub(crate) fn page(view: &'static str, language: UiLanguage, headers: &HeaderMap) -> Response {
    let Some(file) = Assets::get(PAGE) else { return StatusCode::NOT_FOUND.into_response() };
    let mut scripts = BTreeSet::new();
    add_imports(START, &mut scripts);
    add_imports(view, &mut scripts);
    let preload = |name| format!("<link rel=\"modulepreload\" href=\"{ASSETS}{name}\">\n");
    let page = String::from_utf8_lossy(&file.data)
        .replace("[[preloads]]", &scripts.iter().map(preload).collect::<String>())
        .replace("[[view]]", view)
        .replace(ASSETS, &format!("{ASSETS}{}/", *CURRENT));
    answer(PAGE, in_words(&page, language).into_bytes().into(), false, headers)
}

/// Adds a script and those that it imports.
fn add_imports(name: &str, scripts: &mut BTreeSet<String>) {
    let Some(file) = Assets::get(name).filter(|_| scripts.insert(name.to_owned())) else { return };
    let text = String::from_utf8_lossy(&file.data);
    let folder = FilePath::new(name).parent().unwrap_or(FilePath::new(""));
    // Imports stand at the start of a line, or end several lines of names.
    let lines = text.lines().filter(|line| line.starts_with("import ") || line.starts_with('}'));
    for line in lines {
        let Some((_, path)) = line.split_once(" from '") else { continue };
        let path = folder.join(path.trim_end_matches(['\'', ';']));
        add_imports(&plain(&path), scripts);
    }
}

/// Writes a path without `.` and `..`.
fn plain(path: &FilePath) -> String {
    let mut steps: Vec<&str> = vec![];
    for step in path.iter().filter_map(|step| step.to_str()) {
        match step {
            "." => {}
            ".." => drop(steps.pop()),
            name => steps.push(name),
        }
    }
    steps.join("/")
}

fn answer(
    name: &str,
    bytes: Cow<'static, [u8]>,
    is_for_ever: bool,
    headers: &HeaderMap,
) -> Response {
    let tag = format!("\"{}\"", Fingerprint::of(&bytes));
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let kind = match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let keep = if is_for_ever { "private, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [(CONTENT_TYPE, kind.to_owned()), (ETAG, tag), (CACHE_CONTROL, keep.to_owned())];
    (headers, bytes).into_response()
}
