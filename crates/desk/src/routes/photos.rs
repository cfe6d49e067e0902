//! Answers about photos: adding them, small pictures of them, and how they print.

use std::sync::{Arc, Mutex};

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use byline_core::diagnostic::Diagnostic;
use byline_core::fingerprint::Fingerprint;
use byline_core::message::{UiLanguage, message};
use byline_core::model::{Language, Original, PictureProblem, Slug};
use byline_core::panics;
use byline_image::{PrintMaker, preview};
use serde::{Deserialize, Serialize};

use super::{Answer, Desk, Failure};
use crate::photo::{PhotoEntry, PhotoFile, PhotoProblem, PrintedPhoto};
use crate::photo_store::{MAX_PHOTO, PhotoPlace, Refused, Stored, store};
use crate::studio::NoPhotos;
use crate::upload::{Upload, upload};
use crate::view::ViewKey;

/// The widths of small pictures, in pixels. Few, so that few are made.
const WIDTHS: [u32; 4] = [240, 480, 960, 1920];

#[derive(Deserialize)]
pub(super) struct AddQuery {
    record: Slug,
    /// What the file was called.
    #[serde(default)]
    name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AddedPhoto {
    #[serde(flatten)]
    photo: PhotoFile,
    /// What the record is to say of it.
    entry: PhotoEntry,
    /// Whether the very same picture was there before.
    was_there: bool,
}

/// Stores a photo in the project. The record does not name it yet.
pub(super) async fn add(
    State(desk): State<Desk>,
    Query(AddQuery { record, name }): Query<AddQuery>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let id = record.clone();
    let place = match desk.workshop.ask(move |studio| studio.photo_place(&id)).await? {
        Ok(place) => place,
        Err(NoPhotos::Unknown) => return Err(Failure::Unknown),
        Err(NoPhotos::Elsewhere(finding)) => {
            return Ok(refusal(StatusCode::CONFLICT, of_finding(&finding, desk.language)));
        }
    };
    match take(&desk, place, &name, &headers, body).await? {
        Ok(stored) => {
            let was_there = stored.was_there;
            let adding = desk.workshop.ask(move |studio| studio.add_photo(record, stored));
            let (photo, entry) = adding.await??;
            Ok(Json(AddedPhoto { photo, entry, was_there }).into_response())
        }
        Err(refusal) => Ok(refusal),
    }
}

/// Stores the picture that is sent, or says why not.
pub(super) async fn take(
    desk: &Desk,
    place: PhotoPlace,
    name: &str,
    headers: &HeaderMap,
    body: Body,
) -> Result<Result<Stored, Response>, Failure> {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: u64| length > MAX_PHOTO) {
        let too_large = Refused::Picture(PictureProblem::TooLarge);
        return Ok(Err(refused(&too_large, name, desk.language)));
    }
    let (sender, arriving) = upload();
    let (called, turn) = (name.to_owned(), Arc::clone(&desk.photo_turn));
    let storing = tokio::task::spawn_blocking(move || stored(arriving, &called, &place, &turn));
    sender.send(body, MAX_PHOTO).await;
    let stored = storing.await.ok().flatten().ok_or(Failure::Internal)?;
    Ok(stored.map_err(|why| refused(&why, name, desk.language)))
}

/// Stores what arrives; `None` if byline fails on it.
fn stored(
    mut arriving: Upload,
    name: &str,
    place: &PhotoPlace,
    turn: &Mutex<()>,
) -> Option<Result<Stored, Refused>> {
    panics::catch(|| store(&mut arriving, name, place, turn)).ok()
}

/// Says why a photo was not stored.
fn refused(why: &Refused, name: &str, language: UiLanguage) -> Response {
    match why {
        Refused::Incomplete => {
            let message = message!("`{name}` did not arrive as a whole");
            let hint = message!("add it again");
            let problem =
                PhotoProblem::with(language.translate(&message), language.translate(&hint));
            refusal(StatusCode::BAD_REQUEST, problem)
        }
        Refused::Picture(problem) => {
            let status = match problem {
                PictureProblem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            refusal(status, PhotoProblem::of(name, problem, language))
        }
        Refused::NotWritten(finding) => {
            refusal(StatusCode::INSUFFICIENT_STORAGE, of_finding(finding, language))
        }
    }
}

fn refusal(status: StatusCode, problem: PhotoProblem) -> Response {
    (status, Json(problem)).into_response()
}

fn of_finding(finding: &Diagnostic, language: UiLanguage) -> PhotoProblem {
    let hints: Vec<_> = finding.hints.iter().map(|hint| language.translate(hint)).collect();
    PhotoProblem::with(language.translate(&finding.message), hints.join(" "))
}

#[derive(Deserialize)]
pub(super) struct PhotosQuery {
    record: Slug,
    /// The document whose pages are shown.
    template: Option<Slug>,
    language: Option<Language>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhotosAnswer {
    files: Vec<PhotoFile>,
    /// Where the document prints them.
    printed: Vec<PrintedPhoto>,
    /// The largest file that can be added, in bytes.
    max_bytes: u64,
}

/// Lists the pictures that a record names, and where a document prints them.
pub(super) async fn photos(
    State(desk): State<Desk>,
    Query(PhotosQuery { record, template, language }): Query<PhotosQuery>,
) -> Answer<PhotosAnswer> {
    let answer = desk.workshop.ask(move |studio| {
        let files = studio.photos(&record)?;
        let key = template.map(|template| ViewKey { record, template, language });
        let printed = key.map(|key| studio.printed_photos(&key)).transpose()?;
        Ok(PhotosAnswer { files, printed: printed.unwrap_or_default(), max_bytes: MAX_PHOTO })
    });
    Ok(Json(answer.await?.map_err(|crate::studio::Unknown| Failure::Unknown)?))
}

#[derive(Deserialize)]
pub(super) struct PhotoQuery {
    record: Slug,
    file: String,
    /// In pixels.
    width: u32,
}

/// Draws a small picture of a photo: upright, and with nothing of what the camera wrote.
pub(super) async fn photo(
    State(desk): State<Desk>,
    Query(PhotoQuery { record, file, width }): Query<PhotoQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = desk.workshop.ask(move |studio| studio.photo(&record, &file)).await??;
    small(&desk, found, width, &headers).await
}

/// Draws a picture at least so wide, or says that the browser has it.
pub(super) async fn small(
    desk: &Desk,
    (original, print_maker): (Arc<Original>, Arc<PrintMaker>),
    width: u32,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    let width = WIDTHS.into_iter().find(|known| *known >= width).unwrap_or(WIDTHS[3]);
    let tag = format!("\"{}-{width}\"", Fingerprint::from(original.digest));
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let turn = Arc::clone(&desk.photo_turn);
    let draw = move || {
        let _turn = turn.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        panics::catch(|| preview(&original, width, &print_maker)).ok()
    };
    let drawn = tokio::task::spawn_blocking(draw).await.ok().flatten().ok_or(Failure::Internal)?;
    // What cannot be drawn is told of with the list of photos.
    let drawn = drawn.map_err(|_| Failure::Unknown)?;
    let kind = if drawn.starts_with(b"\x89PNG") { "image/png" } else { "image/jpeg" };
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (ETAG, tag),
        (CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    Ok((headers, drawn).into_response())
}
