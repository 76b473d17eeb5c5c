//! Which blocks of a page are the ad: navigation, cookie banners, headers, footers, forms and lists of other jobs go.
//!
//! It goes by elements, roles, class names and the share of links, all of which say something about a page in any
//! language. In doubt a block stays: a clause that is overlooked is worse than a menu that is read.

use super::BlockKind;
use super::html::Raw;
use super::tags::{Tag, attributes};
use crate::text::Span;

/// What an element says about the part of the page it holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Region {
    role: Option<Role>,
}

/// The parts of a page that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// `itemtype="…/JobPosting"`
    Posting,
    Main,
    Article,
    /// Menus, breadcrumbs: by element or role.
    Navigation,
    /// The same, by class name only.
    Menu,
    Header,
    Footer,
    Aside,
    /// Cookie banners and other dialogs.
    Overlay,
    /// Other jobs, sharing, search, newsletters.
    Around,
    Form,
    /// Not shown at first.
    Hidden,
}

impl Region {
    /// What an element says.
    pub(super) fn of(tag: Tag, html: &str, span: Span) -> Self {
        let by_tag = match tag {
            Tag::Main => Some(Role::Main),
            Tag::Article => Some(Role::Article),
            Tag::Nav => Some(Role::Navigation),
            Tag::Header => Some(Role::Header),
            Tag::Footer => Some(Role::Footer),
            Tag::Aside => Some(Role::Aside),
            Tag::Dialog => Some(Role::Overlay),
            Tag::Search => Some(Role::Around),
            Tag::Form => Some(Role::Form),
            _ => None,
        };
        if span.is_empty() {
            return Self { role: by_tag };
        }
        let mut role = by_tag;
        for (name, value) in attributes(html, span) {
            let found = match name.len() {
                4 if name.eq_ignore_ascii_case("role") => by_role(value),
                2 if name.eq_ignore_ascii_case("id") => by_class(value),
                5 if name.eq_ignore_ascii_case("class") => by_class(value),
                8 if name.eq_ignore_ascii_case("itemtype") && value.contains("JobPosting") => Some(Role::Posting),
                6 if name.eq_ignore_ascii_case("hidden") => Some(Role::Hidden),
                _ => None,
            };
            role = match (role, found) {
                (Some(Role::Posting), _) | (_, None) => role,
                (_, Some(Role::Posting)) => found,
                // What the element is counts more than what its classes are called.
                (Some(role), _) if role != Role::Hidden => Some(role),
                _ => found,
            };
        }
        let role = role.filter(|role| tag != Tag::Body || *role == Role::Posting);
        Self { role }
    }
}

fn by_role(value: &str) -> Option<Role> {
    Some(match value {
        "main" => Role::Main,
        "article" => Role::Article,
        "navigation" | "menu" | "menubar" => Role::Navigation,
        "banner" => Role::Header,
        "contentinfo" => Role::Footer,
        "complementary" => Role::Aside,
        "dialog" | "alertdialog" => Role::Overlay,
        "search" => Role::Around,
        _ => return None,
    })
}

/// What the words of a class attribute or an id say.
fn by_class(value: &str) -> Option<Role> {
    value.split_ascii_whitespace().take(24).find_map(|class| {
        let bytes = class.as_bytes();
        let mut words = bytes.split(|byte| matches!(byte, b'-' | b'_' | b':')).filter(|word| !word.is_empty());
        let first = words.clone().next()?;
        let last = words.clone().next_back()?;
        words
            .find_map(by_word)
            .or_else(|| match (lower(first).as_slice(), lower(last).as_slice()) {
                (b"footer", _) | (b"site" | b"page" | b"global" | b"main", b"footer") => Some(Role::Footer),
                (b"header", _) | (b"site" | b"page" | b"global", b"header") => Some(Role::Header),
                (b"other" | b"more" | b"further", b"jobs") => Some(Role::Around),
                _ => None,
            })
    })
}

