//! What the desk answers: its pages, and the questions that they ask. `docs/desk.md` lists them.

mod builds;
mod creation;
mod directory;
mod form;
mod logos;
mod pages;
mod paste;
mod photos;
mod texts;

use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, FromRef, Path, Query, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router, middleware};
use byline_core::message::UiLanguage;
use byline_core::model::Slug;
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

use crate::NEWS;
use crate::access::{Access, guard};
use crate::assets;
use crate::finding::Finding;
use crate::interface::words;
use crate::news::News;
use crate::overview::Row;
use crate::pictures::Pages;
use crate::program::{Program, Reveal};
use crate::studio::{BareFolder, KeptText, LanguageFile, Studio, Unknown};
use crate::workshop::{Unfinished, Workshop};
use builds::{build, document, reveal_output};
use creation::{make, preview};
use directory::uses;
use pages::{at, first_page, picture, places, view};
use paste::pasted;
use texts::{change, completions, decide, errors, file, silenced};

/// The largest request: a record with room to spare, since records of more than 8 MB are refused.
const MAX_REQUEST: usize = 20 << 20;

/// What the answers are made from.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) workshop: Workshop<Studio>,
    pub(crate) pages: Arc<Pages>,
    pub(crate) news: broadcast::Sender<News>,
    pub(crate) access: Arc<Access>,
    pub(crate) language: UiLanguage,
    pub(crate) program: Program,
    pub(crate) reveal: Option<Reveal>,
    /// Held while a photo is inspected or drawn, so that one at a time takes memory.
    pub(crate) photo_turn: Arc<Mutex<()>>,
}

impl FromRef<Desk> for UiLanguage {
    fn from_ref(desk: &Desk) -> Self {
        desk.language
    }
}

/// The pages of the desk, and the scripts that show them.
const VIEWS: [(&str, &str); 8] = [
    ("/", "overview/overview.js"),
    ("/new", "new/event.js"),
    ("/new/issue", "new/issue.js"),
    ("/people", "directory/directory.js"),
    ("/organisations", "directory/directory.js"),
    ("/project", "project/project.js"),
    ("/record/{id}", "record/record.js"),
    ("/text", "text/text.js"),
];

/// Returns the answers to all requests.
pub(crate) fn router(desk: Desk) -> Router {
    let access = Arc::clone(&desk.access);
    views()
        .route("/open", get(open))
        .route("/assets/{*name}", get(assets::asset))
        .route("/api/words", get(interface_words))
        .route("/api/project", get(project))
        .route("/api/record/{id}", get(record))
        .route("/api/view", get(view))
        .route("/api/page/{picture}", get(picture))
        .route("/api/first-page/{id}", get(first_page))
        .route("/api/at", get(at))
        .route("/api/places", get(places))
        .route("/api/file", get(file))
        .route("/api/file/errors", get(errors))
        .route("/api/file/text", put(change))
        .route("/api/file/decide", post(decide))
        .route("/api/file/silence", post(silenced))
        .route("/api/form", get(form::form))
        .route("/api/form/values", get(form::values))
        .route("/api/form/edit", post(form::edit))
        .route("/api/form/read", post(form::read))
        .route("/api/translation", get(form::translation))
        .route("/api/paste", post(pasted))
        .route("/api/names", get(form::names))
        .route("/api/complete", post(completions))
        .route("/api/photos", get(photos::photos).post(photos::add))
        .route("/api/photo", get(photos::photo))
        .route("/api/logos", post(logos::add))
        .route("/api/logo", get(logos::logo))
        .route("/api/build", post(build))
        .route("/api/document", get(document))
        .route("/api/output/reveal", post(reveal_output))
        .route("/api/new", post(make))
        .route("/api/new/preview", post(preview))
        .route("/api/uses", get(uses))
        .route("/api/news", get(stream))
        .layer(DefaultBodyLimit::max(MAX_REQUEST))
        .layer(middleware::from_fn_with_state(access, guard))
        .with_state(desk)
}

fn views() -> Router<Desk> {
    VIEWS.into_iter().fold(Router::new(), |router, (path, view)| {
        let page = async move |State(language), headers| assets::page(view, language, &headers);
        router.route(path, get(page))
    })
}

/// Why a question has no answer.
enum Failure {
    /// The project has no such record, file, template or page.
    Unknown,
    /// byline failed on it.
    Internal,
    /// What is wrong with the machine.
    Machine(std::io::Error),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::Unknown => StatusCode::NOT_FOUND.into_response(),
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            Self::Machine(error) => {
                (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response()
            }
        }
    }
}

impl From<Unknown> for Failure {
    fn from(_: Unknown) -> Self {
        Self::Unknown
    }
}

