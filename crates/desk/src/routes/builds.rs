//! Answers that build documents.

use std::path::PathBuf;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use byline_core::model::{Language, Slug};
use serde::{Deserialize, Serialize};

use super::{Desk, Failure};
use crate::news::News;
use crate::production::{Production, produce};
use crate::workshop::Unfinished;

/// Where the documents will be.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Output {
    /// The folder, inside the project's if it is there.
    folder: String,
    /// The whole path.
    path: String,
    /// Whether the folder can be shown to whoever sits at this machine.
    can_reveal: bool,
}

/// Builds documents, as `byline build` does. How far it is, follows as news.
pub(super) async fn build(
    State(desk): State<Desk>,
    Json(production): Json<Production>,
) -> Result<(StatusCode, Json<Output>), Failure> {
    on_disk(&desk).await?;
    let path = output_folder(&desk).await?;
    let root = desk.workshop.ask(|studio| studio.root()).await?;
    let folder = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
    let path = path.display().to_string();
    let output = Output { folder, path, can_reveal: desk.reveal.is_some() };
    tokio::task::spawn_blocking(move || {
        let result = produce(&production, &desk.program, Some(&desk.news));
        if let Err(error) = result {
            let words = Some(error.to_string());
            let _ =
                desk.news.send(News::Build { made: 0, failed: 0, total: None, done: true, words });
        }
    });
    Ok((StatusCode::ACCEPTED, Json(output)))
}

/// Shows the folder of the documents in the file manager of this machine.
pub(super) async fn reveal_output(State(desk): State<Desk>) -> Result<StatusCode, Failure> {
    let reveal = desk.reveal.as_ref().ok_or(Failure::Unknown)?;
    reveal(&output_folder(&desk).await?).map_err(Failure::Machine)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn output_folder(desk: &Desk) -> Result<PathBuf, Failure> {
    desk.workshop.ask(|studio| studio.output_folder()).await?.ok_or(Failure::Unknown)
}

/// Waits until all that was typed is on the disk, so that what is built is what is on the screen.
async fn on_disk(desk: &Desk) -> Result<(), Unfinished> {
    let kept = desk.workshop.ask(|studio| {
        studio.settle_all();
        studio.all_kept()
    });
    // A keeper that is no more has nothing left to do.
    let _ = kept.await?.await;
    Ok(())
}

#[derive(Deserialize)]
pub(super) struct DocumentQuery {
    record: Slug,
    template: Slug,
    language: Option<Language>,
    #[serde(default)]
    print: bool,
    #[serde(default)]
    greyscale: bool,
    #[serde(default)]
    download: bool,
}

/// Builds one document and sends it.
pub(super) async fn document(
    State(desk): State<Desk>,
    Query(query): Query<DocumentQuery>,
) -> Result<Response, Failure> {
    on_disk(&desk).await?;
    let DocumentQuery { record, template, language, print, greyscale, download } = query;
    let make = move || {
        let folder = tempfile::tempdir()?;
        let production = Production {
            records: vec![record],
            template: Some(template),
            language,
            print,
            greyscale,
            folder: Some(folder.path().to_owned()),
        };
        let made = produce(&production, &desk.program, None)?;
        let path = made.paths.first().map(PathBuf::from);
        path.map(|path| Ok((path.clone(), std::fs::read(path)?))).transpose()
    };
    let made = tokio::task::spawn_blocking(make).await.map_err(|_| Failure::Internal)?;
    let (path, bytes) = made.map_err(Failure::Machine)?.ok_or(Failure::Unknown)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().replace('"', "");
    let kind = if download { "attachment" } else { "inline" };
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_DISPOSITION, format!("{kind}; filename=\"{name}\"")),
    ];
    Ok((headers, Bytes::from(bytes)).into_response())
}
