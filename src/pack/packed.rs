//! Rows of numbers as plain bytes: start-up reads them back in one go, not number by number.
//!
//! For fields marked `#[serde(with = "packed")]`. Must not know what the numbers mean.

use serde::de::DeserializeOwned;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::OnceLock;

/// Something made of a fixed count of 32-bit numbers.
pub trait Packed: Sized {
    /// How many numbers.
    const WORDS: usize;
    /// Gives its numbers away.
    fn put(&self, put: impl FnMut(u32));
    /// Makes it from [`Packed::WORDS`] numbers.
    fn get(word: impl Fn(usize) -> u32) -> Self;
}

impl Packed for u32 {
    const WORDS: usize = 1;

    fn put(&self, mut put: impl FnMut(u32)) {
        put(*self);
    }

    fn get(word: impl Fn(usize) -> u32) -> Self {
        word(0)
    }
}

impl Packed for u64 {
    const WORDS: usize = 2;

    fn put(&self, mut put: impl FnMut(u32)) {
        let [a, b, c, d, e, f, g, h] = self.to_le_bytes();
        put(u32::from_le_bytes([a, b, c, d]));
        put(u32::from_le_bytes([e, f, g, h]));
    }

    fn get(word: impl Fn(usize) -> u32) -> Self {
        Self::from(word(0)) | Self::from(word(1)) << 32
    }
}

impl Packed for (u32, u32) {
    const WORDS: usize = 2;

    fn put(&self, mut put: impl FnMut(u32)) {
        put(self.0);
        put(self.1);
    }

    fn get(word: impl Fn(usize) -> u32) -> Self {
        (word(0), word(1))
    }
}

/// Writes a row as bytes.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<T: Packed, S: Serializer>(row: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(row.len() * T::WORDS * 4);
    for entry in row {
        entry.put(|word| bytes.extend_from_slice(&word.to_le_bytes()));
    }
    serializer.serialize_bytes(&bytes)
}

/// Reads a row back.
///
/// # Errors
/// Those of the deserializer, and a row that breaks off inside an entry.
pub fn deserialize<'de, T: Packed, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_bytes(Row(PhantomData))
}

struct Row<T>(PhantomData<T>);

impl<T: Packed> Visitor<'_> for Row<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row of numbers as bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<T>, E> {
        let (words, rest) = bytes.as_chunks::<4>();
        if !rest.is_empty() || !words.len().is_multiple_of(T::WORDS) {
            return Err(E::invalid_length(bytes.len(), &self));
        }
        let entry = |entry: &[[u8; 4]]| T::get(|at| entry.get(at).map_or(0, |word| u32::from_le_bytes(*word)));
        Ok(words.chunks_exact(T::WORDS).map(entry).collect())
    }
}

/// Bytes that stay where they are in the binary: start-up neither copies them nor touches the pages nobody asks for. Those of a
/// pack compiled at run time are its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lent(Cow<'static, [u8]>);

impl Lent {
    /// The bytes.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, to be changed.
    pub fn own(&mut self) -> &mut Vec<u8> {
        self.0.to_mut()
    }
}

impl From<Vec<u8>> for Lent {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Cow::Owned(bytes))
    }
}

impl Serialize for Lent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Lent
where
    'de: 'static,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Stay;

        impl Visitor<'static> for Stay {
            type Value = Lent;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("bytes that stay")
            }

            fn visit_borrowed_bytes<E: Error>(self, bytes: &'static [u8]) -> Result<Lent, E> {
                Ok(Lent(Cow::Borrowed(bytes)))
            }
        }

        deserializer.deserialize_bytes(Stay)
    }
}

/// Numbers as they lie in the binary.
#[derive(Debug, Clone, Copy)]
pub struct RowOfNumbers<'b>(&'b [[u8; 4]]);

impl RowOfNumbers<'_> {
    /// The number at a place.
    #[inline]
    pub fn get(self, at: usize) -> Option<u32> {
        self.0.get(at).map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// The numbers from a place on.
    #[inline]
    pub fn several<const N: usize>(self, at: usize) -> Option<[u32; N]> {
        let numbers: &[[u8; 4]; N] = self.0.get(at..)?.first_chunk()?;
        Some(numbers.map(u32::from_le_bytes))
    }
}

/// A row of numbers that stays in the binary, read one by one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Numbers(Lent);

impl Numbers {
    /// How many there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.0.bytes().len() / 4
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.bytes().is_empty()
    }

    /// The number at a place.
    #[inline]
    pub fn get(&self, at: usize) -> Option<u32> {
        self.row().get(at)
    }

    /// All of them, to be asked for several.
    #[inline]
    pub fn row(&self) -> RowOfNumbers<'_> {
        RowOfNumbers(self.0.bytes().as_chunks().0)
    }

    /// Adds a number.
    pub fn push(&mut self, number: u32) {
        self.0.own().extend(number.to_le_bytes());
    }

    /// Puts a number at a place there is.
    pub fn set(&mut self, at: usize, number: u32) {
        if let Some(bytes) = self.0.own().get_mut(at * 4..at * 4 + 4) {
            bytes.copy_from_slice(&number.to_le_bytes());
        }
    }

    /// So many zeros.
    pub fn zeros(count: usize) -> Self {
        Self(Lent(Cow::Owned(vec![0; count * 4])))
    }
}

/// A value that most runs never look at: kept as bytes until somebody does.
#[derive(Debug, Clone, Default)]
pub struct Deferred<T> {
    bytes: Lent,
    // Thousands of them are never looked at; those are a pointer long.
    value: OnceLock<Box<T>>,
}

impl<T: Serialize + DeserializeOwned + Default> Deferred<T> {
    /// Defers a value that is there.
    pub fn new(value: T) -> Self {
        Self {
            bytes: Lent::default(),
            value: OnceLock::from(Box::new(value)),
        }
    }
}

impl<T: DeserializeOwned + Default> Deref for Deferred<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // Written by the same types in the same build; a mismatch cannot happen.
        self.value
            .get_or_init(|| Box::new(postcard::from_bytes(self.bytes.bytes()).unwrap_or_default()))
    }
}

impl<T: Serialize + DeserializeOwned + Default> Serialize for Deferred<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = postcard::to_stdvec(&**self).map_err(serde::ser::Error::custom)?;
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de, T> Deserialize<'de> for Deferred<T>
where
    'de: 'static,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self {
            bytes: Lent::deserialize(deserializer)?,
            value: OnceLock::new(),
        })
    }
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Vec<u8>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }
}

/// For fields marked `#[serde(with = "packed::bytes")]`: read back in one go.
pub mod bytes {
    use serde::{Deserializer, Serializer};

    /// Writes bytes.
    ///
    /// # Errors
    /// Of the serializer.
    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    /// Reads bytes.
    ///
    /// # Errors
    /// Of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        deserializer.deserialize_bytes(super::Bytes)
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Rows {
        #[serde(with = "super")]
        one: Vec<u32>,
        #[serde(with = "super")]
        two: Vec<(u32, u32)>,
    }

    #[test]
    fn what_is_written_is_read_back() {
        let rows = Rows {
            one: vec![0, 1, u32::MAX],
            two: vec![(1, 2), (3, 4)],
        };
        let bytes = postcard::to_stdvec(&rows).unwrap();
        assert_eq!(postcard::from_bytes::<Rows>(&bytes).unwrap(), rows);
        assert!(postcard::from_bytes::<Rows>(&[5, 1, 2, 3, 4, 5, 0]).is_err());
    }
}
