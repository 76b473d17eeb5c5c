//! Archives of every kind, whole, broken off and broken.

use super::{Columns, Item, Record, open, open_stream};
use crate::diagnostic::FaultCode;
use crate::source::Format;
use std::fmt::Write as _;
use std::io::{Cursor, Write};

const TEXT: &str = "Wir suchen für unser Team in der Verwaltung eine Person mit Erfahrung; Bewerbungen nehmen wir gern entgegen.";

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Item> {
    open_stream(name.to_owned(), Box::new(Cursor::new(bytes.into())), &Columns::default()).collect()
}

/// Records, and faults with their places.
fn parted(items: Vec<Item>) -> (Vec<Record>, Vec<(String, FaultCode, String)>) {
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            Item::Record(record) => records.push(record),
            Item::Fault { place, fault } => faults.push((place, fault.code, fault.detail)),
            Item::Note(_) => {}
        }
    }
    (records, faults)
}

fn text(record: &Record) -> &str {
    std::str::from_utf8(&record.text).unwrap()
}

#[test]
fn a_table_keeps_quoted_lines_and_counts_its_broken_rows() {
    let csv = format!("id;title;description\n1;Referat;\"{TEXT}\nZweite; Zeile \"\"so\"\"\"\n2;nur zwei\n3;Amt;\"{TEXT}\"\n4;leer;\n");
    let (records, faults) = parted(read("jobs.csv", csv));
    assert_eq!(records.len(), 2, "{faults:?}");
    assert_eq!(text(&records[0]), format!("Referat\n\n{TEXT}\nZweite; Zeile \"so\""));
    assert_eq!((records[0].id.as_deref(), records[0].place.as_str()), (Some("1"), "jobs.csv:row 1"));
    assert_eq!((records[1].number, records[1].title.as_deref()), (3, Some("Amt")));
    assert_eq!(
        faults,
        [
            ("jobs.csv:row 2".to_owned(), FaultCode::BadRecord, "fields 2/3".to_owned()),
            ("jobs.csv:row 4".to_owned(), FaultCode::BadRecord, "empty".to_owned()),
        ]
    );
}