/// What one word of a class name says.
fn by_word(word: &[u8]) -> Option<Role> {
    let word = lower(word);
    let word = word.as_slice();
    let starts = |prefixes: &[&[u8]]| prefixes.iter().any(|prefix| word.starts_with(prefix));
    match word {
        b"nav" | b"navigation" | b"navbar" | b"breadcrumb" | b"breadcrumbs" | b"menu" | b"megamenu" | b"pagination" | b"skiplinks" => {
            Some(Role::Menu)
        }
        b"share" | b"sharing" | b"social" | b"socialmedia" | b"newsletter" | b"login" | b"search" | b"searchform" | b"langswitch" => {
            Some(Role::Around)
        }
        [b'r', ..] if starts(&[b"related", b"recommend"]) => Some(Role::Around),
        [b's', ..] if starts(&[b"similar"]) => Some(Role::Around),
        [b'c', ..] if starts(&[b"cookie", b"consent", b"cybotcookie", b"cmplz"]) => Some(Role::Overlay),
        [b'g' | b'o' | b'u' | b'b' | b'k' | b'd', ..] if starts(&[b"gdpr", b"onetrust", b"usercentrics", b"borlabs", b"klaro", b"didomi"]) => {
            Some(Role::Overlay)
        }
        _ => None,
    }
}

/// The beginning of a word in lower case, without an allocation.
fn lower(word: &[u8]) -> Lower {
    let mut lower = Lower {
        bytes: [0; 16],
        len: word.len().min(16),
    };
    for (to, from) in lower.bytes.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    lower
}

struct Lower {
    bytes: [u8; 16],
    len: usize,
}

impl Lower {
    fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// The regions of a page, outer ones before inner ones. The first is the page.
#[derive(Debug)]
pub(super) struct Regions {
    regions: Vec<Node>,
    /// The script being read holds JSON-LD.
    pub(super) script_is_data: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    outer: usize,
    role: Option<Role>,
    bytes: u32,
    linked: u32,
    fields: u32,
    has_title: bool,
}

impl Regions {
    pub(super) fn new() -> Self {
        Self {
            regions: vec![Node::default()],
            script_is_data: false,
        }
    }

    /// Begins a region inside another.
    pub(super) fn enter(&mut self, outer: usize, region: Region) -> usize {
        self.regions.push(Node {
            outer,
            role: region.role,
            ..Node::default()
        });
        self.regions.len() - 1
    }

    /// Notes an input field.
    pub(super) fn field(&mut self, region: usize) {
        if let Some(node) = self.regions.get_mut(region) {
            node.fields += 1;
        }
    }

    /// Notes a block.
    pub(super) fn count(&mut self, region: usize, block: &Raw) {
        if let Some(node) = self.regions.get_mut(region) {
            node.bytes += block.bytes;
            node.linked += block.linked;
            node.has_title |= block.kind == BlockKind::Heading(1);
        }
    }

    /// The regions with the sums of all that is inside them.
    fn summed(&self) -> Vec<Node> {
        let mut nodes = self.regions.clone();
        for index in (1..nodes.len()).rev() {
            let Some(&inner) = nodes.get(index) else { continue };
            if let Some(outer) = nodes.get_mut(inner.outer) {
                outer.bytes += inner.bytes;
                outer.linked += inner.linked;
                outer.fields += inner.fields;
                outer.has_title |= inner.has_title;
            }
        }
        nodes
    }
}

/// Chooses the blocks of the ad.
pub(super) fn choose<'t>(blocks: &[Raw], regions: &Regions, text: impl Fn(&Raw) -> &'t str) -> Vec<bool> {
    let nodes = regions.summed();
    let dropped = dropped(&nodes);
    let root = root(&nodes, &dropped, blocks);
    let inside = inside(&nodes, root);
    let is = |flags: &[bool], block: &Raw| flags.get(block.region).copied().unwrap_or_default();
    let mut kept: Vec<bool> = blocks.iter().map(|block| is(&inside, block) && !is(&dropped, block)).collect();
    if root == 0 {
        drop_cookie_notes(blocks, &mut kept, text);
    }
    drop_link_lists(blocks, &mut kept);
    drop_links_at_the_ends(blocks, &mut kept);
    keep_title(blocks, &nodes, &dropped, &mut kept);
    let bytes = |kept: &[bool]| {
        blocks
            .iter()
            .zip(kept)
            .filter(|(_, kept)| **kept)
            .map(|(block, _)| block.bytes)
            .sum::<u32>()
    };
    // Where next to nothing is left the page is built in a way not thought of here.
    if bytes(&kept) < 200 {
        let all: Vec<bool> = blocks.iter().map(|block| !is_menu(&nodes, block.region)).collect();
        if bytes(&all) > bytes(&kept) * 3 {
            return all;
        }
    }
    kept
}

