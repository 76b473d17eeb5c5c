//! English clauses whose meaning hangs on what stands around them: a lead-in and the items below it, a paragraph after the
//! profile, a line that says the hours.

use super::{Row, holds};
use adlint::lang::Lang;

const ITEMS: &[Row] = &[
    (
        "We strongly encourage applications from:\n\n• women\n• people with disabilities\n• First Nations people",
        "women 3, disability 3, migration 3",
    ),
    (
        "We particularly welcome applications from\n* Black, Asian and minority ethnic candidates;\n* disabled candidates.",
        "migration 3, disability 3",
    ),
    (
        "Applications from the following groups are particularly encouraged:\n- Women\n- Māori and Pasifika\n- Disabled people",
        "women 3, migration 3, disability 3",
    ),
    (
        "The college encourages applications from members of the designated groups:\n– women\n– Indigenous peoples\n– persons with disabilities\n– other racialized persons",
        "women 3, migration 3, disability 3",
    ),
    (
        "We would especially like to hear from you if you:\n- are from a minority ethnic background\n- have a disability\n- identify as LGBTQ+",
        "migration 3, disability 3, lgbtq 3",
    ),
    (
        "We would like to hear from you if you:\n- have cared for women who fled violence\n- have a degree\n- are used to working with disabled people",
        "",
    ),
    ("You will encourage applications from:\n- women\n- refugees", ""),
    (
        "You are welcome to apply if you have experience in:\n- women's health\n- migration law",
        "",
    ),
    (
        "We look forward to your application for one of our shops:\n- women's fashion, Bath\n- children's books, Wells",
        "",
    ),
    ("We support people in three groups:\n- women\n- refugees\n- disabled people", ""),
    (
        "We welcome in particular applications from:\n- women\n- technicians with a driving licence",
        "women 3",
    ),
    ("We are hiring for these groups:\n- women's football\n- migrants' advice", ""),
    (
        "We invite applications for the following posts:\n- officer for women\n- refugee adviser",
        "",
    ),
    (
        "We invite applications for the following groups:\n- women in science network, coordinator\n- migration and health, researcher",
        "",
    ),
    (
        "Please send your application with the following:\n- CV\n- proof of severe disability\n- statement on your work with refugees",
        "",
    ),
    (
        "Candidates are invited to apply who:\n- have taught refugees\n- are able to lift 20 kg\n- have a women's health degree",
        "",
    ),
    ("We guarantee an interview to:\n- disabled people who meet the criteria", "disability 4"),
    (
        "We welcome applications from:\n- people of all backgrounds\n- career changers",
        "everyone 1",
    ),
    (
        "Clerk\n\nWe run a library in Bath.\n\nApplications are especially welcome from:\nwomen\npeople with disabilities",
        "women 3, disability 3",
    ),
    (
        "Clerk\n\nThe college would particularly welcome applications from:\n1. women\n2. people with disabilities",
        "women 3, disability 3",
    ),
    (
        "Clerk\n\nWe are especially interested in hearing from:\n- women\n- disabled people",
        "women 3, disability 3",
    ),
    (
        "Clerk\n\nWe would particularly like to hear from people who:\n- are women\n- have a disability",
        "women 3, disability 3",
    ),
    (
        "Clerk\n\nWe encourage you to apply if you:\n- are a person of colour\n- live with a disability\n- come from a working-class background",
        "migration 3, disability 3, social-origin 3",
    ),
    (
        "Clerk\n\nPreference is given to the following groups:\n- people with disabilities\n- women",
        "disability 4, women 4",
    ),
    (
        "Clerk\n\nIn particular we invite applications from the following:\n* women,\n* LGBTQ+ people,\n* career changers.",
        "women 3, lgbtq 3",
    ),
    (
        "Clerk\n\nWe welcome applications from:\n- agencies\n- freelancers with experience in women's shelters",
        "",
    ),
    (
        "Clerk\n\nApplicants are invited to describe:\n- their work with women\n- their work with refugees",
        "",
    ),
    (
        "Clerk\n\nWe would love to hear from you if you:\n- like working with disabled people\n- can drive",
        "",
    ),
    ("Clerk\n\nWe do not accept applications from:\n- women\n- refugees", ""),
    ("Clerk\n\nWe welcome the following to our centre:\n- women\n- refugees", ""),
];

#[test]
fn a_lead_in_invites_the_groups_in_the_items_below() {
    holds(Lang::En, ITEMS);
}