#[test]
fn a_table_in_utf_16_or_windows_1252_is_read_too() {
    let csv = format!("id\ttitle\tdescription\n1\tFörderung\t{TEXT}\n");
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(csv.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let (records, _) = parted(read("jobs.csv", wide));
    assert_eq!(records[0].title.as_deref(), Some("Förderung"));
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(&csv);
    let (records, _) = parted(read("jobs.csv", latin.into_owned()));
    assert_eq!(records[0].title.as_deref(), Some("Förderung"));
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() {
    let mut csv = format!("id,title,description\n1,A,{TEXT}\n2,B,\"");
    for row in 0..400_000 {
        let _ = writeln!(csv, "{row},C,{TEXT}");
    }
    let csv = csv.replace("; ", " ");
    let (records, faults) = parted(read("jobs.csv", csv));
    assert_eq!(records.len(), 1);
    assert_eq!((faults[0].1, faults[0].0.as_str()), (FaultCode::TooLarge, "jobs.csv:row 2"));
}

#[test]
fn json_lines_lose_only_their_broken_lines() {
    let lines = format!(
        "{{\"id\": 7, \"titel\": \"A\", \"Stellenbeschreibung\": \"{TEXT}\"}}\n{{\"id\": 8,\n[1]\n\n{{\"id\": 9, \"Stellenbeschreibung\": \"{TEXT}\"}}"
    );
    let (records, faults) = parted(read("x.jsonl", lines));
    assert_eq!(
        records.iter().map(|r| (r.number, r.id.clone().unwrap())).collect::<Vec<_>>(),
        [(1, "7".into()), (4, "9".into())]
    );
    assert_eq!(
        faults.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(),
        ["x.jsonl:row 2", "x.jsonl:row 3"]
    );
}

#[test]
fn a_list_of_objects_is_found_wherever_it_begins_and_nested_fields_stay_in_order() {
    let json = format!(
        "{{\"meta\": {{\"note\": \"a [ {{ \\\" in a string\"}}, \"jobs\": [\n{{\"name\": \"A\", \"parts\": [{{\"name\": \"Aufgaben\", \"value\": \"{TEXT}\"}}, {{\"name\": \"Profil\", \"value\": \"<ul><li>{TEXT}</li></ul>\"}}]}},\n{{\"name\": broken}},\n{{\"name\": \"C\", \"parts\": [{{\"name\": \"Aufgaben\", \"value\": \"{TEXT}\"}}]}}\n], \"x\": 1}}"
    );
    let (records, faults) = parted(read("export.json", json));
    assert_eq!((records.len(), faults.len()), (2, 1), "{faults:?}");
    assert_eq!(records[0].format, Some(Format::Html));
    let text = text(&records[0]);
    let order = ["<h1>A</h1>", "Aufgaben", "Profil", "<ul>"].map(|part| text.find(part).unwrap());
    assert!(order.is_sorted(), "{text}");
}

#[test]
fn job_postings_of_a_list_are_left_to_the_reader_of_ads() {
    let posting = format!("{{\"@type\": \"JobPosting\", \"title\": \"A\", \"datePosted\": \"2023-01-01\", \"description\": \"{TEXT}\"}}");
    let (records, faults) = parted(read("x.json", format!("[{posting}, {posting}]")));
    assert_eq!((records.len(), faults.len()), (2, 0));
    assert_eq!((records[1].format, records[1].date.as_deref()), (Some(Format::Json), Some("2023-01-01")));
}

#[cfg(feature = "xml")]
#[test]
fn feeds_are_read_whoever_made_them() {
    let indeed = format!(
        "<?xml version=\"1.0\"?><source><publisher>x</publisher><job id=\"1\"><title><![CDATA[A]]></title><description><![CDATA[<p>{TEXT}</p>]]></description><date>2024-01-02</date></job></source>"
    );
    let personio = format!(
        "<workzag-jobs><position><id>2</id><name>B</name><jobDescriptions><jobDescription><name>Aufgaben</name><value><![CDATA[<p>{TEXT}</p>]]></value></jobDescription><jobDescription><name>Profil</name><value>{TEXT}</value></jobDescription></jobDescriptions></position></workzag-jobs>"
    );
    let agency = format!(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><HRBAXMLJobPositionPosting><Header><SupplierId>9</SupplierId></Header><Data><JobPositionPosting><JobPositionPostingId>3</JobPositionPostingId><JobPositionInformation><JobPositionTitle>F\u{f6}rderung</JobPositionTitle><Objective>{TEXT} M&#252;he &amp; Lohn</Objective></JobPositionInformation></JobPositionPosting></Data></HRBAXMLJobPositionPosting>"
    );
    let rss = format!(
        "<rss><channel><title>Jobs</title><item><guid>4</guid><title>D</title><content:encoded>&lt;p&gt;{TEXT}&lt;/p&gt;</content:encoded><pubDate>Mon, 02 Jan 2024</pubDate></item><item><guid>5</guid><title>E</title><content:encoded><p>{TEXT}</p><ul><li>x</li></ul></content:encoded></item></channel></rss>"
    );
    let (records, faults) = parted(read("a.xml", indeed));
    assert_eq!(faults, []);
    assert_eq!(
        (records[0].id.as_deref(), records[0].date.as_deref(), records[0].format),
        (Some("1"), Some("2024-01-02"), Some(Format::Html))
    );
    let (records, _) = parted(read("b.xml", personio));
    assert_eq!(records[0].title.as_deref(), Some("B"));
    assert!(text(&records[0]).find("Aufgaben").unwrap() < text(&records[0]).find("Profil").unwrap());
    let latin: Vec<u8> = agency.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let (records, _) = parted(read("c.xml", latin));
    assert_eq!((records[0].id.as_deref(), records[0].title.as_deref()), (Some("3"), Some("Förderung")));
    assert!(text(&records[0]).ends_with("Mühe & Lohn"), "{}", text(&records[0]));
    let (records, _) = parted(read("d.rss", rss));
    assert_eq!(records.iter().map(|r| r.id.as_deref().unwrap()).collect::<Vec<_>>(), ["4", "5"]);
    assert!(text(&records[1]).contains("<ul><li>x</li></ul>"), "{}", text(&records[1]));
}

#[cfg(feature = "xml")]
#[test]
fn ends_that_do_not_fit_cost_their_record_alone() {
    let job = |n: u32| format!("<job><id>{n}</id><description>{TEXT}</description></job>");
    let bad = format!("<job><id>2</id><description>{TEXT}</job>");
    let open = format!("<job><id>4</id><description>{TEXT}</description>");
    let (records, faults) = parted(read("a.xml", format!("<jobs>{}{bad}{}{open}{}</jobs>", job(1), job(3), job(5))));
    assert_eq!(records.iter().map(|r| r.id.as_deref().unwrap()).collect::<Vec<_>>(), ["1", "3", "5"]);
    assert_eq!(faults.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(), ["a.xml:row 2", "a.xml:row 4"]);
    let (records, faults) = parted(read("a.xml", format!("<jobs>{}{}<job><id>3", job(1), job(2))));
    assert_eq!((records.len(), faults[0].1), (2, FaultCode::Truncated));
}

#[test]
fn a_crawl_gives_its_pages() {
    let page = format!("<html><body><h1>A</h1><p>{TEXT}</p></body></html>");
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let moved = "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n";
    let record = |kind: &str, body: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2024-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    };
    let warc = record("warcinfo", "software: x") + &record("response", moved) + &record("response", &http);
    let (records, faults) = parted(read("x.warc", warc.clone()));
    assert_eq!(faults, []);
    assert_eq!(
        (text(&records[0]), records[0].crawled, records[0].id.as_deref()),
        (page.as_str(), true, Some("https://example.org/a"))
    );
    let (records, faults) = parted(read("x.warc", &warc.as_bytes()[..warc.len() - 20]));
    assert_eq!((records.len(), faults[0].1), (0, FaultCode::Truncated));
}

#[cfg(feature = "compress")]
mod compressed {
    use super::*;

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn csv(rows: u32) -> String {
        (0..rows).fold("id,title,description\n".to_owned(), |mut csv, row| {
            let _ = writeln!(csv, "{row},Amt {row},\"{TEXT} {}\"", row.wrapping_mul(2_654_435_761));
            csv
        })
    }

    #[test]
    fn what_is_around_an_archive_is_told_by_its_bytes() {
        let plain = csv(5);
        let (gz, zst) = (gzipped(plain.as_bytes()), zstd::encode_all(plain.as_bytes(), 1).unwrap());
        let mut bz = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        bz.write_all(plain.as_bytes()).unwrap();
        let twice = gzipped(&gz);
        // Two members one after the other are one stream.
        let members = [gzipped(&plain.as_bytes()[..100]), gzipped(&plain.as_bytes()[100..])].concat();
        for (name, bytes) in [
            ("a.csv.gz", gz),
            ("a.csv.zst", zst),
            ("a.csv.bz2", bz.finish().unwrap()),
            ("a.csv.gz.gz", twice),
            ("a.csv.gz", members),
        ] {
            let (records, faults) = parted(read(name, bytes));
            assert_eq!((records.len(), faults.len()), (5, 0), "{name}");
        }
    }

    #[test]
    fn a_stream_that_breaks_off_gives_what_was_read_and_a_fault() {
        let plain = csv(2000);
        let gz = gzipped(plain.as_bytes());
        let (records, faults) = parted(read("a.csv.gz", &gz[..gz.len() / 2]));
        assert!(records.len() > 500 && records.len() < 2000, "{}", records.len());
        assert_eq!(faults.iter().map(|f| f.1).collect::<Vec<_>>(), [FaultCode::Truncated]);
    }

    #[test]
    fn a_bomb_is_not_read_to_its_end() {
        let mut bomb = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
        let line = vec![b' '; 1 << 20];
        for _ in 0..200 {
            bomb.write_all(&line).unwrap();
        }
        let (records, faults) = parted(read("a.jsonl.zst", bomb.finish().unwrap()));
        assert_eq!((records.len(), faults.last().unwrap().1), (0, FaultCode::Bomb));
    }
}

#[cfg(feature = "pack")]
#[test]
fn packs_give_their_files_and_the_archives_in_them() {
    use zip::write::{SimpleFileOptions, ZipWriter};
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("a/ad.txt", TEXT.to_owned()),
        ("a/logo.png", "x".into()),
        ("b.csv", format!("id,description\n1,{TEXT}\n")),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    let zip = zip.finish().unwrap().into_inner();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.zip");
    std::fs::write(&path, &zip).unwrap();
    let (records, faults) = parted(open(&path, &Columns::default()).collect());
    assert_eq!(faults, []);
    let shown = path.to_string_lossy();
    assert_eq!(
        records.iter().map(|r| r.place.as_str()).collect::<Vec<_>>(),
        [format!("{shown}:a/ad.txt"), format!("{shown}:b.csv:row 1")]
    );
    // Without its directory it is read from the front.
    std::fs::write(&path, &zip[..zip.len() - 60]).unwrap();
    let (records, faults) = parted(open(&path, &Columns::default()).collect());
    assert_eq!((records.len(), faults.len()), (2, 1), "{faults:?}");

    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(TEXT.len() as u64);
    header.set_cksum();
    tar.append_data(&mut header, "deep/ad.md", TEXT.as_bytes()).unwrap();
    let tar = tar.into_inner().unwrap();
    let (records, faults) = parted(read("x.tar", tar.clone()));
    assert_eq!(
        (records[0].place.as_str(), records[0].format, faults.len()),
        ("x.tar:deep/ad.md", Some(Format::Markdown), 0)
    );
    let (_, faults) = parted(read("x.tar", &tar[..600]));
    assert_eq!(faults[0].1, FaultCode::Truncated);
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_with_nested_columns_is_read() {
    use ::parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use ::parquet::file::writer::SerializedFileWriter;
    use ::parquet::schema::parser::parse_message_type;
    let schema = "message ads { required int64 id; required group job { required binary title (UTF8); required binary description (UTF8); optional group employer { required binary name (UTF8); } } }";
    let schema = std::sync::Arc::new(parse_message_type(schema).unwrap());
    let mut file = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut file, schema, std::sync::Arc::default()).unwrap();
    for group in 0..2_i64 {
        let mut rows = writer.next_row_group().unwrap();
        let mut column = rows.next_column().unwrap().unwrap();
        column
            .typed::<Int64Type>()
            .write_batch(&(0..150).map(|row| group * 150 + row).collect::<Vec<_>>(), None, None)
            .unwrap();
        column.close().unwrap();
        for value in ["Amt", TEXT] {
            let mut column = rows.next_column().unwrap().unwrap();
            column
                .typed::<ByteArrayType>()
                .write_batch(&vec![ByteArray::from(value); 150], None, None)
                .unwrap();
            column.close().unwrap();
        }
        let mut column = rows.next_column().unwrap().unwrap();
        let levels: Vec<i16> = (0..150).map(|row| i16::from(row % 2 == 0)).collect();
        column
            .typed::<ByteArrayType>()
            .write_batch(&vec![ByteArray::from("Bauamt"); 75], Some(&levels), None)
            .unwrap();
        column.close().unwrap();
        rows.close().unwrap();
    }
    writer.close().unwrap();
    let asked = Columns {
        groups: vec!["job.employer.name".into()],
        ..Columns::default()
    };
    let (records, faults) = parted(open_stream("x.parquet".into(), Box::new(Cursor::new(file.clone())), &asked).collect());
    assert_eq!((records.len(), faults.len()), (300, 0), "{faults:?}");
    assert_eq!(records.iter().map(|r| r.number).collect::<Vec<_>>(), (1..=300).collect::<Vec<_>>());
    assert_eq!(
        (text(&records[299]), records[299].id.as_deref()),
        (format!("Amt\n\n{TEXT}").as_str(), Some("299"))
    );
    assert_eq!(records.iter().filter(|record| !record.groups.is_empty()).count(), 150);
    let (records, faults) = parted(read("x.parquet", &file[..file.len() - 200]));
    assert_eq!((records.len(), faults.len()), (0, 1), "{faults:?}");
}

#[test]
fn empty_archives_and_tables_of_something_else_are_said() {
    for (name, bytes, code) in [
        ("a.csv", "", FaultCode::Empty),
        ("a.csv", "id,description\n", FaultCode::Empty),
        ("a.jsonl", "\n", FaultCode::Empty),
        ("a.csv", "plant,height\noak,30\n", FaultCode::NoColumn),
        ("a.jsonl", "{\"plant\": \"oak\"}\n", FaultCode::NoColumn),
    ] {
        let (records, faults) = parted(read(name, bytes));
        assert_eq!((records.len(), faults.len(), faults[0].1), (0, 1, code), "{name} {bytes}");
    }
}
