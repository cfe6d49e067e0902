//! A desk in a process of its own, and a client that can send what no browser would.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::common::{Project, Run};

/// How long anything may take before a test gives up.
pub(crate) const LIMIT: Duration = Duration::from_mins(2);

/// The header that each write has to carry.
pub(crate) const WRITE: (&str, &str) = ("x-byline-desk", "1");

/// A running desk, which ends with the test.
pub(crate) struct Desk {
    child: Child,
    /// The address that byline printed.
    pub(crate) url: String,
    pub(crate) address: SocketAddr,
    /// The name and value of the cookie.
    pub(crate) cookie: String,
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Desk {
    /// Serves a project, and exchanges the token for the cookie.
    pub(crate) fn of(project: &Project) -> Self {
        Self::with(project, &[])
    }

    /// Serves a project with further arguments.
    pub(crate) fn with(project: &Project, args: &[&str]) -> Self {
        Self::started(project.command(&[&arguments()[..], args].concat()))
    }

    /// Serves a project where, as on a full disk, no file can have more than four kilobytes.
    pub(crate) fn with_little_disk(project: &Project) -> Self {
        let byline = project.command(&arguments());
        let mut limited = Command::new("sh");
        limited.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh"]);
        limited.arg(byline.get_program()).args(byline.get_args()).current_dir(project.path(""));
        Self::started(limited)
    }

    /// Serves a project with messages for people.
    pub(crate) fn for_people(project: &Project) -> Self {
        Self::begin(project.command(&["serve", "--no-open"]), true).opened()
    }

    /// Serves with a command, and exchanges the token for the cookie.
    pub(crate) fn started(command: Command) -> Self {
        Self::new(command).opened()
    }

    fn opened(mut self) -> Self {
        let desk = &mut self;
        let opened = desk.bare("GET", desk.path_to_open()).send();
        assert_eq!(opened.status, 303, "{opened:?}");
        opened.headers["set-cookie"].split(';').next().unwrap().clone_into(&mut desk.cookie);
        self
    }

    /// Serves with a command. The token is left unused.
    pub(crate) fn new(command: Command) -> Self {
        Self::begin(command, false)
    }

    fn begin(mut command: Command, is_for_people: bool) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (stdout, stderr) = (child.stdout.as_mut().unwrap(), child.stderr.as_mut().unwrap());
        let line = if is_for_people { first_line(stderr) } else { first_line(stdout) };
        if !line.ends_with('\n') {
            let mut said = String::new();
            stderr.read_to_string(&mut said).unwrap();
            panic!("nothing is served: {line} {said}");
        }
        let url = if is_for_people {
            line.split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned()
        } else {
            let message: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(message["type"], "serving", "{line}");
            message["url"].as_str().unwrap().to_owned()
        };
        let host = url.strip_prefix("http://").unwrap().split('/').next().unwrap();
        let address = host.parse().unwrap();
        Self { child, url, address, cookie: String::new() }
    }

    /// Returns the path and query of the address that byline printed.
    pub(crate) fn path_to_open(&self) -> &str {
        &self.url[format!("http://{}", self.address).len()..]
    }

    /// Returns the token in the address that byline printed.
    pub(crate) fn token(&self) -> &str {
        self.url.split("token=").nth(1).unwrap().split('&').next().unwrap()
    }

    /// Starts a request with nothing but the right host.
    pub(crate) fn bare(&self, method: &str, path: &str) -> Request {
        let request = Request {
            address: self.address,
            method: method.into(),
            path: path.into(),
            headers: vec![],
            body: vec![],
        };
        request.header("host", &self.address.to_string()).header("connection", "close")
    }

    /// Starts a request as the desk's own pages make it.
    pub(crate) fn own(&self, method: &str, path: &str) -> Request {
        let request = self.bare(method, path).header("cookie", &self.cookie);
        let request = request.header("sec-fetch-site", "same-origin");
        if method == "GET" { request } else { request.header(WRITE.0, WRITE.1) }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.own("GET", path).send()
    }

    /// Returns the JSON of an answer that must be right.
    #[track_caller]
    pub(crate) fn json(&self, path: &str) -> Value {
        self.get(path).expect(200).json()
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.own("POST", path).json(body).send()
    }

