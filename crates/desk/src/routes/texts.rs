//! Answers about the texts of files: what is in them, and what is changed there.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::pages::ViewQuery;
use super::{Answer, Desk, Failure};
use crate::buffer::Safety;
use crate::complete::{Completion, complete};
use crate::finding::Finding;
use crate::offsets::Offsets;
use crate::silence;
use crate::studio::{Rejected, Unknown};
use crate::view::View;
use crate::workshop::Unfinished;

#[derive(Deserialize)]
pub(super) struct FileQuery {
    name: String,
}

pub(super) async fn file(
    State(desk): State<Desk>,
    Query(FileQuery { name }): Query<FileQuery>,
) -> Response {
    let opened = desk.workshop.ask(move |studio| {
        studio.file(&name).map_err(|Unknown| {
            let why = studio.unreadable(&name);
            why.map(|why| Box::new(studio.finding(&why)))
        })
    });
    match opened.await {
        Ok(Ok(text)) => Json(text).into_response(),
        Ok(Err(Some(why))) => (StatusCode::UNPROCESSABLE_ENTITY, Json(why)).into_response(),
        Ok(Err(None)) => Failure::Unknown.into_response(),
        Err(Unfinished) => Failure::Internal.into_response(),
    }
}

/// Says what is wrong with a text that cannot be written into its file.
pub(super) async fn errors(
    State(desk): State<Desk>,
    Query(FileQuery { name }): Query<FileQuery>,
) -> Answer<Vec<Finding>> {
    Ok(Json(desk.workshop.ask(move |studio| studio.errors_of(&name)).await??))
}

#[derive(Deserialize)]
pub(super) struct Change {
    file: String,
    /// The version that was changed.
    base: u64,
    text: String,
    /// The document to lay out with it.
    view: Option<ViewQuery>,
}

#[derive(Serialize)]
pub(super) struct Changed {
    version: u64,
    safety: Safety,
    view: Option<View>,
}

/// Replaces the text of a file, and lays out the document that the browser shows.
pub(super) async fn change(
    State(desk): State<Desk>,
    Json(change): Json<Change>,
) -> Result<Response, Failure> {
    let Change { file, base, text, view } = change;
    let result = desk.workshop.ask(move |studio| {
        let (version, safety) = studio.change(&file, base, text)?;
        let view = view.and_then(|view| studio.view(&view.into()).ok());
        Ok(Changed { version, safety, view })
    });
    match result.await? {
        Ok(changed) => Ok(Json(changed).into_response()),
        Err(rejected) => refused(&desk, rejected),
    }
}

/// Says why a change was not accepted.
fn refused(desk: &Desk, rejected: Rejected) -> Result<Response, Failure> {
    match rejected {
        Rejected::Unknown => Err(Failure::Unknown),
        Rejected::Outdated(latest) => Ok((StatusCode::CONFLICT, Json(latest)).into_response()),
        Rejected::TooLarge(why) => {
            Ok((StatusCode::PAYLOAD_TOO_LARGE, desk.language.translate(&why)).into_response())
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Decision {
    file: String,
    /// Whether to keep the text of the desk rather than that of the disk.
    mine: bool,
}

pub(super) async fn decide(
    State(desk): State<Desk>,
    Json(Decision { file, mine }): Json<Decision>,
) -> Result<Response, Failure> {
    let text = desk.workshop.ask(move |studio| studio.decide(&file, mine)).await??;
    Ok(Json(text).into_response())
}

#[derive(Deserialize)]
pub(super) struct Silencing {
    file: String,
    base: u64,
    /// The start of the finding, in UTF-16 units.
    start: usize,
    code: String,
    reason: String,
}

/// Adds the comment that silences a finding.
pub(super) async fn silenced(
    State(desk): State<Desk>,
    Json(silencing): Json<Silencing>,
) -> Result<Response, Failure> {
    let Silencing { file, base, start, code, reason } = silencing;
    let result = desk.workshop.ask(move |studio| {
        let text = studio.file(&file).map_err(|Unknown| Rejected::Unknown)?.text;
        let start = Offsets::of(&text).byte(start);
        let (at, comment) = silence::comment(&text, start, &code, &reason);
        studio.change(&file, base, [&text[..at], &comment, &text[at..]].concat())?;
        studio.file(&file).map_err(|Unknown| Rejected::Unknown)
    });
    match result.await? {
        Ok(text) => Ok(Json(text).into_response()),
        Err(rejected) => refused(&desk, rejected),
    }
}

#[derive(Deserialize)]
pub(super) struct CompletionQuery {
    file: String,
    text: String,
    offset: usize,
}

/// Offers what can be written at a place: keys, words, and the ids of people and organisations.
pub(super) async fn completions(
    State(desk): State<Desk>,
    Json(query): Json<CompletionQuery>,
) -> Answer<Option<Completion>> {
    let CompletionQuery { file, text, offset } = query;
    let known = desk.workshop.ask(move |studio| studio.known_names(&file)).await?;
    Ok(Json(known.and_then(|(kind, names)| complete(kind, &names, &text, offset))))
}
