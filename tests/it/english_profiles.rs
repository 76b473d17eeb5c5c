//! What the English-speaking jurisdictions ask of an ad: required only where a statute was read, nothing that was revoked.

use adlint::config::{self, Settings};
use adlint::diagnostic::Severity;
use adlint::lang::Lang;
use adlint::source::Source;
use adlint::workspace::{AdReport, Options, Workspace};

const BARE: &str = "Cook\n\nWe are looking for a cook for our kitchen. You plan the meals and cook them with three colleagues.\n\n";

fn report(settings: &str, sentence: &str) -> AdReport {
    let over: Settings = config::read("adlint.yaml", &format!("language: en\n{settings}\n")).unwrap();
    let workspace = Workspace::open(&Options {
        isolated: true,
        over,
        ..Options::default()
    });
    let ad = format!("{BARE}{sentence}\n");
    workspace.unwrap().check(&Source {
        name: "ad.txt",
        bytes: ad.as_bytes(),
        format: None,
    })
}

/// The demands an ad does not meet, as `name severity`.
fn missing(settings: &str, sentence: &str) -> Vec<String> {
    let mut out: Vec<String> = report(settings, sentence)
        .findings
        .iter()
        .filter_map(|finding| finding.demand.as_ref().map(|demand| format!("{demand} {}", finding.severity.name())))
        .collect();
    out.sort();
    out
}

fn has(settings: &str, sentence: &str, demand: &str) -> bool {
    missing(settings, sentence).iter().any(|found| found == demand)
}

fn names(settings: &str, sentence: &str, demand: &str) -> bool {
    missing(settings, sentence).iter().any(|found| found.split(' ').next() == Some(demand))
}

#[test]
fn nobody_is_required_to_print_a_clause_where_no_statute_says_so() {
    for profile in ["eu", "uk", "ie", "us", "ca", "au", "de-en"] {
        let found = missing(&format!("profile: {profile}"), "");
        assert!(!found.is_empty(), "{profile} recommends nothing");
        let loud = [Severity::Error, Severity::Warning].map(Severity::name);
        assert!(
            found.iter().all(|demand| !loud.iter().any(|level| demand.ends_with(level))),
            "{profile}: {found:?}"
        );
    }
}

#[test]
fn reasons_from_germany_are_given_in_germany_only() {
    let from_germany = |profile: &str| {
        let report = report(&format!("profile: {profile}"), "");
        report.findings.iter().any(|finding| finding.why.get(Lang::En).contains("German"))
    };
    for profile in ["en", "eu", "uk", "ie", "us", "ca", "au", "at-private", "ch"] {
        assert!(!from_germany(profile), "{profile}");
    }
    for profile in ["de", "de-en", "de-th"] {
        assert!(from_germany(profile), "{profile}");
    }
}

#[test]
fn federal_contractors_spell_out_disability_and_veterans() {
    let profile = "profile: us-federal-contractor";
    for demand in ["disability-tagline error", "veterans error"] {
        assert!(has(profile, "", demand), "{demand}");
        assert!(has(profile, "EOE M/F/D/V", demand), "letters alone: {demand}");
        assert!(has(profile, "We are an equal opportunity employer.", demand), "{demand}");
    }
    for enough in [
        "EOE, including disability/vets.",
        "All qualified applicants will receive consideration for employment without regard to disability or protected veteran status.",
        "Equal opportunity employer: minorities, women, veterans, disabled.",
    ] {
        assert!(
            !names(profile, enough, "disability-tagline") && !names(profile, enough, "veterans"),
            "{enough}"
        );
    }
}

#[test]
fn whether_somebody_holds_federal_contracts_is_a_fact_and_a_question_until_then() {
    let with = |fact: &str| format!("profile: us\nfacts: {{ federal_contractor: {fact} }}");
    assert!(has(&with("yes"), "", "disability-tagline error"));
    assert!(has(&with("unknown"), "", "disability-tagline info"));
    assert!(!names(&with("no"), "", "disability-tagline") && !names(&with("no"), "", "veterans"));
}

#[test]
fn the_revoked_list_of_grounds_is_not_asked_for() {
    let profile = "profile: us-federal-contractor";
    let short = "All qualified applicants will receive consideration for employment without regard to disability or protected veteran status.";
    let found = missing(profile, short);
    assert!(found.iter().all(|demand| !demand.ends_with(Severity::Error.name())), "{found:?}");
}

