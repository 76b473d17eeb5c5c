//! The help in German. clap's own words ("Usage", "Options") are exchanged with its templates; names stay.

use crate::lang::Lang;
use clap::{Arg, Command};

/// The command with its help in the reader's language.
pub fn command(command: Command, lang: Lang) -> Command {
    match lang {
        Lang::De => translated(command, true),
        Lang::En => command,
    }
}

const TOP: &str = "{about}\n\nAufruf: {usage}\n\n{all-args}{after-help}";

fn translated(command: Command, top: bool) -> Command {
    let name = command.get_name().to_owned();
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command.help_template(TOP).subcommand_help_heading("Befehle").disable_help_flag(true);
    if let Some(about) = about(if top { "" } else { &name }) {
        command = command.about(about).long_about(about);
    }
    command = command.mut_args(|arg| argument(&name, arg));
    command = command.arg(
        Arg::new("help")
            .short('h')
            .long("help")
            .action(clap::ArgAction::Help)
            .help("Diese Hilfe")
            .help_heading("Optionen"),
    );
    if top {
        command = command.disable_version_flag(true);
        command = command.arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help("Name und Version")
                .help_heading("Optionen"),
        );
    }
    for sub in names {
        command = command.mut_subcommand(sub, |sub| translated(sub, false));
    }
    command
}

fn argument(command: &str, arg: Arg) -> Arg {
    let heading = if arg.is_positional() { "Argumente" } else { "Optionen" };
    let help = help(command, arg.get_id().as_str());
    let arg = arg.help_heading(heading);
    match help {
        Some(help) => arg.help(help),
        None => arg,
    }
}

fn about(command: &str) -> Option<&'static str> {
    Some(match command {
        "" => "Findet in Stellenanzeigen, was fehlt, damit sich alle eingeladen fühlen, und was Menschen ausschließt",
        "check" => "Anzeigen prüfen",
        "explain" => "Eine Regel erklären: was sie sagt, warum, und was dahinter steht",
        "rules" => "Die Regeln oder die Profile auflisten",
        "clauses" => "Texte zum Einfügen zeigen",
        "test" => "Die Beispielsätze der Regeln ausprobieren",
        "baseline" => "Die Befunde von heute festhalten, damit später nur neue gezeigt werden",
        "init" => "Eine kommentierte adlint.yaml anlegen",
        "extract" => "Zeigen, wie eine Anzeige gelesen wird: Text, Titel, Abschnitte",
        "survey" => "Auszählen, was Archive von Anzeigen sagen: Klauseln, Befunde, Wortlaute, nach Jahr oder Arbeitgeber",
        "lsp" => "Einen Editor bedienen: der Sprachserver, über Standardein- und -ausgabe",
        "schema" => "Ein JSON-Schema ausgeben",
        "completions" => "Vervollständigungen für eine Shell ausgeben",
        _ => return None,
    })
}

