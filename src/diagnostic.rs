//! What adlint says: findings, clauses, fixes and faults, in the words of the contract.
//!
//! Spans are bytes of the *extracted text*; `workspace` carries them back to the source. Must not know how any of them
//! is found or shown.

use crate::text::{Edit, Span};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Declares an enum of names that read the same in YAML, JSON and Rust.
macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident => $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in rules, reports and on the command line.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value of a name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}
pub(crate) use names;

names! {
    /// How much is at stake.
    Severity {
        /// Style, or a matter of house policy.
        Info => "info",
        /// Likely to keep people away, or an indirect risk.
        Warning => "warning",
        /// Legal risk: a court, statute or authority has objected to this.
        Error => "error",
    }
}

names! {
    /// How sure adlint is.
    Confidence {
        /// Often wrong; hidden unless asked for.
        Low => "low",
        /// Usually right.
        Medium => "medium",
        /// Practically always right.
        High => "high",
    }
}

names! {
    /// What sort of finding it is.
    Kind {
        /// Something said that excludes.
        Wording => "wording",
        /// The gender form of a title or person noun.
        Form => "form",
        /// Something the profile asks for is not there.
        Missing => "missing",
        /// Style.
        Style => "style",
    }
}

names! {
    /// What the finding is about. The first six are the grounds of § 1 AGG.
    Ground {
        /// Age.
        Age => "age",
        /// Sex and gender.
        Gender => "gender",
        /// Ethnic origin, language, nationality.
        Origin => "origin",
        /// Religion or belief.
        Religion => "religion",
        /// Disability and health.
        Disability => "disability",
        /// Sexual identity.
        SexualIdentity => "sexual-identity",
        /// Family and caring duties.
        Family => "family",
        /// Social origin, class, education.
        SocialOrigin => "social-origin",
        /// Looks.
        Appearance => "appearance",
        /// Working time and place.
        WorkingTime => "working-time",
        /// Pay.
        Pay => "pay",
        /// Tone, formality, readability.
        Tone => "tone",
        /// Data asked of applicants.
        Data => "data",
        /// Encouragement clauses.
        Clause => "clause",
        /// What was excepted from the rules.
        Exception => "exception",
    }
}

names! {
    /// Whom a clause speaks to.
    Group {
        /// People with a history of migration, of another origin or nationality.
        Migration => "migration",
        /// Women.
        Women => "women",
        /// Men.
        Men => "men",
        /// The under-represented sex, unnamed.
        UnderRepresented => "under-represented",
        /// Disabled and severely disabled people.
        Disability => "disability",
        /// People of any age, older people.
        Age => "age",
        /// Lesbian, gay, bisexual, trans, inter, queer people.
        Lgbtq => "lgbtq",
        /// People of any religion or none.
        Religion => "religion",
        /// People of any social origin.
        SocialOrigin => "social-origin",
        /// Parents and carers.
        Care => "care",
        /// No group, or a "regardless of …" list.
        Everyone => "everyone",
        /// The post can be filled part-time.
        PartTime => "part-time",
        /// Help with the application or the workplace.
        Accommodation => "accommodation",
    }
}

names! {
    /// A part that a statute asks of a clause.
    Part {
        /// The call or welcome itself.
        Call => "call",
        /// Preference at equal qualification.
        Preference => "preference",
        /// The sex is named.
        NamesSex => "names-sex",
        /// The aim of the law, or the aim to remove under-representation.
        Aim => "aim",
        /// A women's advancement plan exists.
        Plan => "plan",
        /// The duty to raise the share is mentioned.
        Duty => "duty",
        /// The statute is named.
        Statute => "statute",
        /// The contact or the way to ask.
        Contact => "contact",
    }
}

names! {
    /// How a title shows whom it addresses.
    TitleForm {
        /// "(m/w/d)".
        Marker => "marker",
        /// "Referentin oder Referent".
        Pair => "pair",
        /// "Referent/-in".
        Slash => "slash",
        /// "Referent*in".
        Star => "star",
        /// "Referent:in".
        Colon => "colon",
        /// "Referent_in".
        Underscore => "underscore",
        /// "ReferentIn".
        CapitalI => "capital-i",
        /// "Sachbearbeitung", "Fachkraft".
        Neutral => "neutral",
        /// "Referent".
        Masculine => "masculine",
        /// "Referentin".
        Feminine => "feminine",
        /// No person noun.
        None => "none",
    }
}

names! {
    /// When a fix may be applied.
    Applicability {
        /// Never changes the meaning; applied by `--fix`.
        Safe => "safe",
        /// Shown, and applied on demand.
        Review => "review",
    }
}

/// A change that removes a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The new passage as people read it ("engagiertes Team"); empty where the passage is deleted.
    pub title: String,
    /// The edits, in bytes of the extracted text.
    pub edits: Vec<Edit>,
    /// When it may be applied.
    pub applicability: Applicability,
}

