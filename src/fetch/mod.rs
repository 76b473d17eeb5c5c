//! Published postings: a page by its address, and the addresses of a site map.
//!
//! Polite (robots.txt, a pause between requests to a host, one at a time), bounded in time, bytes and redirects, and not to
//! be sent to machines that are nobody's business: every address is looked at after its name was resolved, at every redirect.
//! Hands out bytes; must not know what is done with them.

mod address;
mod decode;
mod robots;
mod sitemap;

use crate::diagnostic::{Fault, FaultCode};
use crate::source::Format;
use address::{Guard, is_private};
use robots::Robots;
use std::collections::HashMap;
use std::io::Read;
use std::thread;
use std::time::{Duration, Instant};
use ureq::http::header::{ACCEPT, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use ureq::http::{Response, StatusCode};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Proxy};
use url::{Origin, Url};

/// What adlint calls itself.
const AGENT: &str = concat!("adlint/", env!("CARGO_PKG_VERSION"), " (linter for job ads)");
/// The name robots.txt may use.
const ROBOT: &str = "adlint";
/// Redirects followed at most.
const REDIRECTS: usize = 8;
/// A page larger than this, unpacked, is no ad.
const PAGE_BYTES: u64 = 16 << 20;
/// What RFC 9309 asks crawlers to read of robots.txt at least.
const ROBOTS_BYTES: u64 = 500 << 10;
/// A site may ask for a longer pause, but not for any length.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How it is fetched.
#[derive(Debug, Clone, Copy)]
pub struct Manners {
    /// The longest a request may take, from the name to the last byte.
    pub timeout: Duration,
    /// The pause between two requests to one host.
    pub pause: Duration,
    /// Whether machines of this network may be asked.
    pub private: bool,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            pause: Duration::from_secs(1),
            private: false,
        }
    }
}

/// Why an address was not fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Not `http` or `https`, or no address at all, or one with a password in it.
    Address,
    /// robots.txt asks not to.
    Robots,
    /// robots.txt could not be read, which means no.
    RobotsUnread,
    /// A machine of this network.
    Private,
    /// There is no such host.
    Host,
    /// It took longer than this many seconds.
    Timeout(u64),
    /// Redirects without end.
    Redirects,
    /// The server says this.
    Status(u16),
    /// More bytes than this, unpacked.
    TooLarge(u64),
    /// Neither a page nor text: this type.
    Type(String),
    /// Not a site map.
    Sitemap(String),
    /// The connection: refused, broken off, not encrypted as it should be.
    Connection(String),
}

impl Trouble {
    /// The fault, with the detail that [`FaultCode::NotFetched`] describes.
    pub fn fault(&self) -> Fault {
        let detail = match self {
            Self::Address => "address".to_owned(),
            Self::Robots => "robots".to_owned(),
            Self::RobotsUnread => "robots-unread".to_owned(),
            Self::Private => "private".to_owned(),
            Self::Host => "host".to_owned(),
            Self::Timeout(seconds) => format!("timeout {seconds}"),
            Self::Redirects => format!("redirects {REDIRECTS}"),
            Self::Status(status) => format!("status {status}"),
            Self::TooLarge(bytes) => format!("large {}", bytes >> 20),
            Self::Type(what) => format!("type {what}"),
            Self::Sitemap(what) => format!("sitemap {what}"),
            Self::Connection(what) => format!("connection {what}"),
        };
        Fault {
            code: FaultCode::NotFetched,
            detail,
            span: None,
        }
    }
}

/// A page that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its bytes: UTF-8 where the server named another encoding, else as they came.
    pub bytes: Vec<u8>,
    /// What the server says it is; `None` where it does not say.
    pub format: Option<Format>,
}

/// Fetches one address after the other.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    manners: Manners,
    proxied: bool,
    robots: HashMap<Origin, Robots>,
    /// When each host was last asked.
    asked: HashMap<String, Instant>,
}

/// What came, with its headers read.
struct Fetched {
    bytes: Vec<u8>,
    kind: String,
}

