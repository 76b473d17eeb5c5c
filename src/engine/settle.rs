//! One word on one thing: findings that say the same of the same words are one.

use crate::diagnostic::Finding;
use crate::pack::Rulebook;
use std::collections::BTreeMap;

/// One finding where rules say the same of the same words; one an ad where a rule speaks once.
pub(super) fn settle(book: &Rulebook, mut findings: Vec<Finding>) -> Vec<Finding> {
    let rule_of = |index: u32| book.rules.get(index as usize);
    findings.sort_by_key(|found| {
        (
            found.span.start,
            std::cmp::Reverse(found.span.end),
            std::cmp::Reverse(found.severity),
            found.rule,
        )
    });
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    // Only what was kept since the last gap between findings can clash: where that begins, and how far it reaches.
    let (mut since, mut reach) = (0, 0);
    for found in findings {
        if found.span.start >= reach {
            since = kept.len();
        }
        reach = reach.max(found.span.end);
        // What counts sentences and syllables says something of its own, whatever else stands there.
        let counted = |f: &Finding| rule_of(f.rule).is_some_and(|rule| rule.opt_in.is_some() && rule.detector.is_some());
        let ground = |f: &Finding| rule_of(f.rule).map(|rule| (rule.ground, rule.kind)).filter(|_| !counted(f));
        let near = kept.get(since..).unwrap_or_default();
        let clash = near.iter().rposition(|known| {
            known.span.overlaps(found.span) && (known.rule == found.rule || ground(known).is_some() && ground(known) == ground(&found))
        });
        match clash.and_then(|at| kept.get_mut(since + at)) {
            Some(known) => {
                if (found.severity, found.span.len()) > (known.severity, known.span.len()) {
                    *known = found;
                }
            }
            None => kept.push(found),
        }
    }
    let mut once: Vec<Finding> = Vec::with_capacity(kept.len());
    let mut spoken: BTreeMap<u32, usize> = BTreeMap::new();
    for found in kept {
        let speaks_once = rule_of(found.rule).is_some_and(|rule| rule.once);
        let known = if speaks_once {
            *spoken.entry(found.rule).or_insert(once.len())
        } else {
            once.len()
        };
        match once.get_mut(known) {
            Some(known) if found.severity > known.severity => {
                let mut found = found;
                found.repeated.push(known.span);
                found.repeated.append(&mut known.repeated);
                *known = found;
            }
            Some(known) => known.repeated.push(found.span),
            None => once.push(found),
        }
    }
    once
}
