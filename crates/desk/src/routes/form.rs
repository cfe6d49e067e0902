//! Answers about forms: what can be filled in, and what is.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Desk, Failure};

#[derive(Deserialize)]
pub(super) struct FormQuery {
    file: String,
}

/// Describes the form of a file.
pub(super) async fn form(
    State(desk): State<Desk>,
    Query(FormQuery { file }): Query<FormQuery>,
) -> Result<Response, Failure> {
    let form = desk.workshop.ask(move |studio| studio.form(&file)).await??;
    Ok(Json(form).into_response())
}

/// Returns the values of a file.
pub(super) async fn values(
    State(desk): State<Desk>,
    Query(FormQuery { file }): Query<FormQuery>,
) -> Result<Response, Failure> {
    let values = desk.workshop.ask(move |studio| studio.form_values(&file)).await??;
    Ok(Json(values).into_response())
}