impl From<Unfinished> for Failure {
    fn from(_: Unfinished) -> Self {
        Self::Internal
    }
}

type Answer<T> = Result<Json<T>, Failure>;

#[derive(Deserialize)]
struct OpenQuery {
    #[serde(default)]
    token: String,
    to: Option<String>,
}

/// Exchanges the token in the address for a cookie.
async fn open(
    State(desk): State<Desk>,
    method: Method,
    Query(query): Query<OpenQuery>,
) -> Response {
    let to = query.to.filter(|to| is_own_path(to)).unwrap_or_else(|| "/".into());
    // Whoever only looks whether an address is alive does not use it up.
    let redeemed = (method == Method::GET).then(|| desk.access.redeem(&query.token)).flatten();
    match redeemed {
        Some(cookie) => {
            let location = to.parse().unwrap_or(axum::http::HeaderValue::from_static("/"));
            (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, location)]).into_response()
        }
        None => (StatusCode::SEE_OTHER, [(LOCATION, "/")]).into_response(),
    }
}

/// Returns whether a text is a path of this server, which leads nowhere else. Browsers take a
/// backslash for a slash, and leave out tabs and line ends.
fn is_own_path(to: &str) -> bool {
    let is_odd = |c: char| c == '\\' || c.is_control();
    to.starts_with('/') && !to.starts_with("//") && !to.contains(is_odd)
}

async fn interface_words(State(desk): State<Desk>) -> Response {
    Json(words(desk.language)).into_response()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProjectAnswer {
    organisation: String,
    /// The languages that each record is built in, the usual one first.
    languages: Vec<String>,
    /// The folder, if there is no project in it yet.
    bare_folder: Option<BareFolder>,
    read_only: bool,
    findings: Vec<Finding>,
    records: Vec<Row>,
    /// Texts without a file.
    kept: Vec<KeptText>,
}

/// Lists the records. What has to be read for it follows as news.
async fn project(State(desk): State<Desk>) -> Answer<ProjectAnswer> {
    let read_only = desk.access.is_read_only();
    let answer = desk.workshop.ask(move |studio| {
        let (records, ids) = studio.records();
        let (organisation, findings) = (studio.organisation(), studio.project_findings());
        let answer = ProjectAnswer {
            organisation,
            languages: studio.languages(),
            bare_folder: studio.bare_folder(),
            read_only,
            findings,
            records,
            kept: studio.kept(),
        };
        (answer, ids)
    });
    let (answer, ids) = answer.await?;
    tokio::spawn(tell_rows(desk, ids));
    Ok(Json(answer))
}

/// Tells the rows of records. Those that are known already would come faster than browsers take
/// them: one that missed some would ask for all of them again, and again.
async fn tell_rows(desk: Desk, ids: Vec<Slug>) {
    // A window that takes nothing at all is not waited for.
    let mut patience = 200;
    for id in ids {
        let Ok(row) = desk.workshop.ask_in_background(move |studio| studio.new_row(&id)).await
        else {
            continue;
        };
        while desk.news.len() > NEWS / 2 && patience > 0 {
            patience -= 1;
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let _ = row.map(|row| desk.news.send(News::Record(Box::new(row))));
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RecordAnswer {
    row: Row,
    documents: Vec<DocumentRef>,
    /// The files to edit, that of the record first.
    files: Vec<String>,
    /// The languages into which it is translated.
    translations: Vec<LanguageFile>,
    read_only: bool,
}

#[derive(Serialize)]
struct DocumentRef {
    template: String,
    language: Option<String>,
}

async fn record(State(desk): State<Desk>, Path(id): Path<Slug>) -> Answer<RecordAnswer> {
    let read_only = desk.access.is_read_only();
    let answer = desk.workshop.ask(move |studio| {
        let (documents, files) = studio.contents(&id)?;
        let documents = documents.into_iter().map(|(template, language)| DocumentRef {
            template: template.to_string(),
            language: language.map(|language| language.to_string()),
        });
        Some(RecordAnswer {
            translations: studio.language_files(&id),
            row: studio.row(&id)?,
            documents: documents.collect(),
            files,
            read_only,
        })
    });
    answer.await?.map(Json).ok_or(Failure::Unknown)
}

/// Streams the news.
async fn stream(State(desk): State<Desk>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let news = BroadcastStream::new(desk.news.subscribe()).map(|news| {
        // A browser that missed some asks for everything anew.
        let news = news.unwrap_or(News::Records);
        Ok(Event::default().json_data(news).unwrap_or_default())
    });
    Sse::new(news).keep_alive(KeepAlive::default())
}
