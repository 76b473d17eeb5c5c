//! Site maps: lists of addresses in XML or text, packed or not, and lists of such lists.

use super::Trouble;
use flate2::read::MultiGzDecoder;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use std::collections::{HashSet, VecDeque};
use std::io::Read;

/// What the protocol allows a site map to have, unpacked.
pub(super) const MOST_BYTES: u64 = 50 << 20;
/// What the protocol allows a site map to name; here it holds for all of them together.
const MOST_ADDRESSES: usize = 50_000;
/// Site maps read at most for one that was named.
const MOST_MAPS: usize = 500;

/// What a site map names.
#[derive(Debug, PartialEq, Eq)]
enum Listed {
    Pages(Vec<String>),
    Maps(Vec<String>),
}

/// The addresses of pages, in order, each once.
pub(super) fn gather(address: &str, mut fetch: impl FnMut(&str) -> Result<String, Trouble>) -> Result<Vec<String>, Trouble> {
    let mut waiting = VecDeque::from([address.to_owned()]);
    let mut known: HashSet<String> = HashSet::from([address.to_owned()]);
    let mut pages = Vec::new();
    let mut read = 0;
    while let Some(address) = waiting.pop_front() {
        read += 1;
        match listed(&fetch(&address)?)? {
            Listed::Pages(found) => pages.extend(found.into_iter().filter(|page| known.insert(page.clone()))),
            Listed::Maps(found) => waiting.extend(found.into_iter().filter(|map| known.insert(map.clone()))),
        }
        if read + waiting.len() > MOST_MAPS || pages.len() > MOST_ADDRESSES {
            return Err(Trouble::Sitemap(format!("more than {MOST_MAPS} maps or {MOST_ADDRESSES} addresses")));
        }
    }
    Ok(pages)
}

/// The text of a site map that may be packed once more (`sitemap.xml.gz`).
pub(super) fn unpacked(bytes: Vec<u8>) -> Result<String, Trouble> {
    let bytes = if bytes.starts_with(&[0x1F, 0x8B]) {
        let mut out = Vec::new();
        let read = MultiGzDecoder::new(bytes.as_slice()).take(MOST_BYTES + 1).read_to_end(&mut out);
        read.map_err(|error| Trouble::Sitemap(format!("gzip: {error}")))?;
        if out.len() as u64 > MOST_BYTES {
            return Err(Trouble::TooLarge(MOST_BYTES));
        }
        out
    } else {
        bytes
    };
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn listed(text: &str) -> Result<Listed, Trouble> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return xml(text);
    }
    let lines: Vec<String> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if lines.is_empty() || lines.iter().any(|line| !line.starts_with("http://") && !line.starts_with("https://")) {
        return Err(Trouble::Sitemap("neither XML nor a list of addresses".to_owned()));
    }
    Ok(Listed::Pages(lines))
}

/// `<loc>` of `<url>` and of `<sitemap>`; those of images and videos inside them are others.
fn xml(text: &str) -> Result<Listed, Trouble> {
    let mut reader = Reader::from_str(text);
    let broken = |what: String| Trouble::Sitemap(what);
    let mut open: Vec<String> = Vec::new();
    let mut root = None;
    let mut here = String::new();
    let mut found = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| broken(error.to_string()))?;
        match event {
            Event::Start(start) => {
                let name = start.local_name().as_ref().to_owned();
                root.get_or_insert_with(|| name.clone());
                if open.len() > 16 {
                    return Err(broken("nested too deep".to_owned()));
                }
                open.push(name);
                here.clear();
            }
            Event::End(_) => {
                let is_loc = matches!(open.as_slice(), [_, outer, loc] if loc == "loc" && (outer == "url" || outer == "sitemap"));
                if is_loc && !here.trim().is_empty() {
                    found.push(here.trim().to_owned());
                }
                open.pop();
                here.clear();
            }
            Event::Text(text) => here.push_str(&text),
            Event::CData(text) => here.push_str(&text),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok().flatten().map(String::from);
                match letter.or_else(|| resolve_predefined_entity(&reference).map(str::to_owned)) {
                    Some(letter) => here.push_str(&letter),
                    None => return Err(broken(format!("&{};", &*reference))),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !open.is_empty() {
        return Err(broken("breaks off".to_owned()));
    }
    match root.as_deref() {
        Some("urlset") => Ok(Listed::Pages(found)),
        Some("sitemapindex") => Ok(Listed::Maps(found)),
        _ => Err(broken("neither <urlset> nor <sitemapindex>".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Listed, gather, listed};
    use crate::fetch::Trouble;

    #[test]
    fn site_maps_name_pages_or_maps() {
        let pages = "<?xml version='1.0'?><urlset xmlns='x' xmlns:image='y'><url><loc> https://e.org/?a=1&amp;b=2 </loc><image:image><image:loc>https://e.org/i.png</image:loc></image:image></url><url><loc><![CDATA[https://e.org/2]]></loc></url></urlset>";
        assert_eq!(
            listed(pages),
            Ok(Listed::Pages(vec!["https://e.org/?a=1&b=2".into(), "https://e.org/2".into()]))
        );
        let maps = "<sitemapindex><sitemap><loc>https://e.org/1.xml</loc></sitemap></sitemapindex>";
        assert_eq!(listed(maps), Ok(Listed::Maps(vec!["https://e.org/1.xml".into()])));
        assert_eq!(
            listed("https://e.org/1\n\nhttps://e.org/2\n"),
            Ok(Listed::Pages(vec!["https://e.org/1".into(), "https://e.org/2".into()]))
        );
        for broken in [
            "",
            "Hallo",
            "<html><body>404</body></html>",
            "<urlset><url><loc>https://e.org",
            "<urlset><url></loc></urlset>",
            "<urlset><url><loc>&x;</loc></url></urlset>",
        ] {
            assert!(matches!(listed(broken), Err(Trouble::Sitemap(_))), "{broken}");
        }
    }

    #[test]
    fn maps_that_name_each_other_end() {
        let mut asked = Vec::new();
        let pages = gather("https://e.org/a", |address| {
            asked.push(address.to_owned());
            Ok(match address {
                "https://e.org/a" => {
                    "<sitemapindex><sitemap><loc>https://e.org/a</loc></sitemap><sitemap><loc>https://e.org/b</loc></sitemap></sitemapindex>".into()
                }
                _ => "<urlset><url><loc>https://e.org/1</loc></url><url><loc>https://e.org/1</loc></url></urlset>".into(),
            })
        });
        assert_eq!((pages, asked.len()), (Ok(vec!["https://e.org/1".into()]), 2));
        let mut number = 0;
        let endless = gather("https://e.org/0", |_| {
            number += 1;
            Ok(format!(
                "<sitemapindex><sitemap><loc>https://e.org/{number}</loc></sitemap></sitemapindex>"
            ))
        });
        assert!(endless.is_err());
    }
}