const VALUES: &[Row] = &[
    (
        "Requirements:\n- a degree in biology\n- good English\n\nThe University pursues a non-discriminatory employment policy and values diversity.",
        "everyone 1",
    ),
    (
        "Your profile\nYou hold a degree in law.\n\nThe council is committed to equality and diversity in employment.",
        "everyone 1",
    ),
    (
        "Duties\n- run the lab\n\nWe strive for a diverse workforce that reflects our city.",
        "everyone 1",
    ),
    (
        "Duties\n- run the lab\n\nWe're working towards being a truly inclusive employer and want our people to reflect the country.",
        "everyone 1",
    ),
    ("Requirements:\n- a degree\n- commitment to equality and diversity", ""),
    ("Requirements:\n- a degree\n\nWe look for people who value diversity.", ""),
    ("Requirements:\n- a degree\n\nWe expect a commitment to equality and diversity.", ""),
    ("Your profile\n\nYou value diversity and inclusion.", ""),
    ("Your profile\n\nThe post-holder values diversity and inclusion.", ""),
    ("Duties\n\nYou promote diversity and inclusion in our teams.", ""),
    ("Requirements\n- a degree\n\nDiversity matters to us.", "everyone 1"),
    ("Requirements\n- a degree\n\nEveryone is welcome.", "everyone 1"),
    (
        "Requirements\n- a degree\n\nAcme Ltd is committed to equality and diversity.",
        "everyone 1",
    ),
    (
        "Requirements\n- a degree\n\nWe want our workforce to reflect the community.",
        "everyone 1",
    ),
    ("Requirements\n- a degree\n\nWe need someone who values equality and diversity.", ""),
    ("Requirements\n- a degree\n\nWe would like you to value diversity.", ""),
    ("Requirements\n- a degree\n\nIn our team you promote diversity and inclusion.", ""),
    ("Requirements\n- a degree\n\nWe ask for evidence of your commitment to inclusion.", ""),
    (
        "Requirements\n- a degree\n\nOur students need a teacher with a commitment to inclusion.",
        "",
    ),
    (
        "Duties\n\nWe help schools build diverse and inclusive teams, and you plan the training.",
        "",
    ),
    ("Clerk\n\nRequirements\n- a degree\n\nAt Acme, we celebrate differences.", "everyone 1"),
    (
        "Clerk\n\nRequirements\n- a degree\n\nOur company stands for diversity and inclusion.",
        "everyone 1",
    ),
    (
        "Clerk\n\nRequirements\n- a degree\n\nHill University is committed to promoting equality.",
        "everyone 1",
    ),
    (
        "Clerk\n\nRequirements\n- a degree\n\nYou bring a commitment to equality and diversity.",
        "",
    ),
    (
        "Clerk\n\nRequirements\n- a degree\n\nWe are looking for a leader with a commitment to diversity and inclusion.",
        "",
    ),
    (
        "Clerk\n\nRequirements\n- a degree\n\nThe university requires all staff to promote equality and diversity.",
        "",
    ),
    ("Clerk\n\nRequirements\n- a degree\n\nThe board expects an appreciation of diversity.", ""),
    (
        "Clerk\n\nRequirements\n- a degree\n\nAn understanding of and respect for diversity and inclusion",
        "",
    ),
    ("Clerk\n\nThe job holder upholds and promotes equality, diversity and inclusion.", ""),
    ("Clerk\n\nThe successful candidate will demonstrate a commitment to equality.", ""),
];

#[test]
fn below_the_profile_the_employer_may_speak_of_itself() {
    holds(Lang::En, VALUES);
}

