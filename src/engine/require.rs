//! What the profile asks for and the ad lacks.
//!
//! Judged once, at the end, over the clauses found. A missing clause is anchored where it belongs, never at the top.

use super::contexts::in_context;
use super::{Checked, Engine};
use crate::clause::{Clauses, Found};
use crate::diagnostic::{Applicability, Confidence, Finding, Fix, Group, Part, Severity};
use crate::document::Document;
use crate::extract::{BlockKind, Extracted};
use crate::lang::Lang;
use crate::pack::model::{DemandKind, Section, Tone};
use crate::pack::rulebook::{ClauseTexts, Demand, InsertText, Profile};
use crate::policy::{Fact, Policy, RuleLevel};
use crate::source::Format;
use crate::text::{Edit, Span};

/// How a demand stands to the ad at hand.
enum Standing {
    Met,
    /// There, but without these parts; the clause that has most of them.
    Lacks(Vec<Part>, Span),
    Missing,
}

/// Adds a finding for each demand of the profile that is not met, and lifts clauses that meet a statute to level 5.
pub(super) fn require(
    engine: &Engine,
    extracted: &Extracted<'_>,
    document: &Document<'_>,
    policy: &Policy,
    clauses: &Clauses,
    checked: &mut Checked,
    findings: &mut Vec<Finding>,
) {
    let Some(profile) = engine.rules.book.profile(&policy.profile) else {
        return;
    };
    let after_clauses = anchor(document, clauses);
    for (index, demand) in profile.demands.iter().enumerate() {
        if demand.unless.iter().any(|name| lifted(engine, document, policy, name)) {
            continue;
        }
        if !demand.only.is_empty() && !demand.only.iter().any(|name| lifted(engine, document, policy, name)) {
            continue;
        }
        let fact = demand.fact.as_deref().map(|name| policy.fact(name));
        if fact == Some(Fact::No) || (fact == Some(Fact::Unknown) && demand.kind == DemandKind::Recommended) {
            continue;
        }
        let accept = accepted(demand, policy);
        let standing = standing(demand, &accept, clauses);
        if matches!(standing, Standing::Met) && !demand.parts.is_empty() && demand.source.is_some() {
            lift(demand, &mut checked.clauses);
        }
        checked.met.push((demand.name.clone(), matches!(standing, Standing::Met)));
        let question = demand.kind == DemandKind::RequiredIf && fact == Some(Fact::Unknown);
        let severity = match (demand.kind, question) {
            (_, true) => Severity::Info,
            (DemandKind::Required | DemandKind::RequiredIf, false) => demand.severity.unwrap_or(Severity::Error),
            _ => demand.severity.unwrap_or(Severity::Info),
        };
        let severity = match policy.level(demand.rule) {
            RuleLevel::Off => continue,
            RuleLevel::As(asked) => asked,
            RuleLevel::Default => severity,
        };
        // What is no clause belongs where its like stands.
        let anchor = match demand.name.as_str() {
            "intercultural-competence" => end_of(document, Section::Profile),
            "part-time" | "minimum-pay" | "pay-range" => end_of(document, Section::Offer),
            _ => None,
        };
        let anchor = anchor.unwrap_or(after_clauses);
        let (span, missing_part) = match &standing {
            Standing::Met => continue,
            // A part is asked for only where the law holds for sure; a question is enough of a question.
            Standing::Lacks(..) if question => continue,
            Standing::Lacks(parts, span) => (*span, parts.first().copied()),
            Standing::Missing => (Span::empty(anchor.at), None),
        };
        let texts = engine.rules.book.clause(&demand.name);
        let lang = document.languages.main.unwrap_or_default();
        let fixes = if missing_part.is_none() {
            texts
                .map(|texts| insertions(texts, profile, policy, lang, extracted, &anchor))
                .unwrap_or_default()
        } else {
            Vec::new()
        };
        let mut arguments = vec![
            ("demand", demand.name.clone()),
            ("state", state(demand, question, missing_part).to_owned()),
        ];
        if let Some(part) = missing_part {
            arguments.push(("part", part.name().to_owned()));
        }
        findings.push(Finding {
            rule: demand.rule,
            span,
            severity,
            confidence: Confidence::High,
            arguments,
            fixes,
            softened_by: None,
            repeated: Vec::new(),
            demand: Some(u32::try_from(index).unwrap_or(u32::MAX)),
        });
    }
}

const fn state(demand: &Demand, question: bool, part: Option<Part>) -> &'static str {
    match (part, question, demand.kind) {
        (Some(_), _, _) => "part",
        (None, true, _) => "question",
        (None, false, DemandKind::Required | DemandKind::RequiredIf) => "required",
        _ => "recommended",
    }
}

fn lifted(engine: &Engine, document: &Document<'_>, policy: &Policy, context: &str) -> bool {
    engine.rules.book.contexts.iter().enumerate().any(|(index, known)| {
        known.id == context
            && document.languages.all.contains(&known.lang)
            && in_context(engine, document, policy, u32::try_from(index).unwrap_or(u32::MAX))
    })
}

/// Where either sex can be the under-represented one and the facts say which, only a clause for that sex counts.
fn accepted(demand: &Demand, policy: &Policy) -> Vec<Group> {
    let mut accept = demand.accept.clone();
    if accept.contains(&Group::Women) && accept.contains(&Group::Men) {
        match (policy.fact("women_underrepresented"), policy.fact("men_underrepresented")) {
            (Fact::Yes, Fact::No | Fact::Unknown) => accept.retain(|group| *group != Group::Men),
            (Fact::No | Fact::Unknown, Fact::Yes) => accept.retain(|group| *group != Group::Women),
            _ => {}
        }
    }
    accept
}

