//! The bytes of an archive: counted, looked at, unpacked, and held to a limit.
//!
//! A [`Stream`] shows its beginning before it is read. Compression is told by the first bytes, never by the name alone.
//! Must not know what is in the bytes.

use crate::diagnostic::{Fault, FaultCode};
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much of a stream is looked at before it is read.
const HEAD: usize = 256 << 10;
/// Compression inside compression, at most.
const LAYERS: usize = 3;
/// No text is packed tighter than this; what is, was made to fill memories and disks.
const TIGHTEST: u64 = 400;
/// Below this size nothing is suspected.
const HARMLESS: u64 = 64 << 20;
/// A record larger than this is no ad.
pub(super) const MOST_RECORD: usize = 16 << 20;

/// Why reading ends, where it is not the system's doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// Packed tighter than any text.
    Bomb,
    /// A record without an end.
    Endless,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bomb => "packed tighter than any text",
            Self::Endless => "a record without an end",
        })
    }
}

impl std::error::Error for Refused {}

/// What an error while reading means.
pub(super) fn fault_of(error: &io::Error) -> Fault {
    let refused = error.get_ref().and_then(|inner| inner.downcast_ref::<Refused>()).copied();
    let code = match error.kind() {
        _ if refused == Some(Refused::Bomb) => FaultCode::Bomb,
        _ if refused == Some(Refused::Endless) => FaultCode::TooLarge,
        io::ErrorKind::UnexpectedEof => FaultCode::Truncated,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other => FaultCode::Malformed,
        io::ErrorKind::Unsupported => FaultCode::UnsupportedFormat,
        _ => FaultCode::Unreadable,
    };
    let detail = if refused.is_some() { String::new() } else { error.to_string() };
    fault(code, detail)
}

pub(super) fn fault(code: FaultCode, detail: impl Into<String>) -> Fault {
    Fault {
        code,
        detail: detail.into(),
        span: None,
    }
}

/// Bytes to read, with their beginning known.
pub(super) struct Stream<'a> {
    head: Vec<u8>,
    at: usize,
    /// What came instead of more of the beginning.
    failed: Option<io::Error>,
    rest: Box<dyn Read + 'a>,
}

impl fmt::Debug for Stream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("head", &self.head.len()).finish_non_exhaustive()
    }
}

impl<'a> Stream<'a> {
    pub(super) fn new(mut rest: Box<dyn Read + 'a>) -> Self {
        let mut head = Vec::new();
        // What was read before an error is there to be used; the error comes when the beginning has been read.
        let failed = (&mut rest).take(HEAD as u64).read_to_end(&mut head).err();
        Self { head, at: 0, failed, rest }
    }

    /// The first bytes.
    pub(super) fn head(&self) -> &[u8] {
        self.head.get(self.at..).unwrap_or_default()
    }

    /// Takes the decoders off. The name loses their endings.
    pub(super) fn unpacked(mut self, name: &mut String) -> Result<Self, Fault> {
        for _ in 0..LAYERS {
            let Some(packing) = Packing::of(self.head()) else { return Ok(self) };
            packing.strip(name);
            self = packing.open(self)?;
        }
        match Packing::of(self.head()) {
            None => Ok(self),
            Some(_) => Err(fault(FaultCode::Bomb, "")),
        }
    }

    /// As UTF-8: from what the mark at the beginning says, else from `encoding`; as it is without either.
    pub(super) fn decoded(self, encoding: Option<&'static encoding_rs::Encoding>) -> Self
    where
        Self: 'a,
    {
        let marked = self.head().starts_with(b"\xff\xfe") || self.head().starts_with(b"\xfe\xff");
        if !marked && encoding.is_none() {
            return self;
        }
        let mut builder = encoding_rs_io::DecodeReaderBytesBuilder::new();
        builder.encoding(encoding).bom_override(true);
        Self::new(Box::new(builder.build(self)))
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at < self.head.len() {
            let many = into.len().min(self.head.len() - self.at);
            into[..many].copy_from_slice(&self.head[self.at..self.at + many]);
            self.at += many;
            if self.at == self.head.len() {
                self.head = Vec::new();
                self.at = 0;
            }
            return Ok(many);
        }
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.rest.read(into),
        }
    }
}

