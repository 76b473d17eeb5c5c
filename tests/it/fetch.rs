//! Published postings, fetched from a server of the test's own on this machine.

use crate::cli::{Folder, Run, assert_says};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const AD: &str = "<!DOCTYPE html><html lang=de><head><title>Stelle</title></head><body><nav>Start Jobs Kontakt</nav><main><h1>Referentin oder Referent (m/w/d)</h1><p>Sie beraten die Verwaltung und bearbeiten die Anträge der Bürgerinnen und Bürger.</p><p>Verstärken Sie unser junges, dynamisches Team in der Stadt!</p></main></body></html>";
const OTHER: &str = "<!DOCTYPE html><html lang=de><body><main><h1>Impressum</h1><p>Angaben nach dem Gesetz. Wir sind ein junges, dynamisches Team und freuen uns auf Ihren Besuch in der Stadt.</p></main></body></html>";

/// What the server does with a request.
enum Answer {
    /// Status, headers, body.
    Reply(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// A body that comes byte by byte.
    Drip,
    /// A body that breaks off.
    Cut,
    /// Nothing at all.
    Hang,
    /// Something that is no HTTP.
    Noise,
}

fn page(body: impl Into<Vec<u8>>) -> Answer {
    Answer::Reply(200, vec![("Content-Type", "text/html; charset=utf-8".into())], body.into())
}

fn status(status: u16) -> Answer {
    Answer::Reply(status, Vec::new(), Vec::new())
}

fn to(location: &str) -> Answer {
    Answer::Reply(302, vec![("Location", location.into())], Vec::new())
}

struct Server {
    base: String,
    asked: Arc<Mutex<Vec<(String, Instant)>>>,
}

impl Server {
    /// A server that answers each path as `answer` says. It ends with the process.
    fn new(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, answer) = (Arc::clone(&asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        Self { base, asked }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|(path, _)| path.clone()).collect()
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<(String, Instant)>>, answer: &dyn Fn(&str) -> Answer) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let first = lines.next().and_then(Result::ok).unwrap_or_default();
    let mut agent = String::new();
    for line in lines.map_while(Result::ok).take_while(|line| !line.is_empty()) {
        if line.to_ascii_lowercase().starts_with("user-agent:") {
            agent = line;
        }
    }
    assert!(agent.contains("adlint/"), "{agent}");
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    log.lock().unwrap().push((path.clone(), Instant::now()));
    let reply = match answer(&path) {
        Answer::Reply(status, headers, body) => {
            let mut head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
            for (name, value) in headers {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
            [head.as_bytes(), b"\r\n", &body].concat()
        }
        Answer::Cut => format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n{AD}").into_bytes(),
        Answer::Noise => b"\x16\x03\x01 this is no HTTP\r\n\r\n".to_vec(),
        Answer::Drip => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>");
            // Whoever waits for the end waits for a minute.
            for _ in 0..300 {
                if stream.write_all(b"x").is_err() {
                    return;
                }
                thread::sleep(Duration::from_millis(200));
            }
            return;
        }
        Answer::Hang => {
            thread::sleep(Duration::from_secs(60));
            return;
        }
    };
    let _ = stream.write_all(&reply);
}

/// robots.txt is not there, everything else as `answer` says.
fn without_robots(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Server {
    Server::new(move |path| if path == "/robots.txt" { status(404) } else { answer(path) })
}

fn adlint(args: &[&str]) -> Run {
    let folder = Folder::new();
    let mut command = folder.adlint(&[&["check", "--isolated"], args].concat());
    for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env_remove(name);
    }
    Run::of(command.output().expect("adlint runs"))
}

fn check(url: &str, more: &[&str]) -> Run {
    adlint(&[&[url, "--allow-private-addresses", "--pause", "0", "--format", "concise"], more].concat())
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_page_is_checked_and_reported_by_its_address() {
    let server = without_robots(|_| page(AD));
    let url = server.url("/jobs/1?lang=de");
    let run = check(&url, &[]).ends_with(1);
    assert_says(&run.out, &[&format!("{url}:1:"), "age/young-team"]);
    assert_eq!(server.asked(), ["/robots.txt", "/jobs/1?lang=de"]);
}

#[test]
fn the_posting_in_the_data_of_a_page_is_found() {
    let server = without_robots(|path| {
        match path {
        "/data" => page(r#"<html><body><div id=app></div><script type="application/ld+json">{"@type":"JobPosting","title":"Referentin oder Referent (m/w/d)","description":"<p>Sie beraten die Verwaltung und bearbeiten die Antr\u00e4ge.</p><p>Verst\u00e4rken Sie unser junges Team!</p>"}</script></body></html>"#),
        "/json" => Answer::Reply(200, vec![("Content-Type", "application/ld+json".into())], br#"{"@type":"JobPosting","title":"Referentin oder Referent (m/w/d)","description":"Sie beraten die Verwaltung. Verst\u00e4rken Sie unser junges Team!"}"#.to_vec()),
        _ => Answer::Reply(200, vec![("Content-Type", "text/plain".into())], "Wir suchen Verstärkung für die Verwaltung. Verstärken Sie unser junges Team!".into()),
    }
    });
    for path in ["/data", "/json", "/ad.txt"] {
        assert_says(&check(&server.url(path), &[]).ends_with(1).out, &["age/young-team"]);
    }
}

#[test]
fn machines_of_this_network_are_asked_only_if_somebody_says_so() {
    let server = without_robots(|_| page(AD));
    let port = server.base.rsplit(':').next().unwrap().to_owned();
    for host in [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0.0.0.0",
        "2130706433",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
        "10.0.0.1",
        "printer.local",
    ] {
        let run = adlint(&[&format!("http://{host}:{port}/"), "--pause", "0"]).ends_with(2);
        assert_says(&run.out, &["not-fetched", "--allow-private-addresses"]);
    }
    assert_eq!(server.asked(), [""; 0], "nobody was asked");
}

#[test]
fn redirects_are_followed_so_far_and_looked_at_each_time() {
    let server = without_robots(|path| match path {
        "/loop" => to("/loop"),
        "/a" => to("/b?x=1"),
        "/b?x=1" => Answer::Reply(308, vec![("Location", "//127.0.0.1/".into())], Vec::new()),
        "/file" => to("file:///etc/passwd"),
        "/nowhere" => status(302),
        "/moved" => Answer::Reply(301, vec![("Location", "ad".into())], Vec::new()),
        _ => page(AD),
    });
    assert_says(&check(&server.url("/loop"), &[]).ends_with(2).out, &["redirects more than 8 times"]);
    assert_eq!(server.asked().iter().filter(|path| *path == "/loop").count(), 9);
    assert_says(&check(&server.url("/moved"), &[]).ends_with(1).out, &["/moved:", "age/young-team"]);
    assert_says(&check(&server.url("/file"), &[]).ends_with(2).out, &["302"]);
    assert_says(&check(&server.url("/nowhere"), &[]).ends_with(2).out, &["302"]);
    // Port 80 of this machine, where nobody should be; another host has another robots.txt to ask for first.
    assert_says(&check(&server.url("/a"), &[]).ends_with(2).out, &["not-fetched"]);
}

#[test]
fn robots_are_obeyed() {
    let server = Server::new(|path| match path {
        "/robots.txt" => Answer::Reply(
            200,
            Vec::new(),
            b"User-agent: *\nDisallow: /intern\n\nUser-agent: adlint\nDisallow: /jobs/*/draft$\nCrawl-delay: 0.7\n".to_vec(),
        ),
        "/moved" => to("/jobs/1/draft"),
        _ => page(AD),
    });
    assert_says(&check(&server.url("/jobs/1/draft"), &[]).ends_with(2).out, &["robots.txt"]);
    assert_says(&check(&server.url("/moved"), &[]).ends_with(2).out, &["robots.txt"]);
    check(&server.url("/intern/1"), &[]).ends_with(1);
    assert!(!server.asked().contains(&"/jobs/1/draft".to_owned()));
    server.asked.lock().unwrap().clear();
    check(&server.url("/jobs/1"), &[&server.url("/jobs/2")]).ends_with(1);
    let asked = server.asked.lock().unwrap();
    let times: Vec<Instant> = asked.iter().map(|(_, when)| *when).collect();
    assert_eq!(times.len(), 3, "{asked:?}");
    assert!(
        times.windows(2).all(|pair| pair[1] - pair[0] >= Duration::from_millis(650)),
        "the pause the site asks for"
    );
    drop(asked);
    let broken = Server::new(|path| if path == "/robots.txt" { status(500) } else { page(AD) });
    assert_says(&check(&broken.url("/"), &[]).ends_with(2).out, &["robots.txt", "later"]);
    assert_eq!(broken.asked(), ["/robots.txt"]);
}

#[test]
fn between_two_pages_there_is_a_pause() {
    let server = without_robots(|_| page(AD));
    let start = Instant::now();
    adlint(&[
        &server.url("/1"),
        &server.url("/2"),
        "--allow-private-addresses",
        "--pause",
        "0.4",
        "--quiet",
    ])
    .ends_with(1);
    assert!(start.elapsed() >= Duration::from_millis(800), "{:?}", start.elapsed());
}

#[test]
fn what_is_not_there_or_no_page_is_said() {
    let server = without_robots(|path| match path {
        "/404" => Answer::Reply(404, vec![("Content-Type", "text/html".into())], AD.into()),
        "/503" => Answer::Reply(503, vec![("Retry-After", "0".into())], Vec::new()),
        "/image" => Answer::Reply(200, vec![("Content-Type", "image/png".into())], b"\x89PNG".to_vec()),
        "/empty" => page(""),
        "/cut" => Answer::Cut,
        "/noise" => Answer::Noise,
        _ => page("<p"),
    });
    for (path, says) in [
        ("/404", "404"),
        ("/503", "503"),
        ("/image", "image/png"),
        ("/empty", "empty"),
        ("/cut", "not-fetched"),
        ("/noise", "not-fetched"),
        ("/broken", "a"),
    ] {
        assert_says(&check(&server.url(path), &[]).ends_with(2).out, &[path, says]);
    }
    assert_eq!(
        server.asked().iter().filter(|path| *path == "/503").count(),
        2,
        "once more, and then no more"
    );
    assert_says(&check("http://nobody.invalid/", &[]).ends_with(2).out, &["not-fetched"]);
    assert_says(&check("http://127.0.0.1:1/", &[]).ends_with(2).out, &["not-fetched", "try again"]);
    assert_says(&check("https://me:secret@127.0.0.1/", &[]).ends_with(2).out, &["password"]);
    let german = check(&server.url("/404"), &["--lang", "de"]);
    assert_says(&german.out, &["Server antwortet mit 404"]);
}

#[test]
fn a_slow_server_is_not_waited_for() {
    let server = without_robots(|path| if path == "/drip" { Answer::Drip } else { Answer::Hang });
    for path in ["/drip", "/hang"] {
        let start = Instant::now();
        assert_says(&check(&server.url(path), &["--timeout", "1"]).ends_with(2).out, &["longer than 1 s"]);
        assert!(start.elapsed() < Duration::from_secs(10), "{path}: {:?}", start.elapsed());
    }
}

#[test]
fn packed_pages_are_unpacked_and_bombs_are_not() {
    let server = without_robots(|path| {
        let body = match path {
            "/bomb" => packed(&vec![b'a'; 300 << 20]),
            "/broken" => b"\x1F\x8B\x08\x00 this is not packed".to_vec(),
            _ => packed(AD.as_bytes()),
        };
        Answer::Reply(200, vec![("Content-Type", "text/html".into()), ("Content-Encoding", "gzip".into())], body)
    });
    assert_says(&check(&server.url("/ad"), &[]).ends_with(1).out, &["age/young-team"]);
    assert_says(
        &check(&server.url("/bomb"), &["--timeout", "60"]).ends_with(2).out,
        &["larger than 16 MB"],
    );
    assert_says(&check(&server.url("/broken"), &[]).ends_with(2).out, &["not-fetched"]);
}

#[test]
fn the_encoding_is_what_the_header_says_unless_it_is_plainly_wrong() {
    let server = without_robots(|path| {
        let latin: Vec<u8> = AD.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let (kind, body) = match path {
            "/latin" => ("text/html; charset=ISO-8859-1", latin),
            "/lying" => ("text/html; charset=ISO-8859-1", AD.into()),
            "/wrong" => ("text/html; charset=utf-8", latin),
            _ => ("text/html; charset=utf-16le", AD.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        };
        Answer::Reply(200, vec![("Content-Type", kind.into())], body)
    });
    for path in ["/latin", "/lying", "/wrong", "/wide"] {
        let run = check(&server.url(path), &[]).ends_with(1);
        assert_says(&run.out, &["age/young-team"]);
        assert!(!run.out.contains('\u{FFFD}') && !run.out.contains('Ã'), "{path}: {}", run.out);
    }
}

#[test]
fn a_site_map_leads_to_the_postings() {
    let base = Arc::new(Mutex::new(String::new()));
    let known = Arc::clone(&base);
    let server = without_robots(move |path| {
        let base = known.lock().unwrap().clone();
        let urls = |paths: &[&str]| paths.iter().map(|path| format!("<url><loc>{base}{path}</loc></url>")).collect::<String>();
        let xml = |inside: &str| {
            Answer::Reply(
                200,
                vec![("Content-Type", "application/xml".into())],
                format!("<?xml version=\"1.0\"?>{inside}").into(),
            )
        };
        match path {
            "/sitemap.xml" => xml(&format!(
                "<sitemapindex><sitemap><loc>{base}/jobs.xml.gz</loc></sitemap><sitemap><loc>{base}/more.xml</loc></sitemap></sitemapindex>"
            )),
            "/jobs.xml.gz" => Answer::Reply(
                200,
                vec![("Content-Type", "application/gzip".into())],
                packed(format!("<urlset>{}</urlset>", urls(&["/job/1", "/impressum"])).as_bytes()),
            ),
            "/more.xml" => xml(&format!("<urlset>{}</urlset>", urls(&["/job/2?a=1&amp;b=2", "/job/1"]))),
            "/broken.xml" => xml("<urlset><url><loc>"),
            "/bomb.xml.gz" => Answer::Reply(200, Vec::new(), packed(&vec![b' '; 80 << 20])),
            "/impressum" => page(OTHER),
            _ => page(AD),
        }
    });
    base.lock().unwrap().clone_from(&server.base);
    let map = |path: &str| {
        adlint(&[
            "--sitemap",
            &server.url(path),
            "--allow-private-addresses",
            "--pause",
            "0",
            "--timeout",
            "60",
        ])
    };
    let run = map("/sitemap.xml").ends_with(1);
    assert_says(&run.out, &["/job/1:1:", "/job/2?a=1&b=2:1:", "2 ads", "1 page without a job ad"]);
    assert_eq!(server.asked().iter().filter(|path| *path == "/job/1").count(), 1);
    for (path, says) in [("/broken.xml", "site map"), ("/bomb.xml.gz", "larger than 50 MB"), ("/job/1", "site map")] {
        assert_says(&map(path).ends_with(2).out, &[path, says]);
    }
    // What is named is checked, whatever it is.
    assert_says(&check(&server.url("/impressum"), &[]).ends_with(1).out, &["age/young-team"]);
}
