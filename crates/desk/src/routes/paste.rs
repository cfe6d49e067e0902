//! Answers about what somebody pastes into a form.

use axum::Json;
use axum::response::{IntoResponse, Response};
use byline_core::paste::{people, programme, texts};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Paste {
    text: String,
    r#as: Destination,
}

/// What a list is pasted as.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Destination {
    People,
    Programme,
    Texts,
}

/// Says what a pasted text becomes.
pub(super) async fn pasted(Json(Paste { text, r#as }): Json<Paste>) -> Response {
    match r#as {
        Destination::People => Json(people(&text)).into_response(),
        Destination::Programme => Json(programme(&text)).into_response(),
        Destination::Texts => Json(texts(&text)).into_response(),
    }
}