/// Whether the block stands in navigation, a footer or an overlay, by element.
fn is_menu(nodes: &[Node], region: usize) -> bool {
    let mut at = region;
    while let Some(node) = nodes.get(at).filter(|_| at > 0) {
        if matches!(node.role, Some(Role::Navigation | Role::Overlay | Role::Footer)) {
            return true;
        }
        at = node.outer;
    }
    false
}

/// The regions that are no part of an ad, with all that is in them.
fn dropped(nodes: &[Node]) -> Vec<bool> {
    let total = nodes.first().map_or(0, |page| page.bytes);
    let mut dropped = vec![false; nodes.len()];
    let mut in_content = vec![false; nodes.len()];
    for (index, node) in nodes.iter().enumerate().skip(1) {
        let outer_content = in_content.get(node.outer).copied().unwrap_or_default();
        let outer_dropped = dropped.get(node.outer).copied().unwrap_or_default();
        let at_most = |percent: u32| u64::from(node.bytes) * 100 <= u64::from(total) * u64::from(percent);
        let mostly_links = node.linked * 2 > node.bytes;
        let own = match node.role {
            Some(Role::Navigation) => at_most(80) || mostly_links,
            Some(Role::Menu) => mostly_links && !node.has_title,
            Some(Role::Overlay) => at_most(50) && !node.has_title,
            Some(Role::Around) => at_most(40) && !node.has_title,
            Some(Role::Header | Role::Footer) if outer_content => mostly_links && !node.has_title,
            Some(Role::Header) => at_most(40),
            Some(Role::Footer) => at_most(60) && !node.has_title,
            Some(Role::Aside) => !outer_content && at_most(40) && !node.has_title,
            Some(Role::Form) => node.fields >= 3 && at_most(40) && !node.has_title,
            Some(Role::Hidden) => node.bytes < 300,
            Some(Role::Posting | Role::Main | Role::Article) | None => false,
        };
        let content = matches!(node.role, Some(Role::Posting | Role::Main | Role::Article));
        if let Some(flag) = dropped.get_mut(index) {
            *flag = outer_dropped || own;
        }
        if let Some(flag) = in_content.get_mut(index) {
            *flag = outer_content || content;
        }
    }
    dropped
}

/// The region that holds the ad; the page where none stands out.
fn root(nodes: &[Node], dropped: &[bool], blocks: &[Raw]) -> usize {
    // What counts is the text that is not dropped anyway.
    let mut live = vec![0_u32; nodes.len()];
    for block in blocks {
        if !dropped.get(block.region).copied().unwrap_or_default()
            && let Some(bytes) = live.get_mut(block.region)
        {
            *bytes += block.bytes;
        }
    }
    for index in (1..nodes.len()).rev() {
        let bytes = live.get(index).copied().unwrap_or_default();
        if let Some(outer) = nodes.get(index).and_then(|node| live.get_mut(node.outer)) {
            *outer += bytes;
        }
    }
    let largest = |role: Role| {
        let regions = nodes.iter().zip(&live).enumerate().filter(|(_, (node, _))| node.role == Some(role));
        regions
            .max_by_key(|(index, (_, bytes))| (**bytes, usize::MAX - index))
            .map(|(index, (_, bytes))| (index, *bytes))
    };
    let page = live.first().copied().unwrap_or_default();
    let main = largest(Role::Main).filter(|(_, bytes)| *bytes >= 300 && *bytes >= page / 4);
    let whole = main.map_or(page, |(_, bytes)| bytes);
    let posting = largest(Role::Posting).filter(|(_, bytes)| *bytes >= 300 && *bytes >= whole / 2);
    let article = largest(Role::Article).filter(|(_, bytes)| *bytes >= 300 && u64::from(*bytes) * 10 >= u64::from(whole) * 6);
    posting.or(article.filter(|_| main.is_none())).or(main).map_or(0, |(index, _)| index)
}