/// Counts what is read from a file.
#[derive(Debug)]
pub(super) struct Counted<R> {
    pub(super) inner: R,
    pub(super) count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let many = self.inner.read(into)?;
        self.count.fetch_add(many as u64, Ordering::Relaxed);
        Ok(many)
    }
}

impl<R: io::Seek> io::Seek for Counted<R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Holds unpacked bytes to the packed ones they came from.
#[derive(Debug)]
pub(super) struct Guarded<R> {
    inner: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
}

impl<R> Guarded<R> {
    pub(super) const fn new(inner: R, packed: Arc<AtomicU64>) -> Self {
        Self { inner, packed, unpacked: 0 }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let many = self.inner.read(into)?;
        self.unpacked += many as u64;
        if self.unpacked > HARMLESS && self.unpacked / TIGHTEST > self.packed.load(Ordering::Relaxed) {
            return Err(io::Error::other(Refused::Bomb));
        }
        Ok(many)
    }
}

/// How bytes are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
    Xz,
    Bzip2,
}

impl Packing {
    const ALL: [(Self, &'static [u8], &'static [&'static str]); 4] = [
        (Self::Gzip, b"\x1f\x8b\x08", &["gz", "tgz", "gzip"]),
        (Self::Zstd, b"\x28\xb5\x2f\xfd", &["zst", "tzst", "zstd"]),
        (Self::Xz, b"\xfd7zXZ\0", &["xz", "txz"]),
        (Self::Bzip2, b"BZh", &["bz2", "tbz2", "tbz"]),
    ];

    fn of(head: &[u8]) -> Option<Self> {
        let (packing, ..) = Self::ALL.into_iter().find(|(_, magic, _)| head.starts_with(magic))?;
        let block = |at: usize| {
            head.get(at..)
                .is_some_and(|rest| rest.starts_with(b"1AY&SY") || rest.starts_with(b"\x17\x72\x45\x38\x50\x90"))
        };
        (packing != Self::Bzip2 || block(4)).then_some(packing)
    }

    /// Takes the ending off a name: `ads.csv.gz` is `ads.csv` inside, `ads.tgz` is `ads.tar`.
    fn strip(self, name: &mut String) {
        let Some((stem, ending)) = name.rsplit_once('.') else { return };
        let ending = ending.to_ascii_lowercase();
        if !Self::ALL
            .iter()
            .any(|(packing, _, endings)| *packing == self && endings.contains(&ending.as_str()))
        {
            return;
        }
        *name = if ending.starts_with('t') {
            format!("{stem}.tar")
        } else {
            stem.to_owned()
        };
    }

    #[cfg(feature = "compress")]
    fn open<'a>(self, stream: Stream<'a>) -> Result<Stream<'a>, Fault> {
        let packed = Arc::new(AtomicU64::new(0));
        let counted = io::BufReader::with_capacity(
            64 << 10,
            Counted {
                inner: stream,
                count: Arc::clone(&packed),
            },
        );
        let reader: Box<dyn Read + 'a> = match self {
            Self::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(counted)),
            Self::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(counted).map_err(|error| fault_of(&error))?),
            Self::Xz => Box::new(lzma_rust2::XzReader::new_mem_limit(counted, true, 128 << 10)),
            Self::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(counted)),
        };
        Ok(Stream::new(Box::new(Guarded::new(reader, packed))))
    }

    #[cfg(not(feature = "compress"))]
    fn open(self, _stream: Stream<'_>) -> Result<Stream<'_>, Fault> {
        Err(fault(FaultCode::UnsupportedFormat, format!("{self:?}")))
    }
}

/// A name without the endings of packings, for telling what is inside before it is opened.
pub(super) fn unpacked_name(name: &str) -> String {
    let mut name = name.to_owned();
    for _ in 0..LAYERS {
        let before = name.len();
        for (packing, ..) in Packing::ALL {
            packing.strip(&mut name);
        }
        if name.len() == before {
            break;
        }
    }
    name
}
