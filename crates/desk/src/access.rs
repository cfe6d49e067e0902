//! Who may use the desk: its address is open to every page in the user's browser and to every
//! program on the machine, so each request has to prove that it comes from the desk's own pages.
//!
//! The rules, with what happened to servers that lacked them, are in SECURITY.md.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::PoisonError;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// The header that each write has to carry. Pages of other sites cannot set it without asking
/// first, which the desk never answers.
pub(crate) const WRITE_HEADER: &str = "x-byline-desk";

/// The policy for the desk's pages: nothing from anywhere else, nothing inline.
const POLICY: &str = "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; \
                      frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// What a request needs in order to be answered.
pub(crate) struct Access {
    /// The hosts by which the desk may be called, each with its port.
    hosts: BTreeSet<String>,
    /// The name of the cookie. It has the port in it, because browsers keep one set of cookies
    /// for all ports of a host.
    cookie: String,
    /// The value of the cookie.
    secret: String,
    /// The tokens that nobody has used yet.
    tokens: Mutex<BTreeSet<String>>,
    read_only: bool,
}

impl Access {
    /// Creates the rules for a desk on a port of this machine. `allowed` are other names by which
    /// browsers reach it, such as that of a forwarded port.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub(crate) fn new(
        port: u16,
        allowed: &[String],
        read_only: bool,
    ) -> Result<Self, getrandom::Error> {
        let own = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}"));
        // A name may come with its own port; without one, any port of that name is meant by
        // whoever forwards it, and browsers leave out the ports of http and https.
        let allowed = allowed.iter().map(|name| name.to_lowercase());
        Ok(Self {
            hosts: own.into_iter().chain(allowed).collect(),
            cookie: format!("byline-desk-{port}"),
            secret: random()?,
            tokens: Mutex::default(),
            read_only,
        })
    }

    /// Returns a new token, which a browser can exchange once for the cookie.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub(crate) fn token(&self) -> Result<String, getrandom::Error> {
        let token = random()?;
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).insert(token.clone());
        Ok(token)
    }

    /// Exchanges a token for the header that sets the cookie. A token is good for one exchange.
    pub(crate) fn redeem(&self, token: &str) -> Option<HeaderValue> {
        let known = self.tokens.lock().unwrap_or_else(PoisonError::into_inner).remove(token);
        let Self { cookie, secret, .. } = self;
        let header = format!("{cookie}={secret}; HttpOnly; SameSite=Strict; Path=/");
        known.then(|| HeaderValue::try_from(header).ok()).flatten()
    }

    /// Returns whether writes are refused.
    pub(crate) fn is_read_only(&self) -> bool {
        self.read_only
    }

    fn refusal(&self, method: &Method, path: &str, headers: &HeaderMap) -> Option<Refusal> {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        // A page whose name was made to point at this machine calls the desk by that name.
        let host = text(HOST).unwrap_or_default().to_lowercase();
        if !self.knows(&host) {
            return Some(Refusal::Host);
        }
        // Browsers send the origin with every write, and with whatever another site asks for.
        if let Some(origin) = text(ORIGIN) {
            let origin = origin.to_lowercase();
            let name = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            if !name.is_some_and(|name| self.knows(name)) {
                return Some(Refusal::Origin);
            }
        }
        if path == "/open" {
            return None;
        }
        // To a browser, another port of this machine is the same site, and gets the cookie. Only
        // the desk's own pages and the address line are the same origin, or none.
        let site = headers.get("sec-fetch-site");
        if site.is_some_and(|site| site != "same-origin" && site != "none") {
            return Some(Refusal::Origin);
        }
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut cookies = cookies.flat_map(|all| all.split(';')).filter_map(|c| c.split_once('='));
        let is_known = cookies.any(|(name, value)| {
            name.trim() == self.cookie
                && bool::from(value.trim().as_bytes().ct_eq(self.secret.as_bytes()))
        });
        if !is_known {
            return Some(Refusal::Cookie);
        }
        let reads = [Method::GET, Method::HEAD].contains(method);
        if !reads && !headers.contains_key(WRITE_HEADER) {
            return Some(Refusal::Header);
        }
        (!reads && self.read_only).then_some(Refusal::ReadOnly)
    }

    fn knows(&self, host: &str) -> bool {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        self.hosts.contains(host) || self.hosts.contains(name)
    }
}

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    Host,
    Origin,
    Cookie,
    Header,
    ReadOnly,
}

impl Refusal {
    /// Says what is wrong, in English: these words are for whoever sets up the machine.
    fn words(self) -> &'static str {
        match self {
            Self::Host => {
                "byline does not serve this host name. Start it with --allow-host NAME to allow it."
            }
            Self::Origin => "byline does not answer requests from other sites.",
            Self::Cookie => {
                "Open the address that byline printed when it started; each address works once. \
                 Start byline again for a new one."
            }
            Self::Header => "This request lacks the header that byline's own pages send.",
            Self::ReadOnly => "byline was started with --read-only.",
        }
    }
}

/// Lets requests through that meet the rules, and adds the headers that bind the browser.
pub(crate) async fn guard(
    State(access): State<Arc<Access>>,
    request: Request,
    next: Next,
) -> Response {
    let refusal = access.refusal(request.method(), request.uri().path(), request.headers());
    let mut response = match refusal {
        None => next.run(request).await,
        Some(refusal) => (StatusCode::FORBIDDEN, refusal.words()).into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Returns 128 random bits as hexadecimal digits.
pub(crate) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access() -> Access {
        Access::new(4000, &["desk.example".to_owned()], false).unwrap()
    }

    fn refused(
        access: &Access,
        method: &Method,
        headers: &[(&'static str, String)],
    ) -> Option<Refusal> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        access.refusal(method, "/api/project", &map)
    }

    #[test]
    fn only_the_desk_s_own_pages_are_answered() {
        let access = access();
        let cookie = ("cookie", format!("byline-desk-4000={}", access.secret));
        let own = |host: &str| [("host", host.to_owned()), cookie.clone()];
        let ask = |headers: &[(&'static str, String)]| refused(&access, &Method::GET, headers);
        assert_eq!(ask(&own("127.0.0.1:4000")), None);
        assert_eq!(ask(&own("localhost:4000")), None);
        assert_eq!(ask(&own("desk.example:8443")), None);
        assert_eq!(ask(&own("evil.example:4000")), Some(Refusal::Host));
        assert_eq!(ask(&own("127.0.0.1:4001")), Some(Refusal::Host));
        let [host, cookie] = own("127.0.0.1:4000");
        assert_eq!(ask(std::slice::from_ref(&host)), Some(Refusal::Cookie));
        let wrong = ("cookie", "byline-desk-4000=0".to_owned());
        assert_eq!(ask(&[host.clone(), wrong]), Some(Refusal::Cookie));
        let other = ("origin", "http://evil.example".to_owned());
        assert_eq!(ask(&[host.clone(), cookie.clone(), other]), Some(Refusal::Origin));
        let put = refused(&access, &Method::PUT, &[host.clone(), cookie.clone()]);
        assert_eq!(put, Some(Refusal::Header));
        let header = (WRITE_HEADER, "1".to_owned());
        assert_eq!(refused(&access, &Method::PUT, &[host, cookie, header]), None);
    }

    #[test]
    fn a_token_works_once() {
        let access = access();
        let token = access.token().unwrap();
        assert!(access.redeem("0").is_none());
        assert!(access.redeem(&token).is_some());
        assert!(access.redeem(&token).is_none());
    }
}