/// The regions inside a region, with itself.
fn inside(nodes: &[Node], root: usize) -> Vec<bool> {
    let mut inside = vec![false; nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        let outer = index != node.outer && inside.get(node.outer).copied().unwrap_or_default();
        if let Some(flag) = inside.get_mut(index) {
            *flag = index == root || outer;
        }
    }
    inside
}

/// On pages that name no part, short blocks on cookies near the beginning or the end are a banner.
fn drop_cookie_notes<'t>(blocks: &[Raw], kept: &mut [bool], text: impl Fn(&Raw) -> &'t str) {
    let total: u32 = blocks.iter().map(|block| block.bytes).sum();
    let mut read = 0;
    for (block, kept) in blocks.iter().zip(kept) {
        read += block.bytes;
        let at_an_end = read < total / 6 || read > total / 4 * 3;
        if *kept && at_an_end && block.bytes < 600 && memchr::memmem::find(text(block).as_bytes(), b"ookie").is_some() {
            *kept = false;
        }
    }
}

/// Drops rows of blocks that are links: menus, other jobs, legal notes; and a heading above them.
fn drop_link_lists(blocks: &[Raw], kept: &mut [bool]) {
    let is_link = |block: &Raw| u64::from(block.linked) * 10 >= u64::from(block.bytes) * 8 && block.bytes < 160;
    let chosen: Vec<usize> = kept.iter().enumerate().filter(|(_, kept)| **kept).map(|(index, _)| index).collect();
    let mut start = 0;
    while start < chosen.len() {
        let rest = chosen.get(start..).unwrap_or_default();
        let run = rest.iter().take_while(|&&index| blocks.get(index).is_some_and(is_link)).count();
        if run >= 4 {
            let above = start.checked_sub(1).and_then(|before| chosen.get(before)).copied();
            let heading = above.filter(|&index| blocks.get(index).is_some_and(|block| matches!(block.kind, BlockKind::Heading(2..))));
            for index in rest.iter().take(run).copied().chain(heading) {
                if let Some(flag) = kept.get_mut(index) {
                    *flag = false;
                }
            }
        }
        start += run.max(1);
    }
}

/// Drops links that stand alone before the first and behind the last text: "back to the list", "apply now".
fn drop_links_at_the_ends(blocks: &[Raw], kept: &mut [bool]) {
    let text = |(_, (block, kept)): &(usize, (&Raw, &bool))| **kept && (block.linked < block.bytes || block.bytes > 60);
    let mut texts = blocks.iter().zip(kept.iter()).enumerate().filter(text).map(|(index, _)| index);
    let Some(first) = texts.next() else { return };
    let last = texts.next_back().unwrap_or(first);
    for (index, flag) in kept.iter_mut().enumerate() {
        *flag &= (first..=last).contains(&index);
    }
}