fn help(command: &str, argument: &str) -> Option<&'static str> {
    Some(match (command, argument) {
        ("check", "paths") => "Dateien, Ordner und Webadressen; - ist die Standardeingabe [sonst: dieser Ordner]",
        ("check", "format") => "Wie Befunde geschrieben werden",
        ("check", "output") => "Den Bericht in eine Datei schreiben; mit FORMAT= einen weiteren in diesem Format (mehrfach möglich)",
        ("check", "max_warnings") => "So viele Warnungen erlauben; bei mehr ist der Rückgabewert 1",
        ("check", "fix") => "Die sicheren Berichtigungen vornehmen",
        ("check", "diff") => "Die sicheren Berichtigungen als Vergleich zeigen und nichts schreiben",
        ("check", "fail_on") => "Ab welcher Schwere der Rückgabewert 1 ist",
        ("check", "files_from") => "Pfade aus einer Datei lesen, einen je Zeile; - ist die Standardeingabe",
        ("check", "no_ignore") => "Auch prüfen, was .gitignore und die Einstellungen auslassen",
        ("check", "jobs") => "Wie viele Anzeigen zugleich geprüft werden [sonst: eine je Prozessor]",
        ("check", "quiet") => "Nur Befunde: keine Klauseln, keine Summe, kein Fortschritt",
        ("check", "since") => "Nur zeigen, was auf Zeilen steht, die sich seit dieser Git-Revision geändert haben",
        ("check", "baseline") => "Nur zeigen, was nicht in dieser Datei steht; siehe adlint baseline",
        ("check", "sitemap") => "Die Anzeigen prüfen, die eine Sitemap nennt (mehrfach möglich)",
        ("check", "timeout") => "Längste Zeit für eine Seite, in Sekunden [sonst: 30]",
        ("check", "pause") => "Pause zwischen zwei Seiten eines Rechners, in Sekunden [sonst: 1]",
        ("check", "allow_private_addresses") => "Auch von Rechnern in diesem Netz abrufen",
        ("baseline", "paths") => "Dateien und Ordner [sonst: dieser Ordner]",
        ("baseline", "output") => "Wohin geschrieben wird [sonst: adlint.baseline.json]",
        ("baseline", "prune") => "Nur herausnehmen, was es nicht mehr gibt",
        ("baseline", "no_ignore") => "Auch prüfen, was .gitignore und die Einstellungen auslassen",
        ("baseline", "jobs") => "Wie viele Anzeigen zugleich geprüft werden [sonst: eine je Prozessor]",
        ("baseline", "quiet") => "Nur sagen, was nicht ging",
        ("explain", "rule") => "Regel, z. B. age/young-team",
        ("rules", "ground") => "Nur aus diesem Bereich",
        ("rules", "language") => "Nur in dieser Sprache",
        ("rules", "severity") => "Nur von dieser Schwere",
        ("rules", "profiles") => "Stattdessen die Profile auflisten",
        ("rules", "format") => "Wie die Liste geschrieben wird",
        ("clauses", "group") => "Nur für diese Gruppe",
        ("clauses", "language") => "Sprache der Texte [sonst: die erste des Profils]",
        ("clauses", "tone") => "Nur in diesem Ton",
        ("test", "paths") => "Regeldateien oder Ordner mit Regeln [sonst: die eingebauten Regeln]",
        ("test", "rules_only") => "Nur das Paket laden, in dem dieser Pfad liegt",
        ("init", "folder") => "Ordner, in den geschrieben wird",
        ("extract", "file") => "Anzeige; - ist die Standardeingabe",
        ("extract", "map") => "Auch zeigen, für welche Bytes der Datei der Text steht",
        ("survey", "paths") => "Archive, Ordner und Anzeigen [sonst: die von --compare, oder dieser Ordner]",
        ("survey", "by") => "Gruppen: year, quarter, month, archive, language oder jede Spalte; a+b kreuzt zwei",
        ("survey", "format") => "Wie die Zahlen geschrieben werden [sonst: was der Name von --output sagt, oder table]",
        ("survey", "output") => "Die Zahlen in eine Datei schreiben",
        ("survey", "duplicates") => "Ob dieselbe Anzeige noch einmal zählt, wenn sie noch einmal vorkommt",
        ("survey", "compare") => "Zwei Archive, zwei Jahre oder zwei Werte vergleichen (2018 2024, employer=A employer=B)",
        ("survey", "top") => "Wie viele Gruppen Tabellen und Schaubilder zeigen",
        ("survey", "no_ignore") => "Auch zählen, was .gitignore und die Einstellungen auslassen",
        ("survey", "jobs") => "Wie viele Anzeigen zugleich geprüft werden [sonst: eine je Prozessor]",
        ("survey", "quiet") => "Kein Fortschritt und nichts über Spalten",
        ("lsp", "stdio") => "Angenommen, weil viele Editoren es mitgeben; einen anderen Weg gibt es nicht",
        ("schema", "what") => "Wovon",
        ("completions", "shell") => "Shell",
        (_, "text") => "Spalte eines Archivs, die die Anzeige ist (mehrfach möglich, in dieser Reihenfolge)",
        (_, "title") => "Spalte mit der Stellenbezeichnung",
        (_, "id") => "Spalte mit dem, wie das Archiv die Anzeige nennt",
        (_, "date") => "Spalte mit dem Tag der Veröffentlichung",
        (_, "group") => "Spalte, die neben der Anzeige behalten wird (mehrfach möglich); employer, place und occupation finden ihre",
        ("check", "tables") => "Tabellen in diesen Ordner schreiben: eine Zeile je Anzeige, je Klausel, je Befund",
        ("check", "table_format") => "Wie Tabellen geschrieben werden",
        ("check", "part") => "Anzeigen je Teil einer Parquet-Tabelle",
        ("check", "resume") => "Weitermachen, wo ein Lauf mit denselben Angaben angehalten wurde",
        ("check", "state") => "Anzeigen übergehen, die schon geprüft sind; die Datei merkt sie sich",
        (_, "lang") => "Sprache der Meldungen [sonst: die des Systems]",
        (_, "color") => "Farben",
        (_, "config") => "Einstellungsdatei [sonst: die nächste adlint.yaml]",
        (_, "exceptions") => "Datei mit Ausnahmen [sonst: die nächste adlint.exceptions.yaml]",
        (_, "isolated") => "Keine Einstellungsdatei lesen",
        (_, "rules") => "Ordner mit weiteren Regeln (mehrfach möglich)",
        (_, "profile") => "Profil: wer ausschreibt und wo, siehe adlint rules --profiles",
        (_, "fact") => "Was eine Anzeige nicht zeigt, z. B. women_underrepresented=yes (mehrfach möglich)",
        (_, "pack") => "Zusätzliches Regelpaket (mehrfach möglich)",
        (_, "confidence") => "Wie sicher adlint mindestens sein muss",
        (_, "language") => "Sprache der Anzeigen, wenn ihre Wörter nicht entscheiden sollen",
        (_, "stdin_filename") => "Name für das, was aus der Standardeingabe kommt",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{about, help};
    use crate::cli::args::Cli;
    use clap::CommandFactory;

    #[test]
    fn every_command_and_every_option_has_its_german_help() {
        let command = Cli::command();
        for sub in command.get_subcommands() {
            assert!(about(sub.get_name()).is_some(), "{}", sub.get_name());
            for arg in sub.get_arguments().chain(command.get_arguments()) {
                assert!(
                    help(sub.get_name(), arg.get_id().as_str()).is_some(),
                    "{} {}",
                    sub.get_name(),
                    arg.get_id()
                );
            }
        }
    }
}
