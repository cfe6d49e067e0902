//! What the desk answers: its pages, and the questions that they ask. `docs/desk.md` lists them.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router, middleware};
use byline_core::fingerprint::Fingerprint;
use byline_core::message::UiLanguage;
use byline_core::model::{Language, Slug};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

use crate::NEWS;
use crate::access::{Access, guard};
use crate::buffer::Safety;
use crate::complete::{Completion, complete};
use crate::finding::Finding;
use crate::interface::words;
use crate::news::News;
use crate::offsets::Offsets;
use crate::overview::Row;
use crate::pictures::{Pages, Pixels};
use crate::production::{Production, produce};
use crate::program::Program;
use crate::studio::{Rejected, Studio, Unknown};
use crate::view::{View, ViewKey};
use crate::workshop::{Unfinished, Workshop};
use crate::{assets, silence};

/// The largest request: a record with room to spare, since records of more than 8 MB are refused.
const MAX_REQUEST: usize = 20 << 20;

/// How long nobody has to have typed before a text is saved.
const PAUSE: Duration = Duration::from_millis(250);

/// What the answers are made from.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) workshop: Workshop<Studio>,
    pub(crate) pages: Arc<Pages>,
    pub(crate) news: broadcast::Sender<News>,
    pub(crate) access: Arc<Access>,
    pub(crate) language: UiLanguage,
    pub(crate) program: Program,
}

/// Returns the answers to all requests.
pub(crate) fn router(desk: Desk) -> Router {
    let access = Arc::clone(&desk.access);
    Router::new()
        .route("/open", get(open))
        .route("/", get(assets::page))
        .route("/record/{id}", get(assets::page))
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
        .route("/api/file/text", put(change))
        .route("/api/file/decide", post(decide))
        .route("/api/file/silence", post(silenced))
        .route("/api/complete", post(completions))
        .route("/api/build", post(build))
        .route("/api/document", get(document))
        .route("/api/news", get(stream))
        .layer(DefaultBodyLimit::max(MAX_REQUEST))
        .layer(middleware::from_fn_with_state(access, guard))
        .with_state(desk)
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
    read_only: bool,
    findings: Vec<Finding>,
    records: Vec<Row>,
}

/// Lists the records. What has to be read for it follows as news.
async fn project(State(desk): State<Desk>) -> Answer<ProjectAnswer> {
    let read_only = desk.access.is_read_only();
    let answer = desk.workshop.ask(move |studio| {
        let (records, ids) = studio.records();
        let (organisation, findings) = (studio.organisation(), studio.project_findings());
        (ProjectAnswer { organisation, read_only, findings, records }, ids)
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
        let Ok(row) = desk.workshop.ask_in_background(move |studio| studio.row(&id)).await else {
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
            row: studio.row(&id)?,
            documents: documents.collect(),
            files,
            read_only,
        })
    });
    answer.await?.map(Json).ok_or(Failure::Unknown)
}

#[derive(Deserialize, Clone)]
struct ViewQuery {
    record: Slug,
    template: Slug,
    language: Option<Language>,
}

impl From<ViewQuery> for ViewKey {
    fn from(ViewQuery { record, template, language }: ViewQuery) -> Self {
        Self { record, template, language }
    }
}

async fn view(State(desk): State<Desk>, Query(query): Query<ViewQuery>) -> Answer<View> {
    let key = query.into();
    Ok(Json(desk.workshop.ask(move |studio| studio.view(&key)).await??))
}

#[derive(Deserialize)]
struct PictureQuery {
    /// Pixels to a point.
    scale: f32,
    /// Whether to send a PNG file rather than plain pixels.
    #[serde(default)]
    png: bool,
}