/// The title often stands above the part that holds the ad: the last first-rank heading before it is kept.
fn keep_title(blocks: &[Raw], nodes: &[Node], dropped: &[bool], kept: &mut [bool]) {
    let is_title = |block: &Raw| block.kind == BlockKind::Heading(1);
    let Some(first) = kept.iter().position(|kept| *kept) else { return };
    if blocks.iter().zip(kept.iter()).any(|(block, kept)| *kept && is_title(block)) {
        return;
    }
    let in_header = |block: &Raw| {
        !dropped.get(block.region).copied().unwrap_or_default()
            || nodes
                .get(block.region)
                .is_some_and(|node| matches!(node.role, Some(Role::Header | Role::Aside)))
    };
    let above = blocks.iter().take(first).rposition(|block| is_title(block) && in_header(block));
    if let Some(flag) = above.and_then(|index| kept.get_mut(index)) {
        *flag = true;
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::html::{Scope, read};

    const AD: &str = "<h1>Referent (m/w/d)</h1><p>Wir suchen zum nächsten Termin eine Person, die unsere Vorhaben plant, \
        begleitet und darüber berichtet. Sie arbeiten mit vielen Menschen in Stadt und Land zusammen.</p><h2>Aufgaben</h2>\
        <ul><li>Planung von Vorhaben in mehreren Ländern</li><li>Berichte an Geldgeber und Öffentlichkeit</li></ul>\
        <p>Bewerbungen von Menschen mit Migrationsgeschichte sind ausdrücklich erwünscht.</p>";

    fn text(html: &str) -> String {
        read(html, Scope::Ad).draft.text.into_owned()
    }

    fn is_only_the_ad(html: &str) {
        let text = text(html);
        assert!(text.starts_with("Referent"), "{text}");
        assert!(text.trim_end().ends_with("erwünscht."), "{text}");
    }

    #[test]
    fn navigation_cookies_header_and_footer_go() {
        let links = "<ul><li><a href=a>Start</a></li><li><a href=b>Stellen</a></li><li><a href=c>Presse</a></li></ul>";
        is_only_the_ad(&format!(
            "<html><body><header><p>Stadt Musterstadt</p><nav>{links}</nav></header>{AD}<footer>{links}<p>Impressum</p></footer>"
        ));
        is_only_the_ad(&format!(
            "<div class='cookie-banner'><p>Wir nutzen Cookies.</p></div><div class=main-nav>{links}</div>{AD}"
        ));
        is_only_the_ad(&format!(
            "<div>{links}{links}</div><main>{AD}</main><div><p>© Stadt Musterstadt</p></div>"
        ));
        is_only_the_ad(&format!("<p>Wir verwenden Cookies, um die Seite zu verbessern.</p>{AD}"));
    }

    #[test]
    fn a_list_of_other_jobs_goes_with_its_heading() {
        let others = "<h2>Weitere Stellen</h2><ul><li><a href=a>Erzieher</a><li><a href=b>Gärtnerin</a>\
                      <li><a href=c>Busfahrer</a><li><a href=d>Ärztin</a></ul>";
        is_only_the_ad(&format!("<main>{AD}{others}</main>"));
    }

    #[test]
    fn the_title_above_the_main_part_stays() {
        let body = AD.replacen("<h1>Referent (m/w/d)</h1>", "", 1);
        let html = format!("<header><p>Stadt</p><h1>Referent (m/w/d)</h1></header><main>{body}</main>");
        is_only_the_ad(&html);
    }

    #[test]
    fn the_ads_own_header_and_footer_stay() {
        let html = format!("<div class='ad-content--header'><p>Kennziffer 7</p></div>{AD}<div class='ad-content--footer'>Stadt</div>");
        let text = text(&html);
        assert!(text.starts_with("Kennziffer 7") && text.ends_with("Stadt"), "{text}");
    }

    #[test]
    fn a_page_whose_form_or_menu_class_holds_everything_is_kept() {
        is_only_the_ad(&format!("<form action=x><input><input><input>{AD}</form>"));
        is_only_the_ad(&format!("<div class='page has-menu'>{AD}</div>"));
        is_only_the_ad(&format!("<div class='cookie-accepted'>{AD}</div>"));
    }

    #[test]
    fn a_posting_in_microdata_is_the_ad() {
        let other = "<p>Ein langer Text über die Stadt, ihre Geschichte, ihre Parks und ihre vielen Vereine.</p>";
        let html = format!("<div>{other}<div itemscope itemtype='https://schema.org/JobPosting'>{AD}</div>{other}</div>");
        is_only_the_ad(&html);
    }
}