impl Fetcher {
    /// A fetcher with these manners.
    pub fn new(manners: Manners) -> Self {
        let proxy = Proxy::try_from_env();
        let guard = Guard {
            private: manners.private,
            proxy: proxy.as_ref().map(|proxy| proxy.host().to_owned()),
        };
        let config = Agent::config_builder()
            .user_agent(AGENT)
            .timeout_global(Some(manners.timeout))
            // Every redirect is looked at here first.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_response_header_size(64 << 10)
            .max_idle_connections(4)
            .proxy(proxy.clone())
            .build();
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), guard),
            manners,
            proxied: proxy.is_some(),
            robots: HashMap::new(),
            asked: HashMap::new(),
        }
    }

    /// The page at an address.
    ///
    /// # Errors
    /// Why there is none.
    pub fn page(&mut self, address: &str) -> Result<Page, Trouble> {
        let accept = "text/html, application/xhtml+xml, application/ld+json, application/json;q=0.9, text/markdown;q=0.9, text/plain;q=0.8";
        let fetched = self.follow(address, accept, PAGE_BYTES)?;
        let format = decode::format(&fetched.kind)?;
        let bytes = decode::text(fetched.bytes, &fetched.kind);
        Ok(Page { bytes, format })
    }

    /// The addresses of a site map, and of those it names, in their order, each once; never more than a site map may hold.
    ///
    /// # Errors
    /// Why it cannot be read. A site map inside it that cannot be read is an error of the whole.
    pub fn sitemap(&mut self, address: &str) -> Result<Vec<String>, Trouble> {
        sitemap::gather(address, |address| {
            let fetched = self.follow(
                address,
                "application/xml, text/xml, application/gzip, text/plain;q=0.5",
                sitemap::MOST_BYTES,
            )?;
            sitemap::unpacked(fetched.bytes)
        })
    }

    /// Fetches an address and what it redirects to.
    fn follow(&mut self, address: &str, accept: &str, most: u64) -> Result<Fetched, Trouble> {
        let mut url = address::parse(address)?;
        for _ in 0..=REDIRECTS {
            self.allowed(&url)?;
            let response = self.patient(&url, accept)?;
            let status = response.status();
            if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
                url = target(&url, &response).ok_or(Trouble::Status(status.as_u16()))?;
                continue;
            }
            if status != StatusCode::OK {
                return Err(Trouble::Status(status.as_u16()));
            }
            let kind = header(&response, CONTENT_TYPE.as_str()).to_owned();
            let bytes = self.body(response, most)?;
            return Ok(Fetched { bytes, kind });
        }
        Err(Trouble::Redirects)
    }

    /// Asks once, and once more where the server asks for a little patience.
    fn patient(&mut self, url: &Url, accept: &str) -> Result<Response<Body>, Trouble> {
        let response = self.ask(url, accept)?;
        let busy = matches!(response.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        let seconds = header(&response, RETRY_AFTER.as_str()).trim().parse().ok().map(Duration::from_secs);
        match seconds.filter(|wait| busy && *wait <= LONGEST_PAUSE) {
            Some(wait) => {
                thread::sleep(wait);
                self.ask(url, accept)
            }
            None => Ok(response),
        }
    }

    /// One request, after the pause its host is owed.
    fn ask(&mut self, url: &Url, accept: &str) -> Result<Response<Body>, Trouble> {
        // A host that is written as a number is not resolved by anyone, least of all behind a proxy.
        if !self.manners.private && (address::is_private_host(url) || (self.proxied && resolves_to_private(url))) {
            return Err(Trouble::Private);
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        let wished = self.robots.get(&url.origin()).and_then(Robots::pause).unwrap_or_default();
        let pause = self.manners.pause.max(wished.min(LONGEST_PAUSE));
        if let Some(last) = self.asked.get(&host) {
            thread::sleep(pause.saturating_sub(last.elapsed()));
        }
        let response = self.agent.get(url.as_str()).header(ACCEPT, accept).call();
        self.asked.insert(host, Instant::now());
        response.map_err(|error| self.trouble(&error))
    }

    /// Whether robots.txt lets us.
    fn allowed(&mut self, url: &Url) -> Result<(), Trouble> {
        let origin = url.origin();
        if !self.robots.contains_key(&origin) {
            let robots = self.read_robots(url)?;
            self.robots.insert(origin.clone(), robots);
        }
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        match self.robots.get(&origin) {
            Some(robots) if robots.is_unread() => Err(Trouble::RobotsUnread),
            Some(robots) if !robots.allows(&path) => Err(Trouble::Robots),
            _ => Ok(()),
        }
    }

    /// Reads robots.txt as RFC 9309 has it: none is yes, a broken server is no.
    fn read_robots(&mut self, url: &Url) -> Result<Robots, Trouble> {
        let Ok(mut url) = url.join("/robots.txt") else {
            return Ok(Robots::all());
        };
        for _ in 0..=REDIRECTS {
            let response = self.ask(&url, "text/plain")?;
            let status = response.status();
            if status.is_redirection() {
                match target(&url, &response) {
                    Some(next) => url = next,
                    None => return Ok(Robots::all()),
                }
                continue;
            }
            return Ok(match status.as_u16() {
                200..=299 => {
                    let mut bytes = Vec::new();
                    match response.into_body().into_reader().take(ROBOTS_BYTES).read_to_end(&mut bytes) {
                        Ok(_) => Robots::read(&String::from_utf8_lossy(&bytes), ROBOT),
                        Err(_) => Robots::unread(),
                    }
                }
                500.. => Robots::unread(),
                _ => Robots::all(),
            });
        }
        Ok(Robots::all())
    }

    /// The body, unpacked, as far as it may go.
    fn body(&self, response: Response<Body>, most: u64) -> Result<Vec<u8>, Trouble> {
        let mut bytes = Vec::new();
        let read = response.into_body().into_reader().take(most + 1).read_to_end(&mut bytes);
        read.map_err(|error| self.broken(error))?;
        if bytes.len() as u64 > most {
            return Err(Trouble::TooLarge(most));
        }
        Ok(bytes)
    }

    fn broken(&self, error: std::io::Error) -> Trouble {
        let kind = error.kind();
        match ureq::Error::from(error) {
            ureq::Error::Io(_) if kind == std::io::ErrorKind::TimedOut => Trouble::Timeout(self.manners.timeout.as_secs()),
            error => self.trouble(&error),
        }
    }

    fn trouble(&self, error: &ureq::Error) -> Trouble {
        match error {
            ureq::Error::Timeout(_) => Trouble::Timeout(self.manners.timeout.as_secs()),
            ureq::Error::HostNotFound => Trouble::Host,
            ureq::Error::Io(io) if io.kind() == std::io::ErrorKind::TimedOut => Trouble::Timeout(self.manners.timeout.as_secs()),
            ureq::Error::Io(io) if is_private(io) => Trouble::Private,
            // What the system says of a name that nobody knows differs from system to system.
            ureq::Error::Io(io) if io.to_string().contains("lookup") => Trouble::Host,
            other => Trouble::Connection(other.to_string().lines().next().unwrap_or_default().to_owned()),
        }
    }
}

fn header<'r>(response: &'r Response<Body>, name: &str) -> &'r str {
    response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Where a redirect leads; `None` where it says nothing we follow.
fn target(url: &Url, response: &Response<Body>) -> Option<Url> {
    let location = response.headers().get(LOCATION)?;
    let location = String::from_utf8_lossy(location.as_bytes()).into_owned();
    address::checked(url.join(&location).ok()?).ok()
}

/// Behind a proxy nobody tells us the address of a host, so we look ourselves; what we do not find the proxy may.
fn resolves_to_private(url: &Url) -> bool {
    url.socket_addrs(|| None)
        .is_ok_and(|found| found.iter().any(|socket| !address::is_public(socket.ip())))
}
