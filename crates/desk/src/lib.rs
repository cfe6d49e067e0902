//! The desk: a project's real pages in the browser, redrawn as its records change, with an
//! editor's findings and the source beside them.
//!
//! A server on this machine answers the desk's own pages and nobody else (`access`). One thread
//! owns the session (`workshop`, `studio`); another writes texts to the disk (`keeper`).
//! The pages in `web/` are plain HTML, CSS and ES modules inside the binary.

mod access;
mod appearance;
mod assets;
mod buffer;
mod complete;
mod creation;
mod disk;
mod finding;
mod interface;
mod journal;
mod keeper;
mod lock;
mod news;
mod offsets;
mod overview;
mod photo;
mod photo_store;
mod pictures;
mod production;
mod program;
mod replace;
mod routes;
mod silence;
mod studio;
mod trial;
mod upload;
mod view;
mod watch;
mod workshop;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use byline_core::message::{Message, UiLanguage, message};
use byline_core::project::Project;
use byline_image::DrawingConverter;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::broadcast;

use access::Access;
use lock::{Held, Lock};
pub use program::{Program, Reveal};
use routes::Desk;
use studio::{Setting, Studio};
use workshop::Workshop;

/// The number of news that a slow browser may be behind before it misses some.
const NEWS: usize = 1024;

/// How a desk is set up.
pub struct Options {
    /// The folder of the project.
    pub root: PathBuf,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Host names besides 127.0.0.1 and localhost by which browsers may reach the desk.
    pub allowed_hosts: Vec<String>,
    /// Whether every write is refused.
    pub read_only: bool,
    /// The language of findings and of the desk's own words.
    pub language: UiLanguage,
    /// Reads drawings.
    pub converter: Arc<dyn DrawingConverter>,
    /// Starts byline in another process.
    pub program: Program,
    /// Shows a folder to whoever sits at this machine; `None` if nobody does.
    pub reveal: Option<Reveal>,
    /// The path that the address shows first, such as `/record/harbour-day`.
    pub first: String,
}

/// The error for a desk that could not be opened.
#[derive(Debug)]
pub enum ServeError {
    /// Another program uses the port.
    PortInUse(u16),
    /// Another byline serves the project, at this address, if it says so.
    AlreadyServed(Option<String>),
    /// Something else is wrong with the machine.
    Machine(io::Error),
}

impl ServeError {
    /// Says what is wrong.
    pub fn message(&self) -> Message {
        match self {
            Self::PortInUse(port) => message!("another program uses port {port}"),
            Self::AlreadyServed(Some(address)) => {
                message!("another byline serves this project, at {address}")
            }
            Self::AlreadyServed(None) => message!("another byline serves this project"),
            Self::Machine(error) => {
                message!("byline cannot serve: {error}", error = error.to_string())
            }
        }
    }
}

impl From<io::Error> for ServeError {
    fn from(error: io::Error) -> Self {
        Self::Machine(error)
    }
}

impl From<Held> for ServeError {
    fn from(held: Held) -> Self {
        match held {
            Held::Elsewhere(address) => Self::AlreadyServed(address),
            Held::Machine(error) => Self::Machine(error),
        }
    }
}

/// Serves a project until `stop` is done. `ready` is called with the address to open, which works
/// once.
///
/// # Errors
/// When the port is taken, or when the machine has no threads, sockets or random numbers left.
pub fn serve(
    options: Options,
    ready: impl FnOnce(&str),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<Vec<Message>, ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve_in_runtime(options, ready, stop))
}

async fn listen(port: u16) -> Result<TcpListener, ServeError> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await.map_err(|error| {
        match error.kind() {
            io::ErrorKind::AddrInUse => ServeError::PortInUse(port),
            _ => error.into(),
        }
    })
}

async fn serve_in_runtime(
    options: Options,
    ready: impl FnOnce(&str),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<Vec<Message>, ServeError> {
    let Options {
        root,
        port,
        allowed_hosts,
        read_only,
        language,
        converter,
        program,
        reveal,
        first,
    } = options;
    // One that only reads may be beside others. A folder without a project is left as it is until
    // somebody starts one.
    let holds = !read_only && studio::has_project(&root);
    let mut lock = holds.then(|| Lock::hold(&root)).transpose()?;
    let listener = listen(port).await?;
    let port = listener.local_addr()?.port();
    let host = format!("http://127.0.0.1:{port}");
    lock.as_mut().map(|lock| lock.note(&host)).transpose()?;
    let random = |error: getrandom::Error| io::Error::other(error.to_string());
    let access = Arc::new(Access::new(port, &allowed_hosts, read_only).map_err(random)?);
    let token = access.token().map_err(random)?;
    let (news, _) = broadcast::channel(NEWS);
    let pages = Arc::new(pictures::Pages::default());
    let setting = Setting {
        root: root.clone(),
        converter,
        language,
        read_only,
        pages: Arc::clone(&pages),
        news: news.clone(),
        program: Arc::clone(&program),
        address: host.clone(),
        instance: access::random().map_err(random)?,
        runtime: Handle::current(),
    };
    let workshop = Workshop::open(move |workshop| Studio::open(setting, lock, workshop))?;
    let watched = workshop.clone();
    // Without a watcher, saves in other programs show after a reload: better than nothing.
    let _ = watch::watch(&root, Project::folders(&root), move |paths| {
        watched.send(move |studio| studio.disk_changed(paths));
    });
    let photo_turn = Arc::default();
    let desk = Desk {
        workshop: workshop.clone(),
        pages,
        news,
        access,
        language,
        program,
        reveal,
        photo_turn,
    };
    ready(&format!("{host}/open?token={token}&to={first}"));
    // Streams of news never end by themselves, so the server is dropped with them.
    tokio::select! {
        result = axum::serve(listener, routes::router(desk)).into_future() => result?,
        () = stop => {}
    }
    Ok(finish(workshop).await)
}

/// Writes what was typed last, then says what could not be saved.
async fn finish(workshop: Workshop<Studio>) -> Vec<Message> {
    let _ = workshop.ask(Studio::close).await;
    // What became of the last write is known only after it.
    let unsaved = workshop.ask(|studio| studio.unsaved()).await;
    workshop.close();
    unsaved.unwrap_or_default()
}
