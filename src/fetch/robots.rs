//! robots.txt as RFC 9309 has it: the group of our name, else of all; the longest rule that fits decides.

use std::time::Duration;

/// What a site asks of us.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Robots {
    /// Pattern, and whether it allows.
    rules: Vec<(String, bool)>,
    pause: Option<Duration>,
    unread: bool,
}

impl Robots {
    /// Nothing is asked.
    pub(super) fn all() -> Self {
        Self::default()
    }

    /// It is there and cannot be read.
    pub(super) fn unread() -> Self {
        Self {
            unread: true,
            ..Self::default()
        }
    }

    /// Reads the file for the robot of this name.
    pub(super) fn read(text: &str, name: &str) -> Self {
        let (mut own, mut all) = (Self::default(), Self::default());
        let mut has_own = false;
        // Whom the group at hand speaks to, and whether its names are over.
        let (mut to_own, mut to_all, mut names_over) = (false, false, true);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if names_over {
                        (to_own, to_all, names_over) = (false, false, false);
                    }
                    let named = value.split(['/', ' ']).next().unwrap_or_default();
                    to_own |= named.eq_ignore_ascii_case(name);
                    to_all |= named == "*";
                    has_own |= to_own;
                }
                key @ ("allow" | "disallow" | "crawl-delay") => {
                    names_over = true;
                    for group in [to_own.then_some(&mut own), to_all.then_some(&mut all)].into_iter().flatten() {
                        group.line(key, value);
                    }
                }
                _ => {}
            }
        }
        if has_own { own } else { all }
    }

    fn line(&mut self, key: &str, value: &str) {
        match key {
            "crawl-delay" => self.pause = value.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
            // "Disallow:" without a path forbids nothing.
            _ if value.is_empty() => {}
            _ => self.rules.push((value.to_owned(), key == "allow")),
        }
    }

    /// The pause it asks for.
    pub(super) fn pause(&self) -> Option<Duration> {
        self.pause
    }

    /// Whether it could not be read.
    pub(super) fn is_unread(&self) -> bool {
        self.unread
    }

    /// Whether the path may be fetched. Of two rules of the same length, the one that allows counts.
    pub(super) fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting
            .max_by_key(|(pattern, allows)| (pattern.len(), *allows))
            .is_none_or(|(_, allows)| *allows)
    }
}

/// `*` stands for anything, `$` for the end. Takes the nearest place for every part, which is as good as any other.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut last_is_free = false;
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() && to_end {
            return rest.ends_with(part);
        }
        last_is_free = part.is_empty();
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    !to_end || last_is_free || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{Robots, fits};
    use std::time::Duration;

    #[test]
    fn patterns_fit_as_the_standard_has_it() {
        for (pattern, path, expected) in [
            ("/", "/jobs", true),
            ("/jobs", "/jobs/1", true),
            ("/jobs$", "/jobs/1", false),
            ("/jobs$", "/jobs", true),
            ("/*.pdf$", "/a/b.pdf", true),
            ("/*.pdf$", "/a/b.pdf?x", false),
            ("/*/intern", "/de/intern/1", true),
            ("/a*b*c", "/a-b-c", true),
            ("/a*c*b", "/a-b-c", false),
            ("*", "/x", true),
            ("/x*$", "/xyz", true),
            ("/jobs", "/", false),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn our_own_group_outranks_that_of_all() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: AdLint/2\nDisallow: /intern # not here\nAllow: /intern/jobs\nCrawl-delay: 2.5\n\nSitemap: https://x/s.xml\n";
        let robots = Robots::read(text, "adlint");
        assert!(robots.allows("/jobs") && !robots.allows("/intern/x") && robots.allows("/intern/jobs/1"));
        assert_eq!(robots.pause(), Some(Duration::from_millis(2500)));
        assert!(!Robots::read(text, "someone").allows("/jobs"));
        assert!(Robots::read("", "adlint").allows("/") && Robots::read("User-agent: *\nDisallow:\n", "adlint").allows("/x"));
        assert!(!Robots::read("\u{feff}user-agent:*\r\ndisallow:/\r\n", "adlint").allows("/x"));
        assert!(
            Robots::read("User-agent: *\nCrawl-delay: -1\nCrawl-delay: 1e400\n", "adlint")
                .pause()
                .is_none()
        );
    }
}
