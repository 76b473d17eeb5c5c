//! Person nouns: every form, and forms as tails of compounds ("Bauleiter" is a "Leiter").

use super::Compiler;
use crate::pack::inflect;
use crate::pack::packed::Deferred;
use crate::pack::rulebook::{Person, PersonForm};

/// Shorter forms make too many chance tails ("Angebote" is no "Bote").
const MIN_TAIL: usize = 5;

impl Compiler<'_> {
    pub(super) fn persons(&mut self) {
        let pack = self.pack;
        for entry in pack.persons.iter().flat_map(|(_, persons)| persons) {
            let index = u32::try_from(self.book.persons.len()).unwrap_or(u32::MAX);
            let own = |text: &Option<crate::pack::yaml::Text>| text.as_ref().map(|text| text.value.clone());
            let person = Person {
                m: own(&entry.m),
                f: own(&entry.f),
                mp: own(&entry.mp),
                fp: inflect::feminine_plural(entry),
                n: own(&entry.n),
                neutral: entry.neutral.iter().map(|text| text.value.clone()).collect(),
                declension: entry.decl,
                legal: entry.legal,
                third: entry.third,
                english: entry.english,
            };
            self.book.persons.push(Deferred::new(person));
            for (form, shape) in inflect::person_forms(entry) {
                let id = self.form(&form);
                self.book.person_forms.push(PersonForm {
                    form: id,
                    person: index,
                    shape,
                });
                let speaks = shape.masculine || shape.feminine || shape.neutral;
                if form.len() >= MIN_TAIL && speaks {
                    let tail = self.book.tails.add(&form);
                    self.book.person_tails.push((tail, id));
                }
            }
        }
    }
}