/// One thing adlint has to say about an ad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Index of the rule in the rulebook.
    pub rule: u32,
    /// Where, in bytes of the extracted text; empty for a missing clause.
    pub span: Span,
    /// How much is at stake, after contexts, profile and settings.
    pub severity: Severity,
    /// How sure adlint is.
    pub confidence: Confidence,
    /// Values for the `{placeholders}` of the rule's message, in the rule's order.
    pub arguments: Vec<(&'static str, String)>,
    /// What could stand there instead.
    pub fixes: Vec<Fix>,
    /// The words that make it less than the rule says, in bytes of the extracted text.
    pub softened_by: Option<Span>,
    /// How often the same thing stands in the ad again (rules that speak once).
    pub repeated: Vec<Span>,
    /// For a missing clause: what the profile says about it.
    pub demand: Option<u32>,
}

/// An encouragement clause found in an ad, for one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Whom it speaks to.
    pub group: Group,
    /// How strong it is, 1 to 5; see the contract.
    pub level: u8,
    /// The sentence or sentences, in bytes of the extracted text.
    pub span: Span,
    /// The statutory parts it has.
    pub parts: Vec<Part>,
}

/// Something that kept adlint from reading an ad, or that a reader of the findings must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What it is.
    pub code: FaultCode,
    /// The thing itself: the encoding, the language, the limit; goes into the sentence.
    pub detail: String,
    /// Where, in bytes of the source; `None` for the whole file.
    pub span: Option<Span>,
}

names! {
    /// The kinds of fault. Those of [`FaultCode::is_note`] are said but do not count.
    FaultCode {
        /// Nothing to read in the file.
        Empty => "empty",
        /// Not a text at all.
        Binary => "binary",
        /// A file format adlint cannot read.
        UnsupportedFormat => "unsupported-format",
        /// A language without rules.
        UnsupportedLanguage => "unsupported-language",
        /// The language could not be told.
        UnknownLanguage => "unknown-language",
        /// Bytes that no encoding explains, or letters lost before the file came to us; the rest is read (a note).
        BadEncoding => "bad-encoding",
        /// The file is larger than adlint reads.
        TooLarge => "too-large",
        /// Structure nested deeper than adlint follows.
        TooDeep => "too-deep",
        /// Broken JSON or front matter.
        Malformed => "malformed",
        /// One record of an archive that cannot be read; the others are.
        BadRecord => "bad-record",
        /// A table in which no column is the text of an ad, or not the one that was named.
        NoColumn => "no-column",
        /// Packed tighter than any text: made to fill memories.
        Bomb => "bomb",
        /// The file breaks off.
        Truncated => "truncated",
        /// The file cannot be opened or read.
        Unreadable => "unreadable",
        /// An address that could not be fetched. The detail begins with what was the matter: `address`, `robots`, `robots-unread`,
        /// `private`, `host`, `timeout SECONDS`, `redirects NUMBER`, `status CODE`, `large MEGABYTES`, `type TYPE`,
        /// `sitemap WHAT`, `connection WHAT`, `unbuilt`.
        NotFetched => "not-fetched",
        /// A page without an ad in it.
        NoAd => "no-ad",
        /// A fact that the settings require to be known and nobody has said.
        UnknownFact => "unknown-fact",
        /// Part of the ad is in a language without rules (a note).
        PartlyUnsupported => "partly-unsupported",
        /// "ausdrÃ¼cklich": read as it was meant (a note).
        Mojibake => "mojibake",
        /// Not UTF-8; read in the encoding named (a note).
        OtherEncoding => "other-encoding",
        /// An exception that names a rule there is none of; the detail is the name, and the nearest one behind a blank.
        UnknownRule => "unknown-rule",
        /// An exception that is not written as exceptions are; the detail is what stands there.
        BadException => "bad-exception",
    }
}

impl FaultCode {
    /// Whether it is only said, and does not change the exit code.
    pub const fn is_note(self) -> bool {
        matches!(self, Self::PartlyUnsupported | Self::Mojibake | Self::OtherEncoding | Self::BadEncoding)
    }
}

/// What a finding is recognised by in later runs: its rule, the words of its sentence, and which of several equal ones it
/// is. Case, white space, line breaks, punctuation, and the rest of the ad do not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The version of the way it is made; a change here makes every baseline stale.
    pub const VERSION: u32 = 1;

    /// The fingerprint of the `nth` finding (from 0) of a rule in a sentence.
    pub fn of(rule: &str, sentence: &str, nth: u32) -> Self {
        // FNV-1a with 128 bits: the same on every machine and in every version, and nobody has a reason to attack it.
        let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        let mut eat = |bytes: &[u8]| {
            for byte in bytes {
                hash = (hash ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
            }
        };
        eat(rule.as_bytes());
        eat(&[0]);
        eat(crate::text::words_only(sentence).as_bytes());
        eat(&[0]);
        eat(&nth.to_le_bytes());
        Self(hash)
    }

    /// The fingerprint that is shown like this.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        digits.then(|| u128::from_str_radix(text, 16).ok().map(Self)).flatten()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
