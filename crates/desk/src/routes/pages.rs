//! Answers about pages: their layout, their pictures, and what is printed where.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use byline_core::fingerprint::Fingerprint;
use byline_core::model::{Language, Slug};
use serde::Deserialize;

use super::{Answer, Desk, Failure};
use crate::pictures::Pixels;
use crate::view::{Sought, View, ViewKey};
use crate::workshop::Unfinished;

#[derive(Deserialize, Clone)]
pub(super) struct ViewQuery {
    record: Slug,
    template: Slug,
    language: Option<Language>,
}

impl From<ViewQuery> for ViewKey {
    fn from(ViewQuery { record, template, language }: ViewQuery) -> Self {
        Self { record, template, language }
    }
}

pub(super) async fn view(State(desk): State<Desk>, Query(query): Query<ViewQuery>) -> Answer<View> {
    let key = query.into();
    Ok(Json(desk.workshop.ask(move |studio| studio.view(&key)).await??))
}

#[derive(Deserialize)]
pub(super) struct PictureQuery {
    /// Pixels to a point.
    scale: f32,
    /// Whether to send a PNG file rather than plain pixels.
    #[serde(default)]
    png: bool,
}

/// Draws a page. Plain pixels need no decoding; the headers say how many there are.
pub(super) async fn picture(
    State(desk): State<Desk>,
    Path(picture): Path<Fingerprint>,
    Query(query): Query<PictureQuery>,
) -> Result<Response, Failure> {
    let page = desk.pages.get(picture).ok_or(Failure::Unknown)?;
    drawn(page, query).await
}

async fn drawn(page: typst_layout::Page, query: PictureQuery) -> Result<Response, Failure> {
    let draw = move || {
        let pixels = Pixels::of(&page, query.scale);
        if query.png {
            let file = pixels.to_png().map_err(|_| Failure::Internal)?;
            return Ok(([(CONTENT_TYPE, "image/png")], file).into_response());
        }
        let headers =
            [("x-width", pixels.width.to_string()), ("x-height", pixels.height.to_string())];
        let kind = [(CONTENT_TYPE, "application/octet-stream")];
        Ok((headers, kind, pixels.rgba).into_response())
    };
    tokio::task::spawn_blocking(draw).await.map_err(|_| Failure::Internal)?
}

/// Draws the first page of a record. Made when there is nothing else to do.
pub(super) async fn first_page(
    State(desk): State<Desk>,
    Path(id): Path<Slug>,
    Query(query): Query<PictureQuery>,
) -> Result<Response, Failure> {
    let page = desk.workshop.ask_in_background(move |studio| studio.first_page(&id)).await?;
    let page = page.ok_or(Failure::Unknown)?;
    drawn(desk.pages.get(page.picture).ok_or(Failure::Unknown)?, query).await
}

#[derive(Deserialize)]
pub(super) struct AtQuery {
    record: Slug,
    template: Slug,
    language: Option<Language>,
    page: usize,
    x: f64,
    y: f64,
}

pub(super) async fn at(State(desk): State<Desk>, Query(query): Query<AtQuery>) -> Response {
    let AtQuery { record, template, language, page, x, y } = query;
    let key = ViewKey { record, template, language };
    match desk.workshop.ask(move |studio| studio.at(&key, page, x, y)).await {
        Ok(at) => Json(at).into_response(),
        Err(Unfinished) => Failure::Internal.into_response(),
    }
}

#[derive(Deserialize)]
pub(super) struct PlacesQuery {
    record: Slug,
    template: Slug,
    language: Option<Language>,
    file: String,
    /// Where the value is in the text, in UTF-16 units,
    offset: Option<usize>,
    /// or its path in the form.
    path: Option<String>,
}

pub(super) async fn places(State(desk): State<Desk>, Query(query): Query<PlacesQuery>) -> Response {
    let PlacesQuery { record, template, language, file, offset, path } = query;
    let path = || path.and_then(|path| path.parse().ok());
    let Some(sought) = offset.map(Sought::Offset).or_else(|| path().map(Sought::Path)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let key = ViewKey { record, template, language };
    match desk.workshop.ask(move |studio| studio.places(&key, &file, &sought)).await {
        Ok(places) => Json(places.unwrap_or_default()).into_response(),
        Err(Unfinished) => Failure::Internal.into_response(),
    }
}
