//! Answers that make records and projects.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use byline_core::model::Slug;
use serde::Serialize;

use super::{Answer, Desk, Failure};
use crate::creation::{Order, Preview, Problem};

#[derive(Serialize)]
struct Named {
    /// The id of the record; `None` for a project.
    id: Option<Slug>,
}

#[derive(Serialize)]
struct Problems {
    problems: Vec<Problem>,
}

/// Makes a record or a project.
pub(super) async fn make(
    State(desk): State<Desk>,
    Json(order): Json<Order>,
) -> Result<Response, Failure> {
    let made = desk.workshop.ask(move |studio| studio.make(&order)).await?;
    Ok(match made {
        Ok(id) => (StatusCode::CREATED, Json(Named { id })).into_response(),
        Err(problems) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Json(Problems { problems })).into_response()
        }
    })
}

/// Says what a record will be called.
pub(super) async fn preview(State(desk): State<Desk>, Json(order): Json<Order>) -> Answer<Preview> {
    Ok(Json(desk.workshop.ask(move |studio| studio.preview(&order)).await?))
}
