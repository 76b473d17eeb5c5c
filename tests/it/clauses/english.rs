//! The English catalogue, class by class, and what is no clause.

use super::{Row, holds, none_holds};
use adlint::lang::Lang;

const BADGES: &[Row] = &[
    ("Northgate Rail is an equal opportunity employer.", "everyone 1"),
    ("Harbour Foods is an equal opportunities employer.", "everyone 1"),
    ("EOE", "everyone 1"),
    ("Equal Opportunity Employer M/F/D/V", "everyone 1"),
    ("EOE, including disability and vets.", "everyone 1"),
    ("Our council is a Disability Confident Leader.", "everyone 1"),
    ("Lakeside College is an employment equity employer.", "everyone 1"),
    ("We signed the Diversity Charter.", "everyone 1"),
    ("We are an equal opportunity employer committed to diversity and inclusion.", "everyone 1"),
];

const LISTS: &[Row] = &[
    (
        "Every qualified applicant will receive consideration for employment without regard to race, color, religion, sex, sexual orientation, \
         gender identity, national origin, disability or protected veteran status.",
        "everyone 2, migration 2, disability 2, lgbtq 2, religion 2",
    ),
    (
        "Qualified applicants will receive consideration without regard to disability or protected veteran status.",
        "everyone 1",
    ),
    (
        "We consider applicants for every position without regard to race, colour, religion, sex, national origin, age, disability, sexual \
         orientation or marital status.",
        "everyone 2, migration 2, disability 2, age 2, lgbtq 2, religion 2, care 2",
    ),
    (
        "All applicants are considered without regard to legally protected characteristics.",
        "everyone 1",
    ),
    (
        "We do not discriminate on the basis of race, religion, national origin, gender, sexual orientation, age, veteran status, disability or \
         any other legally protected status.",
        "everyone 1",
    ),
    (
        "We choose people by how well they meet the job criteria, irrespective of gender, age, marital status or sexual orientation.",
        "everyone 1",
    ),
    ("All appointments are made on merit, regardless of background.", "everyone 1"),
    (
        "The institute supports its employees irrespective of gender, nationality, religion, disability, age or sexual identity.",
        "everyone 1",
    ),
    (
        "We hire all genders, nationalities, ethnic and social origins, religions, ages and sexual orientations.",
        "everyone 1",
    ),
    (
        "Minority / Women / Disability / Veteran / Gender Identity / Sexual Orientation / Age.",
        "everyone 1",
    ),
    (
        "Selection is made without regard to race, religion, sex, national origin, age or nondisqualifying physical or mental disability.",
        "everyone 1",
    ),
];

const WELCOMES: &[Row] = &[
    (
        "We celebrate diversity and are committed to an inclusive environment for everyone who works here.",
        "everyone 1",
    ),
    (
        "We welcome people of different backgrounds, experiences, abilities and perspectives.",
        "everyone 1",
    ),
    ("We welcome applications from people of all backgrounds.", "everyone 1"),
    (
        "We make every effort to encourage people of all backgrounds and identities to apply.",
        "everyone 1",
    ),
    ("Everyone is welcome here.", "everyone 1"),
    ("Bring your whole self to work.", "everyone 1"),
    ("Members of under-represented groups are encouraged to apply.", "everyone 1"),
    (
        "Diversity matters to us: we look forward to applications from people of all backgrounds.",
        "everyone 1",
    ),
];

const NAMED: &[Row] = &[
    ("Women are strongly encouraged to apply.", "women 3"),
    (
        "Applications of women are therefore especially encouraged; disabled persons are given preference over others with equal qualifications.",
        "women 3, disability 4",
    ),
    (
        "The centre aims to increase the proportion of women in areas where they are under-represented; women are therefore explicitly encouraged \
         to apply.",
        "women 3",
    ),
    ("People with disabilities are encouraged to apply.", "disability 3"),
    (
        "We particularly welcome applications from Black, Asian and minority ethnic colleagues, who are under-represented at this grade.",
        "migration 3",
    ),
    (
        "The university especially invites candidacies from women, Aboriginal peoples, visible minorities and persons with disabilities.",
        "women 3, migration 3, disability 3",
    ),
    (
        "Women, Indigenous people, members of visible minorities, people with disabilities and LGBTQ persons are encouraged to apply and to \
         self-identify.",
        "women 3, migration 3, disability 3, lgbtq 3",
    ),
    (
        "The city is committed to diversity within its community and especially welcomes applications from visible minority group members, women \
         and persons with disabilities.",
        "migration 3, women 3, disability 3, everyone 1",
    ),
    (
        "We encourage applications from Indigenous Australians, people with disability, people from diverse cultural and linguistic backgrounds, \
         mature age workers and LGBTI people.",
        "migration 3, disability 3, age 3, lgbtq 3",
    ),
    (
        "Aboriginal and Torres Strait Islander people are strongly encouraged to apply.",
        "migration 3",
    ),
    (
        "In support of the regional plan we encourage applications from Indigenous peoples.",
        "migration 3",
    ),
    (
        "Females and persons living with disabilities are particularly encouraged to apply.",
        "women 3, disability 3",
    ),
    (
        "We particularly welcome applications from the Roman Catholic community and from men.",
        "religion 3, men 3",
    ),
    ("Applications from members of the Traveller community are welcome.", "migration 3"),
    (
        "We take affirmative action to offer employment to all applicants, including minorities, women, protected veterans and individuals with \
         disabilities.",
        "everyone 1",
    ),
    ("We welcome applications from people with a migration background.", "migration 3"),
    ("Men are under-represented in our nurseries; applications from men are welcome.", "men 3"),
    ("We welcome neurodivergent candidates.", "disability 3"),
    ("Career returners, parents and carers are very welcome.", "care 3"),
    ("We welcome applications from people who are returning after career breaks.", "care 3"),
];

