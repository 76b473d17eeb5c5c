//! English grammar: order, voice, coordination, two sentences, and the pairs that only differ in who is meant.

use super::{Row, holds};
use adlint::lang::Lang;

const SHAPES: &[Row] = &[
    ("We encourage women to apply.", "women 3"),
    ("We would love to hear from disabled candidates.", "disability 3"),
    ("Especially welcome are applications from women.", "women 3"),
    ("We are keen to receive applications from people of colour.", "migration 3"),
    ("We are committed to recruiting more women and invite them to apply.", "women 3"),
    (
        "Women are underrepresented in our department. We therefore explicitly encourage them to apply.",
        "women 3",
    ),
    ("Men are underrepresented here; we would be glad to receive their applications.", "men 3"),
    (
        "Applications from severely disabled persons are given priority if they are equally qualified.",
        "disability 4",
    ),
    (
        "We encourage applications from qualified women and men, including members of visible minorities and persons with disabilities.",
        "migration 3, disability 3",
    ),
    (
        "We are interested in applications from women, disabled people and refugees.",
        "women 3, disability 3, migration 3",
    ),
    ("LGBTQIA+ people are welcome in our team; please apply.", "lgbtq 3"),
    ("People with a migration background are expressly invited to apply.", "migration 3"),
    ("QUALIFIED WOMEN ARE ENCOURAGED TO APPLY.", "women 3"),
    (
        "The council is committed to employing people with disabilities and especially encourages them to apply.",
        "disability 3",
    ),
    (
        "Everyone – independent from gender, origin, age or disability – is welcome at our institute.",
        "everyone 2, migration 2, age 2, disability 2",
    ),
    (
        "We positively encourage applications from suitably qualified candidates regardless of race, sex, disability, age, sexual orientation or \
         religion.",
        "everyone 2, migration 2, disability 2, age 2, lgbtq 2, religion 2",
    ),
    ("Applicants under 25 are particularly encouraged to apply.", ""),
    ("Women and men are equally invited to apply.", "everyone 1"),
];

#[test]
fn order_voice_and_distance_do_not_matter() {
    holds(Lang::En, SHAPES);
}

const BOILERPLATE: &[Row] = &[
    ("The council welcomes applications from all sections of the community.", "everyone 1"),
    (
        "We particularly encourage applications from disabled and minority ethnic candidates, as they are under-represented at this level.",
        "disability 3, migration 3",
    ),
    (
        "As a Disability Confident employer we offer an interview to disabled applicants who meet the essential criteria.",
        "disability 4, everyone 1",
    ),
    ("We are committed to equality, diversity and inclusion.", "everyone 1"),
    (
        "The company provides equal employment opportunities to all employees and applicants.",
        "everyone 1",
    ),
    ("We are proud to be an equal opportunity workplace.", "everyone 1"),
    (
        "Persons with disabilities are given priority in cases of equal qualification.",
        "disability 4",
    ),
    (
        "The institute seeks to raise the share of women in science and therefore urges qualified women to apply.",
        "women 3",
    ),
    (
        "We strongly encourage individuals from underrepresented backgrounds to apply.",
        "everyone 1",
    ),
    ("We look forward to receiving your application.", ""),
    ("Applications from agencies are not welcome.", ""),
    ("You will promote equality and diversity in the classroom.", ""),
    ("Travel and accommodation costs for interviews are reimbursed.", ""),
    ("The benefits include a disability plan and an employee assistance programme.", ""),
    ("Candidates who do not meet all the minimum requirements will not be considered.", ""),
    ("Our products are used by women and men all over the world.", ""),
];

#[test]
fn the_last_paragraph_of_an_ad_is_understood() {
    holds(Lang::En, BOILERPLATE);
}
