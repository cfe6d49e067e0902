//! The desk's own pages, scripts and styles.

use axum::extract::Path;
use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "web"]
struct Assets;

/// Answers with a file of the desk.
pub(crate) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    answer(&name, &headers)
}

/// Answers with the page that shows everything; its script looks at the address.
pub(crate) async fn page(headers: HeaderMap) -> Response {
    answer("index.html", &headers)
}

fn answer(name: &str, headers: &HeaderMap) -> Response {
    let Some(file) = Assets::get(name) else { return StatusCode::NOT_FOUND.into_response() };
    let tag = format!("\"{}\"", byline_core::fingerprint::Fingerprint::of(&file.data));
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let kind = match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (ETAG, tag),
        (axum::http::header::CACHE_CONTROL, "no-cache".into()),
    ];
    (headers, file.data).into_response()
}
