//! What every built-in rule must have: sentences that prove it, reasons in both languages, sources that exist.

use crate::common::{another, built_in, profile};
use adlint::diagnostic::Confidence;
use adlint::lang::{Lang, Localized};
use adlint::pack::rulebook::Rule;
use adlint::policy::Policy;
use adlint::source::{Format, Source};
use adlint::text::{flatten, fold_string};
use adlint::workspace::{Options, Workspace};
use std::fs;
use std::path::Path;

/// Wording rules: all but those of missing clauses.
fn rules() -> impl Iterator<Item = &'static Rule> {
    built_in().book().rules.iter().filter(|rule| rule.clause.is_none())
}

fn texts(rule: &Rule) -> impl Iterator<Item = (&'static str, &Localized)> {
    [("message", &*rule.message), ("why", &*rule.why)]
        .into_iter()
        .chain(rule.advice.as_ref().map(|advice| ("advice", advice)))
}

/// Every rule that `wrong` has something to say about.
fn assert_none(wrong: impl Fn(&Rule) -> Vec<String>) {
    let all: Vec<String> = built_in()
        .book()
        .rules
        .iter()
        .flat_map(|rule| wrong(rule).into_iter().map(move |what| format!("{} ({}): {what}", rule.id, rule.file)))
        .collect();
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
}

#[test]
fn every_sentence_of_every_rule_holds() {
    let outcome = another().test(|_| true);
    let shown: Vec<String> = outcome
        .failures
        .iter()
        .map(|failure| format!("{}: {}\n    {}", failure.file, failure.problem, failure.sentence))
        .collect();
    assert!(
        outcome.rules > 300 && outcome.sentences > 2000,
        "{} rules and {} sentences are fewer than there were",
        outcome.rules,
        outcome.sentences
    );
    assert!(
        shown.is_empty(),
        "{} of {} sentences:\n{}",
        shown.len(),
        outcome.sentences,
        shown.join("\n")
    );
}

/// As CONTRIBUTING shows it: `adlint check --rules rules`.
#[test]
fn a_whole_pack_stands_for_the_one_built_in() {
    let open = |rules: &str| {
        Workspace::open(&Options {
            isolated: true,
            rules: vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(rules)],
            ..Options::default()
        })
    };
    let ad = "Koch (m/w/d)\n\nWir sind ein junges, dynamisches Team und suchen Verstärkung.\n";
    let source = Source {
        name: "ad.txt",
        bytes: ad.as_bytes(),
        format: None,
    };
    let found = |workspace: &Workspace| {
        workspace
            .check(&source)
            .findings
            .iter()
            .map(|finding| finding.rule.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&open("rules").unwrap()), found(built_in()));
    // A part of it is a pack beside ours, and its ids are taken.
    assert!(open("rules/de").is_err());
}

#[test]
fn the_table_of_an_expression_says_the_same_as_the_expression() {
    let book = built_in().book();
    let examples = book
        .rules
        .iter()
        .flat_map(|rule| [&rule.examples.fires, &rule.examples.softened, &rule.examples.silent]);
    let texts: Vec<String> = examples.flatten().map(|text| flatten(fold_string(text))).collect();
    let (mut exact, mut matches) = (0, 0);
    for (expression, table) in book.regexes.iter().zip(&book.automata) {
        let regex = regex::bytes::Regex::new(expression).unwrap();
        let sure = table.matches("").is_some() && texts.iter().all(|text| table.matches(text).is_some());
        exact += usize::from(sure);
        for text in &texts {
            let expected = regex.is_match(text.as_bytes());
            matches += usize::from(expected);
            // The largest tables are sure of a no only.
            assert_eq!(table.matches(text).unwrap_or(expected), expected, "{expression}\n{text}");
        }
    }
    assert_eq!(book.automata.len(), book.regexes.len());
    assert!(
        exact * 10 > book.regexes.len() * 8,
        "{exact} of {} tables say yes and no",
        book.regexes.len()
    );
    assert!(matches > 100, "{matches} matches prove little");
}

#[test]
fn every_rule_has_three_sentences_that_fire_and_four_that_do_not() {
    assert_none(|rule| {
        // Missing clauses are tried on whole ads; the rules of a profile's title form speak only under that profile.
        if rule.clause.is_some() || rule.detector.is_some() {
            return Vec::new();
        }
        let (fires, silent) = (rule.examples.fires.len() + rule.examples.softened.len(), rule.examples.silent.len());
        let mut wrong = Vec::new();
        wrong.extend((fires < 3).then(|| format!("{fires} sentences that fire")));
        wrong.extend((silent < 4).then(|| format!("{silent} sentences that do not fire")));
        wrong
    });
}

#[test]
fn ids_are_a_ground_and_what_is_wrong() {
    let kebab = |part: &str| {
        !part.is_empty()
            && part
                .split('-')
                .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
    };
    assert_none(|rule| match rule.id.split_once('/') {
        Some((ground, what)) if ground == rule.ground.name() && kebab(what) => Vec::new(),
        _ => vec![format!("not `{}/what-is-wrong`", rule.ground.name())],
    });
}