const PREFERENCES: &[Row] = &[
    (
        "Severely disabled applicants with equal qualifications will be given preference.",
        "disability 4",
    ),
    (
        "Disabled applicants who meet the essential criteria are guaranteed an interview.",
        "disability 4",
    ),
    (
        "We guarantee an interview to disabled people who meet the minimum criteria.",
        "disability 4",
    ),
    (
        "Guaranteed assessment for disabled people who meet the essential criteria.",
        "disability 4",
    ),
    ("Preference will be given to qualified veterans.", "everyone 4"),
    ("Given equal suitability, preference is given to women.", "women 4"),
];

const OFFERS: &[Row] = &[
    (
        "If you need a reasonable accommodation to apply, write to hr@example.org.",
        "accommodation 1",
    ),
    (
        "If you need an adjustment during the hiring process, including support for the interview, tell us.",
        "accommodation 1",
    ),
    (
        "We make reasonable adjustments. If you need a different format or more time for the interview, tell us.",
        "accommodation 1",
    ),
    (
        "Please contact Ada Mills to talk through any adjustments you need at interview.",
        "accommodation 1",
    ),
    (
        "Candidates with disability can ask for adjustments; contact the recruitment team.",
        "accommodation 1",
    ),
    (
        "Accommodation is available on request for applicants with disabilities at every stage of our recruitment process.",
        "accommodation 1",
    ),
    ("Tell us about your access needs before the interview.", "accommodation 1"),
    ("This role is available part-time or as a job share.", "part-time 1"),
    ("The position is suitable for part-time employment.", "part-time 1"),
    ("The position can be shared by two people.", "part-time 1"),
    ("Don't meet every single requirement? We encourage you to apply anyway.", "everyone 0"),
    ("Not sure you meet all of our qualifications? Please apply.", "everyone 0"),
    ("You don't need to tick every box.", "everyone 0"),
    (
        "If you don't have all the qualifications but have transferable skills, we encourage you to apply.",
        "everyone 0",
    ),
];

const NOT_CLAUSES: &[&str] = &[
    "Software Engineer (m/f/d)",
    "Our customers come from diverse industries.",
    "You will work in a diverse and varied role.",
    "Experience with diversity programmes is required.",
    "You will write our equality impact assessments.",
    "Candidates with experience in protein sequencing are particularly encouraged to apply.",
    "Students who can stay for a second year are particularly encouraged to apply.",
    "Candidates who already hold a security clearance are strongly encouraged to apply.",
    "Early applications are encouraged.",
    "We welcome feedback, visitors and your questions.",
    "All applications will be treated confidentially.",
    "We are an international team from 40 countries.",
    "The post is funded by the Women in Science programme.",
    "Knowledge of the Equality Act 2010 is desirable.",
    "Regardless of the weather, you deliver on time.",
    "We value different opinions.",
    "Great Place to Work, Top Employer 2025.",
    "We support people with disabilities in their daily lives.",
    "Accommodation is provided on site.",
    "Adjustments to the salary are made annually.",
    "Part-time students welcome.",
    "No agencies please.",
    "Equal Opportunity Officer",
    "Salary adjustments are made every January.",
    "Applicants with Python skills are particularly encouraged.",
    "Preference will be given to applicants with a driving licence.",
    "You manage a diverse portfolio of products.",
    "You advise people with a migration background.",
    "We celebrate our 50th birthday with a festival of cultures.",
    "You share responsibility for two systems.",
    "You monitor arrest and conviction statistics.",
    "You organise the LGBTQIA+ film festival.",
    "Men's health is our research topic.",
    "You will supervise part-time staff.",
    "Experience of working with refugees is welcome.",
    "We offer equal opportunities for promotion based on performance.",
    "Our clinic treats women of all ages.",
];

#[test]
fn badges_and_bare_labels_are_level_one() {
    holds(Lang::En, BADGES);
}

#[test]
fn lists_of_grounds_need_a_welcome_for_level_two() {
    holds(Lang::En, LISTS);
}

#[test]
fn a_welcome_to_everyone_names_no_group() {
    holds(Lang::En, WELCOMES);
}

#[test]
fn named_groups_are_invited_in_every_way() {
    holds(Lang::En, NAMED);
}

#[test]
fn preference_and_a_guaranteed_interview_are_level_four() {
    holds(Lang::En, PREFERENCES);
}

#[test]
fn concrete_offers_are_notes() {
    holds(Lang::En, OFFERS);
}

#[test]
fn markers_duties_clients_and_awards_are_no_clause() {
    none_holds(Lang::En, NOT_CLAUSES);
}
