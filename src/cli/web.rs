//! Addresses on the command line: told from paths, and fetched one at a time whichever thread asks.
//!
//! The one place that knows whether adlint was built with `fetch`.

use super::args::Web;
use crate::diagnostic::Fault;
use crate::source::Format;
use std::path::Path;

/// The address, if this is one and no path.
pub fn address(path: &Path) -> Option<&str> {
    let text = path.to_str()?;
    let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (begins("https://") || begins("http://")).then_some(text)
}

#[cfg(feature = "fetch")]
mod built {
    use super::{Fault, Format, Web};
    use crate::fetch::{Fetcher, Manners};
    use std::sync::{Mutex, PoisonError};
    use std::time::Duration;

    /// Fetches pages.
    pub struct Fetching(Mutex<Fetcher>);

    impl Fetching {
        /// As the arguments say.
        pub fn new(args: &Web) -> Self {
            let manners = Manners::default();
            Self(Mutex::new(Fetcher::new(Manners {
                timeout: args.timeout.map_or(manners.timeout, |seconds| Duration::from_secs(u64::from(seconds))),
                pause: args.pause.unwrap_or(manners.pause),
                private: args.allow_private_addresses,
            })))
        }

        /// The bytes of a page, and its format.
        pub fn page(&self, address: &str) -> Result<(Vec<u8>, Option<Format>), Fault> {
            let mut fetcher = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let page = fetcher.page(address).map_err(|trouble| trouble.fault())?;
            Ok((page.bytes, page.format))
        }

        /// The addresses of a site map.
        pub fn sitemap(&self, address: &str) -> Result<Vec<String>, Fault> {
            let mut fetcher = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            fetcher.sitemap(address).map_err(|trouble| trouble.fault())
        }
    }
}

#[cfg(not(feature = "fetch"))]
mod built {
    use super::{Fault, Format, Web};
    use crate::diagnostic::FaultCode;

    /// Fetches nothing, and says so.
    pub struct Fetching;

    impl Fetching {
        /// As the arguments say.
        pub fn new(_: &Web) -> Self {
            Self
        }

        /// Not in this adlint.
        pub fn page(&self, _: &str) -> Result<(Vec<u8>, Option<Format>), Fault> {
            Err(unbuilt())
        }

        /// Not in this adlint.
        pub fn sitemap(&self, _: &str) -> Result<Vec<String>, Fault> {
            Err(unbuilt())
        }
    }

    fn unbuilt() -> Fault {
        Fault {
            code: FaultCode::NotFetched,
            detail: "unbuilt".to_owned(),
            span: None,
        }
    }
}

pub use built::Fetching;