/// Person specifications and duties without a heading, and what the employer says of itself there.
const SUBJECTLESS: &[Row] = &[
    (
        "Clerk\n\nWe run a library.\n\nEssential\n- Commitment to equal opportunities\n- Excel",
        "",
    ),
    (
        "Clerk\n\nWe run a library.\n\nEssential / Desirable\n\n- A commitment to equality, diversity and inclusion",
        "",
    ),
    ("Clerk\n\nWe run a library.\n\nAbility to promote equality and diversity", ""),
    (
        "Clerk\n\nWe run a library.\n\nE5 Commitment to and understanding of equality and diversity",
        "",
    ),
    (
        "Clerk\n\nWe run a library.\n\nTo promote equality and diversity in all aspects of the work.",
        "",
    ),
    (
        "Clerk\n\nWe run a library.\n\nTo comply with the council's equal opportunities policy at all times.",
        "",
    ),
    (
        "Clerk\n\nWe run a library.\n\nTo carry out all duties with due regard to the Trust's equal opportunities policy.",
        "",
    ),
    (
        "Clerk\n\nWe run a library.\n\nAll staff are expected to uphold the council's commitment to equality.",
        "",
    ),
    (
        "Clerk\n\nWe run a library.\n\nDemonstrable understanding of equality, diversity and inclusion issues",
        "",
    ),
    (
        "Clerk\n\nWe run a library.\n\nThe post holder will work within the Trust's equality and diversity policies.",
        "",
    ),
    (
        "Clerk\n\nWe run a library.\n\nPromotes equality of opportunity and treats others with respect.",
        "",
    ),
    (
        "Clerk\n\nWe run a library.\n\nActs in a way that supports equality and values diversity.",
        "",
    ),
    (
        "Clerk\n\nWe run a library.\n\nEnsure that equality and diversity are embedded in all services.",
        "",
    ),
    ("Clerk\n\nWe run a library.\n\nValues diversity and treats colleagues fairly.", ""),
    (
        "Clerk\n\nWe run a library.\n\nSensitivity to and respect for diversity in the workplace",
        "",
    ),
    ("Clerk\n\nWe run a library.\n\nProven commitment to working in a diverse team", ""),
    ("Clerk\n\nWe run a library.\n\nExperience of building an inclusive culture", ""),
    ("Clerk\n\nWe run a library.\n\nYou are expected to value diversity.", ""),
    ("Clerk\n\nWe run a library.\n\nYou help us to create an inclusive workplace.", ""),
    (
        "Clerk\n\nWe run a library.\n\nYou will lead on equality, diversity and inclusion and chair the working group.",
        "",
    ),
    (
        "Clerk\n\nWe run a library.\n\nWe are looking for someone with a passion for inclusion and belonging.",
        "",
    ),
    ("Clerk\n\nWe run a library.\n\nA passion for diversity and inclusion is a plus.", ""),
    (
        "Clerk\n\nWe run a library.\n\nOur commitment to equality and diversity shapes all we do.",
        "everyone 1",
    ),
    ("Clerk\n\nWe run a library.\n\nCommitted to equality and diversity.", "everyone 1"),
    ("Clerk\n\nWe run a library.\n\nPromoting equality and celebrating diversity", "everyone 1"),
    (
        "Clerk\n\nWe run a library.\n\nThe council promotes equality of opportunity.",
        "everyone 1",
    ),
    (
        "Clerk\n\nWe run a library.\n\nThe council values diversity and promotes equality.",
        "everyone 1",
    ),
    ("Clerk\n\nWe run a library.\n\nHillshire values diversity and welcomes all.", "everyone 1"),
    (
        "Clerk\n\nWe run a library.\n\nCommitment to diversity: we welcome applications from people of all backgrounds.",
        "everyone 1",
    ),
    (
        "Clerk\n\nWe run a library.\n\nRespect, equality and diversity are what we stand for.",
        "everyone 1",
    ),
    ("Clerk\n\nWe run a library.\n\n- Ensures equality of opportunity for all customers", ""),
    ("Clerk\n\nWe run a library.\n\nStrong commitment to diversity", ""),
    (
        "Clerk\n\nWe run a library.\n\nTo reflect the diversity of the city, we welcome applications from all sections of the community.",
        "everyone 1",
    ),
    ("Clerk\n\nRequirements\n- a degree\n\nYou belong here, whoever you are.", "everyone 1"),
];

#[test]
fn a_line_without_a_subject_asks_for_a_value_and_states_none() {
    holds(Lang::En, SUBJECTLESS);
}