/// Draws a page. Plain pixels need no decoding; the headers say how many there are.
async fn picture(
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
async fn first_page(
    State(desk): State<Desk>,
    Path(id): Path<Slug>,
    Query(query): Query<PictureQuery>,
) -> Result<Response, Failure> {
    let page = desk.workshop.ask_in_background(move |studio| studio.first_page(&id)).await?;
    let page = page.ok_or(Failure::Unknown)?;
    drawn(desk.pages.get(page.picture).ok_or(Failure::Unknown)?, query).await
}

#[derive(Deserialize)]
struct AtQuery {
    record: Slug,
    template: Slug,
    language: Option<Language>,
    page: usize,
    x: f64,
    y: f64,
}

async fn at(State(desk): State<Desk>, Query(query): Query<AtQuery>) -> Response {
    let AtQuery { record, template, language, page, x, y } = query;
    let key = ViewKey { record, template, language };
    match desk.workshop.ask(move |studio| studio.at(&key, page, x, y)).await {
        Ok(at) => Json(at).into_response(),
        Err(Unfinished) => Failure::Internal.into_response(),
    }
}

#[derive(Deserialize)]
struct PlacesQuery {
    record: Slug,
    template: Slug,
    language: Option<Language>,
    file: String,
    offset: usize,
}

async fn places(State(desk): State<Desk>, Query(query): Query<PlacesQuery>) -> Response {
    let PlacesQuery { record, template, language, file, offset } = query;
    let key = ViewKey { record, template, language };
    match desk.workshop.ask(move |studio| studio.places(&key, &file, offset)).await {
        Ok(places) => Json(places.unwrap_or_default()).into_response(),
        Err(Unfinished) => Failure::Internal.into_response(),
    }
}

#[derive(Deserialize)]
struct FileQuery {
    name: String,
}

async fn file(State(desk): State<Desk>, Query(FileQuery { name }): Query<FileQuery>) -> Response {
    match desk.workshop.ask(move |studio| studio.file(&name)).await {
        Ok(Ok(text)) => Json(text).into_response(),
        Ok(Err(Unknown)) => Failure::Unknown.into_response(),
        Err(Unfinished) => Failure::Internal.into_response(),
    }
}

#[derive(Deserialize)]
struct Change {
    file: String,
    /// The version that was changed.
    base: u64,
    text: String,
    /// The document to lay out with it.
    view: Option<ViewQuery>,
}

#[derive(Serialize)]
struct Changed {
    version: u64,
    safety: Safety,
    view: Option<View>,
}

/// Replaces the text of a file, and lays out the document that the browser shows.
async fn change(State(desk): State<Desk>, Json(change): Json<Change>) -> Result<Response, Failure> {
    let Change { file, base, text, view } = change;
    let name = file.clone();
    let result = desk.workshop.ask(move |studio| {
        let (version, safety) = studio.change(&file, base, text)?;
        let view = view.and_then(|view| studio.view(&view.into()).ok());
        Ok(Changed { version, safety, view })
    });
    match result.await? {
        Ok(changed) => {
            settle_later(&desk, name, changed.version);
            Ok(Json(changed).into_response())
        }
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

/// Saves a version of a text after a pause, if it is still the latest then, or if much was typed
/// since the last save.
fn settle_later(desk: &Desk, file: String, version: u64) {
    let workshop = desk.workshop.clone();
    tokio::spawn(async move {
        tokio::time::sleep(PAUSE).await;
        workshop.send(move |studio| studio.settle(&file, Some(version)));
    });
}

#[derive(Deserialize)]
struct Decision {
    file: String,
    /// Whether to keep the text of the desk rather than that of the disk.
    mine: bool,
}

async fn decide(
    State(desk): State<Desk>,
    Json(Decision { file, mine }): Json<Decision>,
) -> Result<Response, Failure> {
    let text = desk.workshop.ask(move |studio| studio.decide(&file, mine)).await??;
    Ok(Json(text).into_response())
}

#[derive(Deserialize)]
struct Silencing {
    file: String,
    base: u64,
    /// The start of the finding, in UTF-16 units.
    start: usize,
    code: String,
    reason: String,
}

/// Adds the comment that silences a finding.
async fn silenced(
    State(desk): State<Desk>,
    Json(silencing): Json<Silencing>,
) -> Result<Response, Failure> {
    let Silencing { file, base, start, code, reason } = silencing;
    let name = file.clone();
    let result = desk.workshop.ask(move |studio| {
        let text = studio.file(&file).map_err(|Unknown| Rejected::Unknown)?.text;
        let start = Offsets::of(&text).byte(start);
        let (at, comment) = silence::comment(&text, start, &code, &reason);
        studio.change(&file, base, [&text[..at], &comment, &text[at..]].concat())?;
        studio.file(&file).map_err(|Unknown| Rejected::Unknown)
    });
    match result.await? {
        Ok(text) => {
            settle_later(&desk, name, text.version);
            Ok(Json(text).into_response())
        }
        Err(rejected) => refused(&desk, rejected),
    }
}

#[derive(Deserialize)]
struct CompletionQuery {
    file: String,
    text: String,
    offset: usize,
}

/// Offers what can be written at a place: keys, words, and the ids of people and organisations.
async fn completions(
    State(desk): State<Desk>,
    Json(query): Json<CompletionQuery>,
) -> Answer<Option<Completion>> {
    let CompletionQuery { file, text, offset } = query;
    let known = desk.workshop.ask(move |studio| studio.known_names(&file)).await?;
    Ok(Json(known.and_then(|(kind, names)| complete(kind, &names, &text, offset))))
}

/// Builds documents, as `byline build` does. How far it is, follows as news.
async fn build(
    State(desk): State<Desk>,
    Json(production): Json<Production>,
) -> Result<StatusCode, Failure> {
    on_disk(&desk).await?;
    tokio::task::spawn_blocking(move || {
        let result = produce(&production, &desk.program, Some(&desk.news));
        if let Err(error) = result {
            let words = Some(error.to_string());
            let _ = desk.news.send(News::Build { made: 0, failed: 0, done: true, words });
        }
    });
    Ok(StatusCode::ACCEPTED)
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
struct DocumentQuery {
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
async fn document(
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
        let path = made.paths.first().map(std::path::PathBuf::from);
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

/// Streams the news.
async fn stream(State(desk): State<Desk>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let news = BroadcastStream::new(desk.news.subscribe()).map(|news| {
        // A browser that missed some asks for everything anew.
        let news = news.unwrap_or(News::Records);
        Ok(Event::default().json_data(news).unwrap_or_default())
    });
    Sse::new(news).keep_alive(KeepAlive::default())
}