#[test]
fn every_rule_speaks_both_languages() {
    assert_none(|rule| {
        let silent = |text: &Localized| Lang::ALL.into_iter().find(|lang| text.get(*lang).trim().len() < 10);
        texts(rule)
            .filter_map(|(name, text)| silent(text).map(|lang| format!("no `{name}` in {}", lang.tag())))
            .collect()
    });
}

#[test]
fn no_rule_passes_judgement() {
    assert_none(|rule| {
        let said = |text: &Localized| {
            ["verstoß", "verstöß", "rechtswidrig ist", "violation", "violates", "is illegal"]
                .into_iter()
                .find(|word| Lang::ALL.into_iter().any(|lang| text.get(lang).to_lowercase().contains(word)))
        };
        texts(rule)
            .filter_map(|(name, text)| said(text).map(|word| format!("`{name}` says `{word}`; adlint is no court")))
            .collect()
    });
}

#[test]
fn sources_exist_and_numbers_were_read() {
    let book = built_in().book();
    assert_none(|rule| {
        let mut wrong = Vec::new();
        for source in book.sources_at(&rule.sources) {
            // A case or section number of a text nobody read may be wrong.
            if !source.verified && source.citation.bytes().any(|byte| byte.is_ascii_digit()) {
                wrong.push(format!("`{}` ({}) was not read, but names a number", source.id, source.citation));
            }
        }
        wrong
    });
}

#[test]
fn every_source_is_used() {
    let book = built_in().book();
    let demands = book
        .profiles
        .iter()
        .flat_map(|profile| profile.demands.iter())
        .flat_map(|demand| demand.source.iter().chain(&demand.by));
    let others = book.profiles.iter().flat_map(|profile| {
        profile
            .consequence
            .iter()
            .map(|(id, _)| id)
            .chain(profile.title.iter().map(|(_, id, _)| id))
            .chain(profile.signs.iter().map(|(_, id, _)| id))
    });
    let inserts = book
        .clauses
        .iter()
        .flat_map(|clause| clause.texts.iter())
        .flat_map(|text| text.sources.iter());
    let used: std::collections::BTreeSet<&String> = book
        .rules
        .iter()
        .flat_map(|rule| book.sources_at(&rule.sources))
        .map(|source| &source.id)
        .chain(demands)
        .chain(others)
        .chain(inserts)
        .collect();
    let unused: Vec<&str> = book
        .sources
        .iter()
        .filter(|source| !used.contains(&source.id))
        .map(|source| source.id.as_str())
        .collect();
    assert!(unused.is_empty(), "sources that nothing refers to: {}", unused.join(", "));
}

/// A replacement that is accused of the same thing is none.
#[test]
fn replacements_do_not_fire_their_own_rule() {
    assert_none(|rule| {
        let mut policy = Policy {
            confidence: Confidence::Low,
            language: rule.lang,
            ..profile("none")
        };
        policy.packs.extend(rule.opt_in.clone());
        let mut wrong = Vec::new();
        for sentence in rule.examples.fires.iter().chain(&rule.examples.softened) {
            let text = sentence.replace("[[", "").replace("]]", "");
            let report = built_in().check_with(&source(&text), &policy);
            for finding in report
                .findings
                .iter()
                .filter(|finding| finding.rule == rule.id && finding.repeated.is_empty())
            {
                for fix in finding.fixes.iter().filter(|fix| !fix.edits.is_empty()) {
                    let mut fixed = text.clone();
                    for edit in fix.edits.iter().rev() {
                        fixed.replace_range(edit.place.source.start as usize..edit.place.source.end as usize, &edit.text);
                    }
                    let again = built_in().check_with(&source(&fixed), &policy);
                    let before = report.findings.iter().filter(|finding| finding.rule == rule.id).count();
                    if again.findings.iter().filter(|finding| finding.rule == rule.id).count() >= before {
                        wrong.push(format!("`{}` still fires: {fixed}", fix.title));
                    }
                }
            }
        }
        wrong.sort();
        wrong.dedup();
        wrong
    });
}

fn source(text: &str) -> Source<'_> {
    Source {
        name: "example.txt",
        bytes: text.as_bytes(),
        format: Some(Format::Text),
    }
}

#[test]
fn every_rule_has_a_name_of_its_own_in_its_language() {
    let mut seen = std::collections::BTreeSet::new();
    let twice: Vec<&str> = rules()
        .filter(|rule| !seen.insert((rule.id.as_str(), rule.lang)))
        .map(|rule| rule.id.as_str())
        .collect();
    assert!(twice.is_empty(), "two rules with one id: {twice:?}");
}

/// YAML takes ` #` for a comment: a phrase with a number in it needs quotation marks, or its end is lost without a word.
#[test]
fn no_phrase_loses_its_end_to_a_comment() {
    let mut cut = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let bare = text.lines().filter(|line| {
                let entry = line.trim_start().strip_prefix("- ");
                entry.is_some_and(|entry| !entry.starts_with(['"', '\'', '{']) && entry.contains(" #") && !entry.starts_with('#'))
            });
            cut.extend(bare.map(|line| format!("{}: {line}", path.display())));
        }
    }
    assert!(cut.is_empty(), "{}", cut.join("\n"));
}