/// The words of a clause in the work, the readers, the visitors and the things of other trades.
const OTHERS: &[Row] = &[
    ("Clerk\n\nDuties\n\nWe run three refuges. You welcome women and children at the door.", ""),
    ("Clerk\n\nWe fund artists at risk and you look after the applications.", ""),
    (
        "Clerk\n\nThe post sits in the equality team; you review applications to our women's fund.",
        "",
    ),
    ("Clerk\n\nOur app helps people with limited mobility to apply for a parking permit.", ""),
    (
        "Clerk\n\nYou keep the waiting list of international students who are invited to enrol.",
        "",
    ),
    (
        "Clerk\n\nThe network supports international researchers; you answer their questions on accommodation.",
        "",
    ),
    ("Clerk\n\nYou interview men and women about their pay.", ""),
    ("Clerk\n\nWe sell clothes for males and females.", ""),
    ("Clerk\n\nYou call on women in rural areas and encourage them to see a doctor.", ""),
    ("Clerk\n\nWomen are called upon to vote; you run the campaign.", ""),
    ("Clerk\n\nPeople who face racism can call our helpline, where you will work.", ""),
    (
        "Clerk\n\nOur research asks why people from working-class backgrounds are less represented in the arts.",
        "",
    ),
    ("Clerk\n\nYou promote applications for the grant among disabled people.", ""),
    ("Clerk\n\nWe value feedback from women and men alike.", ""),
    ("Clerk\n\nThe trust appreciates the work of its carers.", ""),
    ("Clerk\n\nYou appreciate colleagues of all ages.", ""),
    ("Clerk\n\nOpen to people with a sense of humour.", ""),
    ("Clerk\n\nThe course is open to people with disabilities, and you teach it.", ""),
    ("Clerk\n\nOur courses are open to women of all ages.", ""),
    ("Clerk\n\nWe consider 30 hours of training a good start.", ""),
    ("Clerk\n\nYou get 25 hours a week of supervision in the first month.", ""),
    ("Clerk\n\nThe shop opens 30 hours a week.", ""),
    ("Clerk\n\nUp to 25 % of a full-time equivalent post is teaching.", ""),
    ("Clerk\n\n80-100% of your time is spent on the road.", ""),
    ("Clerk\n\n60–100 % remote", ""),
    ("Clerk\n\n70-100 %, depending on experience, of the bonus is paid in May.", ""),
    ("Clerk\n\nWe have individual requirements for each order.", ""),
    ("Clerk\n\nIf you have special requirements engineering skills, apply.", ""),
    ("Clerk\n\nYou support candidates with disabilities throughout their training.", ""),
    ("Clerk\n\nQuestions about accessibility of web pages are your field.", ""),
    ("Clerk\n\nYou adapt the workplace of the robots to the needs of production.", ""),
    ("Clerk\n\nWe do not make decisions based on gut feeling.", ""),
    ("Clerk\n\nThe team is diverse in its tasks.", ""),
    ("Clerk\n\nOur department thrives on different projects.", ""),
    ("Clerk\n\nThe museum stands for the diversity of species.", ""),
    ("Clerk\n\nWe stand for quality.", ""),
    ("Clerk\n\nYou stand for diversity.", ""),
    ("Clerk\n\nYou make everyone feel welcome.", ""),
    ("Clerk\n\nMaking everyone feel welcome is what you do best.", ""),
    ("Clerk\n\nYou make all our guests welcome.", ""),
    ("Clerk\n\nNo matter who you are talking to, you stay friendly.", ""),
    (
        "Clerk\n\nRequirements\n- a degree\n\nNo matter who you are, where you come from or whom you love: you are welcome.",
        "everyone 1",
    ),
    ("Clerk\n\nEveryone is always welcome.", "everyone 1"),
    (
        "Clerk\n\nWe want women to feel welcome in our workshop and encourage them to apply.",
        "women 3",
    ),
    ("Clerk\n\nWe build a workplace where everyone feels welcome.", "everyone 1"),
];

#[test]
fn who_is_served_visited_or_studied_is_not_invited() {
    holds(Lang::En, OTHERS);
}

const HOURS: &[Row] = &[
    ("Clerk\n\nTravel: 80-100%", ""),
    ("Clerk\n\n80-100% travel", ""),
    ("Clerk\n\nHome office: 60-100 %", ""),
    ("Clerk\n\nBonus of 80-100% of target", ""),
    ("Duties\n- 20 hours per week of direct support to clients", ""),
    ("Clerk\n\nHours: 16", "part-time 1"),
    ("Clerk\n\nWeekly hours: 24", "part-time 1"),
    ("Clerk\n\nHours: 20 to 25 per week", "part-time 1"),
    ("Clerk\n\nHours: 30 a week, Monday to Friday", "part-time 1"),
    ("Clerk\n\nWorking week: 32–40 hours", "part-time 1"),
    ("Clerk\n\n60–100 %, from 1 May", "part-time 1"),
    ("Clerk\n\n32 - 40 hours, Utrecht", "part-time 1"),
    ("Clerk\n\n0.5 FTE\n\nLeeds", "part-time 1"),
    ("Clerk\n\n3 day week possible.", "part-time 1"),
    ("Clerk\n\n18.5 hours per week, term time only, £12,400", "part-time 1"),
    ("Clerk\n\nHours: 35", ""),
    ("Clerk\n\nHours: 39 per week", ""),
    ("Clerk\n\nHours: 9-5", ""),
    ("Clerk\n\nHours: 9am to 5pm", ""),
    ("Clerk\n\nHours: 10:00-16:00", ""),
    ("Clerk\n\nHours: 24/7", ""),
    ("Clerk\n\nOffice hours: 20", ""),
    ("Clerk\n\nHours: 12 per day", ""),
    ("Clerk\n\nHours: 12", "part-time 1"),
    ("Clerk\n\n50-100% of the bonus is paid in shares.", ""),
    ("Clerk\n\n80-100 % success rate", ""),
    ("Clerk\n\n24-48 hours notice is needed.", ""),
    ("Clerk\n\n24 to 36 hours, depending on the case, is the response time.", ""),
    ("Clerk\n\n5-day week, 40 hours", ""),
    ("Clerk\n\n7 day week rota", ""),
    ("Clerk\n\nDuties\n\n30 hours per week in the lab and on the road, with tours", ""),
];

#[test]
fn a_line_of_its_own_says_the_hours_of_the_post() {
    holds(Lang::En, HOURS);
}
