//! Paths as other programs want them: relative to the repository, or as an address.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::borrow::Cow;

/// What may not stand in the path of an address as it is.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path with `/` and without a leading `./`: what platforms compare with the paths of the repository.
pub(super) fn in_repository(path: &str) -> Cow<'_, str> {
    let path = if cfg!(windows) {
        Cow::Owned(path.replace('\\', "/"))
    } else {
        Cow::Borrowed(path)
    };
    match path {
        Cow::Borrowed(path) => Cow::Borrowed(plain(path)),
        Cow::Owned(path) => Cow::Owned(plain(&path).to_owned()),
    }
}

fn plain(mut path: &str) -> &str {
    while let Some(inner) = path.strip_prefix("./") {
        path = inner.trim_start_matches('/');
    }
    if path.is_empty() { "." } else { path }
}

/// An address, and whether it is relative to where adlint ran.
pub(super) fn uri(path: &str) -> (String, bool) {
    if path.starts_with("https://") || path.starts_with("http://") {
        return (path.to_owned(), false);
    }
    let path = in_repository(path);
    if path == "-" {
        return ("stdin".to_owned(), true);
    }
    let encoded = utf8_percent_encode(&path, RESERVED).to_string();
    let drive = encoded.as_bytes().get(1) == Some(&b':') && cfg!(windows);
    if encoded.starts_with('/') {
        (format!("file://{encoded}"), false)
    } else if drive {
        (format!("file:///{encoded}"), false)
    } else if encoded.split('/').next().is_some_and(|first| first.contains(':')) {
        // Else what stands before the colon would be read as a scheme.
        (encoded.replace(':', "%3A"), true)
    } else {
        (encoded, true)
    }
}

#[cfg(test)]
mod tests {
    use super::{in_repository, uri};

    #[test]
    fn paths_of_the_repository_have_no_dot_in_front() {
        assert_eq!(in_repository("./ads/a.md"), "ads/a.md");
        assert_eq!(in_repository("././/a.md"), "a.md");
        assert_eq!(in_repository("../a.md"), "../a.md");
        assert_eq!(in_repository("./"), ".");
    }

    #[test]
    fn addresses_escape_what_would_end_or_change_them() {
        assert_eq!(uri("./Anzeige #1 (50%).md"), ("Anzeige%20%231%20(50%25).md".to_owned(), true));
        assert_eq!(uri("/tmp/ä.md"), ("file:///tmp/%C3%A4.md".to_owned(), false));
        assert_eq!(uri("https://example.org/a?b=1"), ("https://example.org/a?b=1".to_owned(), false));
        assert_eq!(uri("a:b/c.md"), ("a%3Ab/c.md".to_owned(), true));
        assert_eq!(uri("-"), ("stdin".to_owned(), true));
    }
}