#[test]
fn san_francisco_asks_for_the_sentence_on_records() {
    let profile = "profile: us-ca-sf";
    assert!(has(profile, "", "fair-chance error"));
    assert!(!names(
        profile,
        "We consider qualified applicants with arrest and conviction records.",
        "fair-chance"
    ));
}

#[test]
fn a_pay_range_is_a_number_meant_as_pay() {
    let profile = "profile: us\nfacts: { pay_range_state: yes }";
    for pay in ["Pay range: $48,000 to $56,000 a year.", "We pay 26 dollars per hour.", "Salary: £32,000."] {
        assert!(!names(profile, pay, "pay-range"), "{pay}");
    }
    for other in ["We are a $5 million company.", "You work 35 hours a week.", "The salary is competitive."] {
        assert!(has(profile, other, "pay-range error"), "{other}");
    }
}

#[test]
fn ontario_asks_for_accommodation_vacancy_pay_and_the_use_of_ai() {
    let found = missing("profile: ca-on\nfacts: { uses_ai: yes, pay_range_state: yes }", "");
    for demand in ["accommodation warning", "vacancy warning", "pay-range error", "ai-use error"] {
        assert!(found.iter().any(|one| one == demand), "{demand} in {found:?}");
    }
    let profile = "profile: ca-on\nfacts: { uses_ai: yes }";
    assert!(!names(profile, "This posting is for an existing vacancy.", "vacancy"));
    assert!(!names(profile, "We use artificial intelligence to screen applications.", "ai-use"));
    assert!(names(profile, "You have experience with AI tools.", "ai-use"));
    assert!(!names("profile: ca-on\nfacts: { uses_ai: no }", "", "ai-use"));
    assert!(!names(
        profile,
        "Accommodation is available on request during recruitment.",
        "accommodation"
    ));
}

#[test]
fn canadian_universities_print_the_prescribed_sentence() {
    let profile = "profile: ca-academic";
    assert!(has(profile, "We welcome applications from everyone.", "canadian-priority error"));
    let prescribed = "All qualified candidates are encouraged to apply; however Canadians and permanent residents will be given priority.";
    assert!(!names(profile, prescribed, "canadian-priority"));
}

#[test]
fn an_interview_offer_under_disability_confident_is_the_strongest_clause() {
    let offer = "As a Disability Confident employer we offer an interview to disabled applicants who meet the essential criteria.";
    assert!(names("profile: uk", "We are a Disability Confident employer.", "disability"));
    assert!(!names("profile: uk", offer, "disability"));
}

#[test]
fn german_employers_are_asked_the_german_way_with_english_sentences() {
    let found = missing("profile: de-en", "");
    assert!(found.iter().any(|demand| demand.starts_with("migration ")), "{found:?}");
    assert!(!names(
        "profile: de-en",
        "Applications from people with a migration background are explicitly welcome.",
        "migration"
    ));
}

#[test]
fn where_a_post_is_reserved_or_men_are_invited_the_same_is_not_asked_for_again() {
    let identified = "This is an identified position for Aboriginal and Torres Strait Islander people.";
    let reserved = "The post is open to women only under Schedule 9 of the Equality Act 2010.";
    let men = "Men are under-represented here and are particularly encouraged to apply.";
    for profile in ["en", "uk", "ie", "ca", "au", "eu"] {
        let profile = format!("profile: {profile}");
        assert!(!names(&profile, identified, "migration"), "{profile}");
        assert!(names(&profile, identified, "disability"), "{profile}");
        assert!(!names(&profile, reserved, "women"), "{profile}");
        assert!(!names(&profile, men, "women"), "{profile}");
        assert!(names(&profile, men, "migration"), "{profile}");
        let other = "We take special measures against dust.";
        assert!(names(&profile, other, "women") && names(&profile, other, "migration"), "{profile}");
    }
}

/// Where nobody has said which country's law holds, that of Germany helps nobody.
#[test]
fn an_english_ad_of_an_unknown_country_names_no_german_law() {
    let report = crate::common::built_in().check(&Source {
        name: "ad.txt",
        bytes: BARE.as_bytes(),
        format: None,
    });
    let missing: Vec<_> = report.findings.iter().filter(|finding| finding.demand.is_some()).collect();
    assert_eq!(missing.len(), 3);
    for finding in missing {
        assert!(!finding.references.is_empty(), "{}", finding.rule);
        for source in &finding.references {
            let german = ["de", "at", "ch"].iter().any(|place| source.jurisdiction.starts_with(place));
            assert!(!german, "{}: {}", finding.rule, source.citation);
        }
    }
}
