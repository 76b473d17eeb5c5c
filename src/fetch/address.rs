//! Which addresses may be asked: web addresses on the public internet.
//!
//! Whoever lets adlint check addresses of others must not be led to a printer, a database or a cloud's metadata by a name
//! or a redirect. The guard stands where names are resolved, so that what was looked at is what is connected to.

use super::Trouble;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

/// A web address.
pub(super) fn parse(address: &str) -> Result<Url, Trouble> {
    checked(Url::parse(address).map_err(|_| Trouble::Address)?)
}

/// The address, if it is one of the web, without its fragment. One with a password would stand in reports.
pub(super) fn checked(mut url: Url) -> Result<Url, Trouble> {
    let sound = matches!(url.scheme(), "http" | "https") && url.host().is_some() && url.username().is_empty() && url.password().is_none();
    url.set_fragment(None);
    if sound { Ok(url) } else { Err(Trouble::Address) }
}

/// Whether the host is written as an address that is not public.
pub(super) fn is_private_host(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => !is_public(address.into()),
        Some(Host::Ipv6(address)) => !is_public(address.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost") || name.ends_with(".local") || name.ends_with(".internal")
        }
        None => true,
    }
}

/// Whether an address belongs to the public internet.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_4(address),
        IpAddr::V6(address) => is_public_6(address),
    }
}

fn is_public_4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127, _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
            | (224.., _, _)
    );
    !special
}

fn is_public_6(address: Ipv6Addr) -> bool {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_4(mapped);
    }
    let parts = address.segments();
    let inside = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // NAT64 and 6to4 lead to the IPv4 address inside.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inside(high, low),
        [0x2002, high, low, ..] => inside(high, low),
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Only 2000::/3 is given out.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// Resolves names, and gives away no address that is not public.
#[derive(Debug)]
pub(super) struct Guard {
    pub(super) private: bool,
    /// The host of the proxy that the environment names: it may stand in this network.
    pub(super) proxy: Option<String>,
}

/// What the guard says.
#[derive(Debug, thiserror::Error)]
#[error("not a public address")]
struct Private;

/// Whether the guard said so.
pub(super) fn is_private(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Private>())
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        if self.private || (self.proxy.is_some() && self.proxy.as_deref() == uri.host()) {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address| is_public(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() {
            return Err(ureq::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, Private)));
        }
        Ok(public)
    }
}

#[cfg(test)]
mod tests {
    use super::{is_private_host, is_public, parse};

    #[test]
    fn only_the_public_internet_is_public() {
        for private in [
            "127.0.0.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "::7f00:1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in [
            "93.184.216.34",
            "172.32.0.1",
            "100.128.0.1",
            "1.1.1.1",
            "2606:4700::1111",
            "2a02:8109::1",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn only_web_addresses_without_a_password_are_fetched() {
        for wrong in [
            "ftp://example.org",
            "file:///etc/passwd",
            "https://",
            "https://me:secret@example.org/",
            "javascript:1",
            "example.org/ad",
            "http://me@example.org",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(parse("HTTPS://Example.org/Ad#top").unwrap().as_str(), "https://example.org/Ad");
        // Other ways to write 127.0.0.1.
        for hidden in [
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://[::1]/",
            "http://[::ffff:7f00:1]/",
            "http://localhost./",
            "http://x.localhost/",
        ] {
            assert!(is_private_host(&parse(hidden).unwrap()), "{hidden}");
        }
    }
}
