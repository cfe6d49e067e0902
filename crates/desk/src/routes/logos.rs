//! Answers about the logos that files name: adding them, and small pictures of them.

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use super::photos::{small, take};
use super::{Desk, Failure};

#[derive(Deserialize)]
pub(super) struct AddLogoQuery {
    /// The file that is to name the logo.
    of: String,
    /// What the logo was called.
    #[serde(default)]
    name: String,
}

/// Stores a logo in the project. The file does not name it yet.
pub(super) async fn add(
    State(desk): State<Desk>,
    Query(AddLogoQuery { of, name }): Query<AddLogoQuery>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let place = desk.workshop.ask(move |studio| studio.logo_place(&of)).await??;
    match take(&desk, place, &name, &headers, body).await? {
        Ok(stored) => Ok(Json(json!({ "file": stored.file })).into_response()),
        Err(refusal) => Ok(refusal),
    }
}

#[derive(Deserialize)]
pub(super) struct LogoQuery {
    of: String,
    /// The name of the logo, as the file writes it.
    file: String,
    /// In pixels.
    width: u32,
}

/// Draws a small picture of a logo.
pub(super) async fn logo(
    State(desk): State<Desk>,
    Query(LogoQuery { of, file, width }): Query<LogoQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = desk.workshop.ask(move |studio| studio.named_logo(&of, &file)).await??;
    small(&desk, found, width, &headers).await
}