    /// Opens a file.
    #[track_caller]
    pub(crate) fn file(&self, name: &str) -> Value {
        self.json(&format!("/api/file?name={name}"))
    }

    /// Sends a text that was made from a version.
    pub(crate) fn put(&self, file: &str, base: u64, text: &str) -> Answer {
        let body = json!({ "file": file, "base": base, "text": text });
        self.own("PUT", "/api/file/text").json(&body).send()
    }

    /// Replaces the text of a file, whatever it is, and returns the version.
    #[track_caller]
    pub(crate) fn write(&self, file: &str, text: &str) -> u64 {
        let base = self.file(file)["version"].as_u64().unwrap();
        self.put(file, base, text).expect(200).json()["version"].as_u64().unwrap()
    }

    /// Waits until a file has this state, and returns its text.
    #[track_caller]
    pub(crate) fn wait_until(&self, file: &str, safety: &str) -> Value {
        wait(&format!("{file} is {safety}"), || {
            let text = self.file(file);
            (text["safety"] == safety).then_some(text)
        })
    }

    /// Waits until a view is as it is meant to be.
    #[track_caller]
    pub(crate) fn wait_for_view(&self, query: &str, is_meant: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        for _ in 0..LIMIT.as_millis() / 20 {
            let view = self.get(&format!("/api/view?{query}"));
            if view.status == 200 {
                last = view.json();
                if is_meant(&last) {
                    return last;
                }
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("{query} is never as it is meant to be: {last:#}");
    }

    /// Listens to the news.
    pub(crate) fn news(&self) -> News {
        let request = self.own("GET", "/api/news");
        let mut stream = request.open();
        stream.write_all(&request.bytes()).unwrap();
        let (sender, news) = mpsc::channel();
        let mut lines = BufReader::new(stream);
        let head = Answer::read_head(&mut lines).expect("the news has a head");
        assert_eq!(head.status, 200, "{head:?}");
        thread::spawn(move || {
            for line in lines.lines() {
                let Ok(line) = line else { return };
                let news =
                    line.strip_prefix("data: ").and_then(|data| serde_json::from_str(data).ok());
                if news.is_some_and(|news| sender.send(news).is_err()) {
                    return;
                }
            }
        });
        News(news)
    }

    /// Ends the process at once, as a crash would.
    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Ends the process as Ctrl-C does, and returns what it said.
    pub(crate) fn stop(mut self) -> Run {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        let status = wait("the desk stops", || self.child.try_wait().unwrap());
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        Run { code: status.code().unwrap_or(-1), stdout, stderr }
    }

    /// Returns the largest memory that the process has taken so far, in bytes.
    #[cfg(target_os = "linux")]
    pub(crate) fn most_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
    }

    /// Returns how many bytes the process has read so far, from files and elsewhere.
    #[cfg(target_os = "linux")]
    pub(crate) fn bytes_read(&self) -> u64 {
        let told = std::fs::read_to_string(format!("/proc/{}/io", self.child.id())).unwrap();
        told.lines().find_map(|line| line.strip_prefix("rchar: ")).unwrap().parse().unwrap()
    }

    /// Returns whether the process is still there.
    pub(crate) fn is_alive(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

/// Reads a line, and not one letter of what follows: that is for whoever reads to the end.
fn first_line(from: &mut impl Read) -> String {
    let (mut line, mut byte) = (String::new(), [0]);
    while !line.ends_with('\n') && from.read(&mut byte).unwrap() == 1 {
        line.push(char::from(byte[0]));
    }
    line
}

/// Returns the arguments that serve without a browser.
pub(crate) fn arguments() -> [&'static str; 4] {
    ["--message-format", "json", "serve", "--no-open"]
}

/// The news of a desk, as it comes in.
pub(crate) struct News(Receiver<Value>);

impl News {
    /// Waits for a piece of news.
    #[track_caller]
    pub(crate) fn wait_for(&self, what: &str, is_meant: impl Fn(&Value) -> bool) -> Value {
        let started = Instant::now();
        let mut seen = Vec::new();
        while let Some(left) = LIMIT.checked_sub(started.elapsed()) {
            let Ok(news) = self.0.recv_timeout(left) else { break };
            if is_meant(&news) {
                return news;
            }
            seen.push(news);
        }
        panic!("no news that {what}, but {seen:#?}");
    }

    /// Returns the news that came in until now.
    pub(crate) fn so_far(&self) -> Vec<Value> {
        self.0.try_iter().collect()
    }
}

/// Asks again and again until there is an answer.
#[track_caller]
pub(crate) fn wait<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(started.elapsed() < LIMIT, "this never happens: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Waits until a file has these bytes. Whatever else is there meanwhile must be in `before`, since
/// a file is never there in part.
#[track_caller]
pub(crate) fn wait_for_file(path: &Path, before: &[&[u8]], after: &[u8]) {
    wait(&format!("{} has what was typed", path.display()), || {
        let now = std::fs::read(path).unwrap();
        assert!(
            now == after || before.contains(&&*now),
            "there is part of a text: {}",
            String::from_utf8_lossy(&now)
        );
        (now == after).then_some(())
    });
}

/// A request.
#[derive(Clone)]
pub(crate) struct Request {
    address: SocketAddr,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    /// Sets a header, in the place of one with this name.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Leaves out a header.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self
    }

    pub(crate) fn json(mut self, body: &Value) -> Self {
        self.body = body.to_string().into_bytes();
        self.header("content-type", "application/json")
    }

    /// Sends these bytes, of no declared kind.
    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Sends it but for the last bytes, and hangs up.
    pub(crate) fn break_off(&self, lacking: usize) {
        let bytes = self.bytes();
        let _ = self.open().write_all(&bytes[..bytes.len() - lacking]);
    }

    /// Sends its head, which promises so many bytes, and none of them.
    #[track_caller]
    pub(crate) fn promising(&self, length: u64) -> Answer {
        let bytes = String::from_utf8(self.bytes()).unwrap();
        let bytes =
            bytes.replace("content-length: 0\r\n", &format!("content-length: {length}\r\n"));
        let mut stream = self.open();
        stream.write_all(bytes.as_bytes()).unwrap();
        Answer::read(BufReader::new(stream)).unwrap()
    }

    fn open(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{} {} HTTP/1.1\r\n", self.method, self.path).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: {value}\r\n").into_bytes());
        }
        if self.method != "GET" {
            bytes.extend(format!("content-length: {}\r\n", self.body.len()).into_bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(&self.body);
        bytes
    }

    /// Sends it, and reads the answer.
    #[track_caller]
    pub(crate) fn send(&self) -> Answer {
        self.try_send().unwrap_or_else(|| panic!("{} {}: no answer", self.method, self.path))
    }

    /// Sends it, and leaves soon, whether there is an answer or not.
    pub(crate) fn send_and_leave(&self, soon: Duration) {
        let mut stream = self.open();
        stream.write_all(&self.bytes()).unwrap();
        thread::sleep(soon);
    }

    /// Sends it. Returns `None` if nobody answers.
    pub(crate) fn try_send(&self) -> Option<Answer> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(LIMIT)).ok()?;
        // A server that refuses does not read to the end.
        let _ = stream.write_all(&self.bytes());
        Answer::read(BufReader::new(stream))
    }
}

/// Sends bytes that need not be a request, and returns what comes back.
pub(crate) fn send_raw(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(LIMIT)).unwrap();
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn read(mut from: impl BufRead) -> Option<Self> {
        let mut answer = Self::read_head(&mut from)?;
        if let Some(length) = answer.headers.get("content-length") {
            answer.body = vec![0; length.parse().unwrap()];
            from.read_exact(&mut answer.body).ok()?;
        } else if answer.headers.get("content-type").is_none_or(|kind| kind != "text/event-stream")
        {
            let _ = from.read_to_end(&mut answer.body);
        }
        Some(answer)
    }

    fn read_head(from: &mut impl BufRead) -> Option<Self> {
        let mut line = String::new();
        from.read_line(&mut line).ok()?;
        let status = line.split(' ').nth(1)?.parse().ok()?;
        let mut headers = BTreeMap::new();
        loop {
            line.clear();
            from.read_line(&mut line).ok()?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            headers.insert(name.to_lowercase(), value.trim().to_owned());
        }
        Some(Self { status, headers, body: vec![] })
    }

    /// Asserts the status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", self.text()))
    }
}
