//! Wording rules.

use super::Compiler;
use crate::diagnostic::Confidence;
use crate::lang::Lang;
use crate::pack::model::{SeverityIfFile, UnlessFile};
use crate::pack::packed::Deferred;
use crate::pack::read::NamedRule;
use crate::pack::rulebook::{Condition, Examples, Expression, Owner, Rule};
use crate::pack::yaml::{Place, Text};

impl Compiler<'_> {
    pub(super) fn wording_rules(&mut self) {
        let pack = self.pack;
        for named in &pack.rules {
            self.wording_rule(named);
        }
    }

    fn wording_rule(&mut self, named: &NamedRule) {
        let NamedRule { id, lang, file, rule } = named;
        let lang = *lang;
        let index = u32::try_from(self.book.rules.len()).unwrap_or(u32::MAX);
        let start = Place { line: 1, column: 1 };
        let finds = !rule.find.is_empty() || !rule.find_together.is_empty() || !rule.expressions.is_empty();
        if finds == rule.detect.is_some() {
            let help = "a rule has `find`, `find_together` or `expressions`, or else `detect`";
            self.fault(file, start, format!("the rule `{id}` does not say what it finds"), Some(help.into()));
        }
        for example in rule.fires.iter().chain(&rule.softened) {
            if rule.detect.is_none() && !example.value.contains("[[") {
                self.fault(
                    file,
                    example.at,
                    "the passage that fires is not marked".into(),
                    Some("put it in `[[…]]`".into()),
                );
            }
        }
        for phrase in &rule.find {
            self.owned_phrase(file, lang, phrase, Owner::Rule(index));
        }
        let mut together = Vec::new();
        for (row, parts) in rule.find_together.iter().enumerate() {
            let row = u16::try_from(row).unwrap_or(u16::MAX);
            let compiled: Vec<_> = parts
                .iter()
                .enumerate()
                .map(|(part, text)| self.owned_phrase(file, lang, text, Owner::Together(index, row, u8::try_from(part).unwrap_or(u8::MAX))))
                .collect();
            if compiled.len() < 2 {
                let at = parts.first().map_or(start, |text| text.at);
                self.fault(
                    file,
                    at,
                    "a row of `find_together` needs at least two parts".into(),
                    Some("use `find` for one phrase".into()),
                );
            }
            self.keep_rarest_part(&compiled);
            together.push(compiled);
        }
        let mut expressions = Vec::new();
        for (at, expression) in rule.expressions.iter().enumerate() {
            let pattern = super::expressions::with_lists(&self.pack.words, lang, &expression.pattern.value);
            match pattern.and_then(|pattern| self.regex(&pattern)) {
                Ok(regex) => {
                    let needs = super::expressions::needs(&self.book.regexes[regex as usize]);
                    expressions.push(Expression {
                        regex,
                        needs,
                        sections: expression.sections.clone(),
                    });
                }
                Err(message) => self.fault(file, expression.pattern.at, message, None),
            }
            let owner = Owner::Expression(index, u16::try_from(at).unwrap_or(u16::MAX));
            for word in &expression.near {
                self.owned_phrase(file, lang, word, owner);
            }
            if expression.near.is_empty() {
                let help = "a regular expression runs only on sentences that hold one of its `near` words";
                self.fault(
                    file,
                    expression.pattern.at,
                    "the expression has no `near` words".into(),
                    Some(help.into()),
                );
            }
        }
        let unless = self.unless(file, lang, &rule.unless);
        let severity_if = rule
            .severity_if
            .iter()
            .map(|condition| (self.severity_if(file, lang, condition), condition.severity))
            .collect();
        let mut contexts = Vec::new();
        for (name, outcome) in &rule.contexts {
            match self.context(lang, name) {
                Some(context) => contexts.push((context, *outcome)),
                None => {
                    let pack = self.pack;
                    let known = pack
                        .contexts
                        .get(&lang)
                        .into_iter()
                        .flat_map(|(_, contexts)| contexts.keys().map(String::as_str));
                    self.unknown(file, start, "context", name, known);
                }
            }
        }
        let own = |texts: &[Text]| texts.iter().map(|text| text.value.clone()).collect::<Vec<_>>();
        let mut phrases = own(&rule.find);
        phrases.extend(
            rule.find_together
                .iter()
                .map(|parts| parts.iter().map(Text::as_str).collect::<Vec<_>>().join(" + ")),
        );
        phrases.extend(rule.expressions.iter().map(|expression| format!("/{}/", expression.pattern.value)));
        let sources = self.source_ids(file, &rule.sources);
        self.book.rules.push(Rule {
            id: id.clone(),
            lang: Some(lang),
            file: file.clone(),
            ground: rule.ground,
            kind: rule.kind,
            severity: rule.severity,
            confidence: rule.confidence,
            opt_in: rule.opt_in.as_ref().map(|text| text.value.clone()),
            phrases: Deferred::new(phrases),
            together,
            within: rule.within.unwrap_or(12),
            expressions,
            detector: rule.detect,
            only_sections: rule.place.as_ref().map(|place| place.sections.clone()).unwrap_or_default(),
            title: rule.place.as_ref().and_then(|place| place.title),
            unless,
            severity_if,
            contexts,
            once: rule.once,
            negated: rule.negated,
            quoted: rule.quoted,
            in_clauses: rule.in_clauses,
            message: Deferred::new(rule.message.clone()),
            why: Deferred::new(rule.why.clone()),
            advice: Deferred::new(rule.advice.clone()),
            replace: own(&rule.replace),
            fix: rule.fix,
            sources,
            clause: None,
            examples: Deferred::new(Examples {
                fires: own(&rule.fires),
                softened: own(&rule.softened),
                silent: own(&rule.silent),
            }),
        });
    }

    /// Only the part whose words are rarest starts a row of `find_together`; the others are looked for from there.
    fn keep_rarest_part(&mut self, parts: &[Vec<u32>]) {
        let cost = |compiler: &Self, part: &[u32]| {
            part.iter()
                .map(|pattern| {
                    let pattern = &compiler.book.patterns[*pattern as usize];
                    match compiler.book.items_of(pattern).get(usize::from(pattern.trigger)) {
                        Some(crate::pack::rulebook::Item::Set(set)) => u64::from(compiler.set_costs[*set as usize]),
                        _ => 0,
                    }
                })
                .sum::<u64>()
        };
        let Some(best) = (0..parts.len()).min_by_key(|at| (cost(self, &parts[*at]), *at)) else {
            return;
        };
        for (at, part) in parts.iter().enumerate() {
            if at != best {
                for pattern in part {
                    self.book.patterns[*pattern as usize].owner = Owner::None;
                }
            }
        }
    }

    fn unless(&mut self, file: &str, lang: Lang, unless: &UnlessFile) -> Condition {
        Condition {
            before: self.phrases(file, lang, &unless.before),
            after: self.phrases(file, lang, &unless.after),
            within: self.phrases(file, lang, &unless.within),
            sentence: self.phrases(file, lang, &unless.sentence),
            nearby: self.phrases(file, lang, &unless.nearby),
            ad: self.phrases(file, lang, &unless.ad),
            sections: unless.sections.clone(),
            about: unless.about.clone(),
        }
    }

    fn severity_if(&mut self, file: &str, lang: Lang, condition: &SeverityIfFile) -> Condition {
        Condition {
            before: self.phrases(file, lang, &condition.before),
            after: self.phrases(file, lang, &condition.after),
            within: Vec::new(),
            sentence: self.phrases(file, lang, &condition.sentence),
            nearby: self.phrases(file, lang, &condition.nearby),
            ad: self.phrases(file, lang, &condition.ad),
            sections: condition.sections.clone(),
            about: condition.about.clone(),
        }
    }

    /// The rules `clause/<name>` of missing clauses, one for each file of `rules/clauses`.
    pub(super) fn clause_rules(&mut self) {
        use crate::diagnostic::{Ground, Kind, Severity};
        use crate::pack::model::{Detector, FixKind};
        use crate::pack::rulebook::{ClauseTexts, InsertText, Reason};
        let pack = self.pack;
        for (name, (file, clause)) in &pack.clauses {
            let sources = self.source_ids(file, &clause.sources);
            let rule = u32::try_from(self.book.rules.len()).unwrap_or(u32::MAX);
            let mut texts = Vec::new();
            for text in &clause.texts {
                self.source_ids(file, &text.sources);
                texts.push(InsertText {
                    lang: text.language,
                    tone: text.tone,
                    profiles: self.profile_ids(file, &text.profiles),
                    text: text.text.value.trim().to_owned(),
                    sources: text.sources.iter().map(|id| id.value.clone()).collect(),
                });
            }
            let reasons = clause
                .reasons
                .iter()
                .map(|reason| Reason {
                    profiles: self.profile_ids(file, &reason.profiles),
                    why: reason.why.clone(),
                })
                .collect();
            self.book.rules.push(Rule {
                id: format!("clause/{name}"),
                lang: None,
                file: file.clone(),
                ground: Ground::Clause,
                kind: Kind::Missing,
                severity: Severity::Info,
                confidence: Confidence::High,
                opt_in: None,
                phrases: Deferred::default(),
                together: Vec::new(),
                within: 0,
                expressions: Vec::new(),
                detector: Some(Detector::MissingClause),
                only_sections: Vec::new(),
                title: None,
                unless: Condition::default(),
                severity_if: Vec::new(),
                contexts: Vec::new(),
                once: false,
                negated: false,
                quoted: false,
                in_clauses: false,
                message: Deferred::new(clause.message.recommended.clone()),
                why: Deferred::new(clause.why.clone()),
                advice: Deferred::default(),
                replace: Vec::new(),
                fix: FixKind::Review,
                sources,
                clause: Some(name.clone()),
                examples: Deferred::default(),
            });
            self.book.clauses.push(ClauseTexts {
                name: name.clone(),
                group: clause.group,
                rule,
                required: clause.message.required.clone(),
                question: clause.message.question.clone(),
                recommended: clause.message.recommended.clone(),
                part: clause.message.part.clone(),
                reasons,
                texts,
            });
        }
    }

    /// The profiles named, each of which must exist.
    fn profile_ids(&mut self, file: &str, profiles: &[Text]) -> Vec<String> {
        for profile in profiles {
            if !self.pack.profiles.contains_key(&profile.value) {
                self.unknown(file, profile.at, "profile", &profile.value, self.pack.profiles.keys().map(String::as_str));
            }
        }
        profiles.iter().map(|profile| profile.value.clone()).collect()
    }
}
