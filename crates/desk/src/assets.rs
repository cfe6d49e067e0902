//! The desk's own pages, scripts and styles.

use std::borrow::Cow;

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use byline_core::message::UiLanguage;
use rust_embed::RustEmbed;

use crate::interface::in_words;

#[derive(RustEmbed)]
#[folder = "web"]
struct Assets;

/// The page.
const PAGE: &str = "index.html";

/// Answers with a file of the desk.
pub(crate) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = Assets::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    answer(&name, file.data, &headers)
}

/// Answers with the page that shows everything; its script looks at the address.
pub(crate) async fn page(State(language): State<UiLanguage>, headers: HeaderMap) -> Response {
    let Some(file) = Assets::get(PAGE) else { return StatusCode::NOT_FOUND.into_response() };
    let page = in_words(&String::from_utf8_lossy(&file.data), language);
    answer(PAGE, page.into_bytes().into(), &headers)
}

fn answer(name: &str, bytes: Cow<'static, [u8]>, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", byline_core::fingerprint::Fingerprint::of(&bytes));
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
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (ETAG, tag),
        (axum::http::header::CACHE_CONTROL, "no-cache".into()),
    ];
    (headers, bytes).into_response()
}
