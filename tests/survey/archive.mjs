// Writes a made-up archive of job ads as JSON Lines: `node tests/survey/archive.mjs [NUMBER] > ads.jsonl`.
// Everything in it was written for this project; the same number always gives the same archive. The share of ads with a clause grows from
// year to year and differs between employers, so that charts have something to show.

const number = Number(process.argv[2] ?? 3000);

// mulberry32: small, and the same everywhere.
let state = 20180403;
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const pick = (list) => list[Math.floor(random() * list.length)];
const chance = (share) => random() < share;

const employers = [
  ["Stadt Musterhausen", 1.5], ["Landkreis Beispielau", 1.2], ["Hochschule am Fluss", 1.4], ["Klinikum Nordhang", 0.8],
  ["Solarbau Lindental GmbH", 0.5], ["Spedition Querweg", 0.3], ["Software aus Mittelberg AG", 0.7], ["Bäckerei Frühauf", 0.2],
];
const small = ["Töpferei Rundlauf", "Kanzlei Steg", "Imkerei Wabenfeld", "Verlag Zeilenbruch"];
const jobs = [
  "Sachbearbeitung Bauamt", "Sozialarbeit im Jugendamt", "Pflegefachkraft", "Fachkraft für Lagerlogistik", "Softwareentwicklung Rust",
  "Leitung der Buchhaltung", "Elektronikerin oder Elektroniker", "Lehrkraft für Deutsch als Zweitsprache", "Assistenz der Geschäftsleitung",
  "Tischlerin oder Tischler", "Referat Gleichstellung", "Hausmeisterdienst",
];
const tasks = [
  "Sie planen die Arbeit der Woche und stimmen sie mit den anderen ab.", "Sie beraten Menschen, die zu uns kommen, am Telefon und im Haus.",
  "Sie führen die Akten und schreiben Bescheide.", "Sie warten die Anlagen und halten fest, was getan wurde.",
  "Sie bereiten Sitzungen vor und schreiben das Protokoll.", "Sie prüfen Rechnungen und klären Fragen mit den Lieferfirmen.",
  "Sie bilden neue Kolleginnen und Kollegen aus.", "Sie halten die Werkstatt in Ordnung und bestellen Material.",
];
const wanted = [
  "eine abgeschlossene Ausbildung in einem passenden Beruf", "Freude daran, Dinge verständlich zu erklären", "Erfahrung mit Tabellen und Datenbanken",
  "gute Kenntnisse der deutschen Sprache", "ein Führerschein der Klasse B", "Sorgfalt im Umgang mit Zahlen",
];
const offers = ["30 Tage Urlaub", "eine betriebliche Altersvorsorge", "ein Jobticket", "Gleitzeit", "Fortbildungen in der Arbeitszeit"];
const clauses = {
  migration: ["Bewerbungen von Menschen mit Migrationsgeschichte sind ausdrücklich erwünscht.", "Wir freuen uns über Bewerbungen von Menschen mit Migrationshintergrund."],
  women: ["Bewerbungen von Frauen sind ausdrücklich erwünscht.", "Wir fordern Frauen ausdrücklich zur Bewerbung auf. Frauen werden bei gleicher Eignung bevorzugt berücksichtigt."],
  disability: ["Schwerbehinderte Menschen werden bei gleicher Eignung bevorzugt berücksichtigt.", "Bewerbungen von Menschen mit Behinderung sind willkommen."],
  everyone: ["Wir freuen uns über alle Bewerbungen, unabhängig von Geschlecht, Herkunft, Alter, Behinderung, Religion oder sexueller Identität.", "Vielfalt ist uns wichtig."],
};
const risky = [
  "Sie verstärken unser junges, dynamisches Team.", "Wir suchen einen belastbaren Menschen.", "Sie sind Deutsch-Muttersprachler.", "Werde Teil unserer jungen Crew!",
  "Wir sind ein junges Team von zwölf Leuten.", "Sie sind höchstens 35 Jahre alt.",
];
const years = [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024];
const dates = [
  (y, m, d) => `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`, (y, m, d) => `${d}.${m}.${y}`,
  (y, m, d) => `${d}. ${["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"][m - 1]} ${y}`,
];

const made = [];
for (let id = 1; id <= number; id += 1) {
  if (made.length > 40 && chance(0.05)) {
    // The same ad again, under another date.
    const again = { ...pick(made), id: `A-${id}`, date: pick(dates)(pick(years), 1 + Math.floor(random() * 12), 1 + Math.floor(random() * 28)) };
    console.log(JSON.stringify(again));
    continue;
  }
  const year = pick(years);
  const grown = (year - 2014) / 10;
  const [employer, open] = chance(0.02) ? [pick(small), 0.5] : pick(employers);
  const job = pick(jobs);
  const title = chance(0.8) ? `${job} (m/w/d)` : job;
  const lines = [
    `Wir, ${employer}, suchen zum nächsten Ersten: ${title}.`, "Ihre Aufgaben", pick(tasks), pick(tasks), "Ihr Profil", `Sie bringen mit: ${pick(wanted)} und ${pick(wanted)}.`,
    "Wir bieten", `Bei uns gibt es ${pick(offers)} und ${pick(offers)}.`,
  ];
  if (chance(0.35 - grown * 0.2)) lines.push(pick(risky));
  if (chance(0.3 * grown * open)) lines.push(pick(clauses.migration));
  if (chance(0.45 * grown * open)) lines.push(pick(clauses.women));
  if (chance(0.6 * grown * open + 0.05)) lines.push(pick(clauses.disability));
  if (chance(0.25 * grown)) lines.push(pick(clauses.everyone));
  lines.push(`Bitte bewerben Sie sich bis zum ${1 + Math.floor(random() * 28)}. des nächsten Monats, Kennziffer ${id}.`);
  const ad = {
    id: `A-${id}`, employer, title, date: chance(0.02) ? "demnächst" : pick(dates)(year, 1 + Math.floor(random() * 12), 1 + Math.floor(random() * 28)),
    description: lines.join("\n"),
  };
  made.push(ad);
  console.log(JSON.stringify(ad));
}