fn standing(demand: &Demand, accept: &[Group], clauses: &Clauses) -> Standing {
    if let Some(statement) = demand.statement {
        let there = clauses.statements.iter().any(|(index, _)| *index == statement);
        return if there { Standing::Met } else { Standing::Missing };
    }
    let fits = |found: &&Found| {
        let clause = &found.clause;
        accept.contains(&clause.group)
            && (clause.level >= demand.level || demand.lenient.is_some_and(|lenient| clause.level >= lenient && clause.level == 2))
    };
    let mut parts: Vec<Part> = Vec::new();
    let mut best: Option<&Found> = None;
    for found in clauses.found.iter().filter(fits) {
        parts.extend(&found.clause.parts);
        if best.is_none_or(|known| found.clause.parts.len() > known.clause.parts.len()) {
            best = Some(found);
        }
    }
    let Some(best) = best else { return Standing::Missing };
    let lacking: Vec<Part> = demand.parts.iter().copied().filter(|part| !parts.contains(part)).collect();
    if lacking.is_empty() {
        Standing::Met
    } else {
        Standing::Lacks(lacking, best.clause.span)
    }
}

fn lift(demand: &Demand, clauses: &mut [crate::diagnostic::Clause]) {
    for clause in clauses {
        if demand.accept.contains(&clause.group) && clause.level >= 3 {
            clause.level = 5;
        }
    }
}

/// The end of the last block of a section.
fn end_of(document: &Document<'_>, section: Section) -> Option<Anchor> {
    let block = document.blocks.iter().rev().find(|block| block.section == section)?;
    Some(Anchor {
        at: end_of_text(document, block.span),
        same_paragraph: false,
    })
}

fn end_of_text(document: &Document<'_>, span: Span) -> u32 {
    span.start + u32::try_from(span.of(document.text).trim_end().len()).unwrap_or(0)
}

/// Where a missing clause belongs.
#[derive(Clone, Copy)]
struct Anchor {
    /// Byte of the text.
    at: u32,
    /// Whether a sentence of the same paragraph stands before it.
    same_paragraph: bool,
}

/// After the last clause, else before how to apply and whom to ask, else at the end.
fn anchor(document: &Document<'_>, clauses: &Clauses) -> Anchor {
    let notes = |group: Group| matches!(group, Group::PartTime | Group::Accommodation);
    if let Some(last) = clauses
        .found
        .iter()
        .filter(|found| !notes(found.clause.group) && found.clause.level >= 2)
        .map(|found| found.clause.span.end)
        .max()
    {
        return Anchor {
            at: last,
            same_paragraph: true,
        };
    }
    // How to apply and whom to ask come last; a bare "apply now" above the tasks is not meant.
    let body = document
        .blocks
        .iter()
        .rposition(|block| matches!(block.section, Section::Tasks | Section::Profile | Section::Offer))
        .unwrap_or(0);
    let closing = document.blocks.iter().enumerate().skip(body).position(|(_, block)| {
        matches!(block.section, Section::Contact | Section::Application) && document.title.is_none_or(|title| block.span.start > title.span.end)
    });
    let mut before = match closing {
        Some(index) if body + index > 0 => body + index - 1,
        _ => document.blocks.len().saturating_sub(1),
    };
    // A heading belongs to what follows it.
    while before > 0
        && document
            .blocks
            .get(before)
            .is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
    {
        before -= 1;
    }
    let at = document.blocks.get(before).map_or(0, |block| end_of_text(document, block.span));
    Anchor { at, same_paragraph: false }
}

fn insertions(texts: &ClauseTexts, profile: &Profile, policy: &Policy, lang: Lang, extracted: &Extracted<'_>, anchor: &Anchor) -> Vec<Fix> {
    // Text goes into text; inside JSON strings and the like nothing is inserted blindly.
    let before = match extracted.format {
        Format::Text | Format::Markdown if anchor.same_paragraph => " ",
        Format::Text | Format::Markdown => "\n\n",
        Format::Html => " ",
        Format::Json => return Vec::new(),
    };
    choose(texts, profile, policy.tone, lang)
        .into_iter()
        .map(|text| Fix {
            title: text.text.clone(),
            edits: vec![Edit {
                span: Span::empty(anchor.at),
                text: format!("{before}{}", text.text),
            }],
            applicability: Applicability::Review,
        })
        .collect()
}

/// How many texts of one tone are offered.
const OFFERED: usize = 3;

/// The texts that fit a profile and a language: those made for the profile first, the tone asked for before the others.
pub fn choose<'t>(texts: &'t ClauseTexts, profile: &Profile, tone: Tone, lang: Lang) -> Vec<&'t InsertText> {
    let fits = |text: &&InsertText| text.lang == lang && (text.profiles.is_empty() || text.profiles.iter().any(|id| profile.lineage.contains(id)));
    let mut out: Vec<&InsertText> = texts.texts.iter().filter(fits).collect();
    out.sort_by_key(|text| (text.profiles.is_empty(), text.tone != tone));
    // A text made for the profile has the parts its law asks for; general ones may not, unless a call is all that is asked.
    let demand = profile.demands.iter().find(|demand| demand.name == texts.name);
    let special = demand.is_none_or(|demand| demand.parts.iter().any(|part| *part != Part::Call));
    if special && out.iter().any(|text| !text.profiles.is_empty()) {
        out.retain(|text| !text.profiles.is_empty());
    }
    // Two or three of a tone are a choice, more are a list.
    let mut seen: Vec<Tone> = Vec::new();
    out.retain(|text| {
        seen.push(text.tone);
        seen.iter().filter(|tone| **tone == text.tone).count() <= OFFERED
    });
    out
}
