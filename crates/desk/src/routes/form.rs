//! Answers about forms: what can be filled in, what is, and what a form changes.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use byline_core::form::{self, Deadline, Filled, Typed};
use byline_core::model::Language;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::pages::ViewQuery;
use super::{Answer, Desk, Failure};
use crate::studio::{FormChange, FormEdited, FormProblem, FormRejected, Studio, TranslationState};
use crate::view::View;

#[derive(Deserialize)]
pub(super) struct FormQuery {
    file: String,
    language: Option<Language>,
}

/// Describes the form of a file.
pub(super) async fn form(
    State(desk): State<Desk>,
    Query(FormQuery { file, .. }): Query<FormQuery>,
) -> Result<Response, Failure> {
    let form = desk.workshop.ask(move |studio| studio.form(&file)).await??;
    Ok(Json(form).into_response())
}

/// Returns the values of a file.
pub(super) async fn values(
    State(desk): State<Desk>,
    Query(FormQuery { file, language }): Query<FormQuery>,
) -> Result<Response, Failure> {
    let ask = move |studio: &mut Studio| studio.form_values(&file, language.as_ref());
    let values = desk.workshop.ask(ask).await??;
    Ok(Json(values).into_response())
}

/// Returns what the fields of a file can name.
pub(super) async fn names(
    State(desk): State<Desk>,
    Query(FormQuery { file, .. }): Query<FormQuery>,
) -> Result<Response, Failure> {
    let names = desk.workshop.ask(move |studio| studio.form_names(&file)).await??;
    Ok(Json(names).into_response())
}

#[derive(Deserialize)]
pub(super) struct TranslationQuery {
    file: String,
    language: Language,
}

/// Says how far the translation of a file is.
pub(super) async fn translation(
    State(desk): State<Desk>,
    Query(TranslationQuery { file, language }): Query<TranslationQuery>,
) -> Answer<TranslationState> {
    let ask = move |studio: &mut Studio| studio.translation(&file, &language);
    Ok(Json(desk.workshop.ask(ask).await??))
}

#[derive(Deserialize)]
pub(super) struct Edits {
    changes: Vec<FormChange>,
    /// The document to lay out with them.
    view: Option<ViewQuery>,
}

#[derive(Serialize)]
struct EditsAnswer {
    #[serde(flatten)]
    edited: FormEdited,
    view: Option<View>,
}

/// Makes the edits of a form, and lays out the document that the browser shows.
pub(super) async fn edit(
    State(desk): State<Desk>,
    Json(Edits { changes, view }): Json<Edits>,
) -> Result<Response, Failure> {
    let result = desk.workshop.ask(move |studio| {
        let edited = studio.form_edit(&changes)?;
        let view = view.and_then(|view| studio.view(&view.into()).ok());
        Ok(EditsAnswer { edited, view })
    });
    match result.await? {
        Ok(answer) => Ok(Json(answer).into_response()),
        Err(FormRejected::Unknown) => Err(Failure::Unknown),
        Err(FormRejected::Outdated(files)) => {
            Ok((StatusCode::CONFLICT, Json(json!({ "files": files }))).into_response())
        }
        Err(FormRejected::Problems(problems)) => Ok(unprocessable(&problems)),
        Err(FormRejected::TooLarge(why)) => {
            Ok((StatusCode::PAYLOAD_TOO_LARGE, desk.language.translate(&why)).into_response())
        }
    }
}

fn unprocessable(problems: &[FormProblem]) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "problems": problems }))).into_response()
}

#[derive(Deserialize)]
pub(super) struct Typing {
    kind: String,
    text: String,
    /// The file, whose event gives the year of dates without one.
    file: Option<String>,
}

/// The kind of dates by which something is to be done: their fields have dates, and people type
/// months.
const DEADLINE: &str = "deadline";

/// Says what a typed text is taken for.
pub(super) async fn read(
    State(desk): State<Desk>,
    Json(Typing { kind, text, file }): Json<Typing>,
) -> Result<Response, Failure> {
    let event = match file {
        Some(file) => desk.workshop.ask(move |studio| studio.day_of(&file)).await?,
        None => None,
    };
    let deadline = (kind == DEADLINE).then(|| Deadline::read(&text, event.as_deref())).flatten();
    let kind = if kind == DEADLINE { "date" } else { &kind };
    let kind = form::kind_named(kind).ok_or(Failure::Unknown)?;
    let year = event.as_deref().and_then(|day| day.get(..4)?.parse().ok());
    let text = deadline.map_or(text, |deadline| deadline.day.to_string());
    let Typed { value, end, label: rest } = match form::read(&kind, &text, year) {
        Ok(typed) => typed,
        Err(problem) => {
            return Ok(unprocessable(&[FormProblem::of(&problem, None, desk.language)]));
        }
    };
    let (value, end) = (Filled::from(value), end.map(Filled::from));
    let label = form::label(&kind, &value.to_string(), desk.language);
    let end_label = end.as_ref().map(|end| form::label(&kind, &end.to_string(), desk.language));
    let answer = json!({
        "value": value, "label": label, "end": end, "endLabel": end_label, "rest": rest,
        "isTaken": deadline.is_some_and(|deadline| !deadline.is_exact),
    });
    Ok(Json(answer).into_response())
}
