//! Subscribers as rows of a file.

use domain::Slug;
use jiff::tz::TimeZone;
use newsroom::letters::exchange::{Entry, Reader, Taken, export, guarded, take, unguarded};
use newsroom::letters::{Frequency, SubscriberState};
use proptest::prelude::*;

use crate::letter_office::definition;
use crate::paper::{TestPaper, at, slug};

const HEADER: &str = "address,letters,confirmed_at,consent_form,consent_wording\n";

fn open(file: &[u8]) -> Result<Reader<&[u8]>, String> {
    let letters: Vec<Slug> = vec![slug("morning"), slug("week")];
    let zone = TimeZone::get("America/New_York").unwrap();
    Reader::open(file, "list.csv", zone, letters, at("2023-02-05T12:00:00Z"))
        .map_err(|refusal| refusal.to_string())
}

/// Each row of a file: its line, and whom it tells of or why it does not.
fn rows(file: &[u8]) -> Vec<(u64, Result<Entry, String>)> {
    let mut reader = open(file).unwrap();
    let mut rows = Vec::new();
    while let Some(row) = reader.next_row().unwrap() {
        rows.push((row.line, row.entry));
    }
    rows
}

pub async fn import(paper: &TestPaper, file: &str) -> Vec<Taken> {
    let rows = rows(file.as_bytes());
    let entries: Vec<Entry> = rows.into_iter().map(|(_, entry)| entry.unwrap()).collect();
    take(&paper.store, &paper.clock, &entries).await.unwrap()
}

pub async fn exported(paper: &TestPaper) -> String {
    let mut file = Vec::new();
    export(&paper.store, &mut file).await.unwrap();
    String::from_utf8(file).unwrap()
}

pub async fn start() -> TestPaper {
    let paper = TestPaper::start().await;
    paper.define(&definition("morning", "daily 06:30")).await;
    paper.define(&definition("week", "sat 08:00")).await;
    paper
}

async fn letters_of(paper: &TestPaper, address: &str) -> Vec<Slug> {
    let subscriber = paper.store.subscriber_with(&address.parse().unwrap()).await;
    let mut letters = subscriber.unwrap().unwrap().letters;
    letters.sort();
    letters
}

#[test]
fn a_row_says_who_when_where_and_in_which_words() {
    let file = format!(
        "\u{FEFF}{HEADER}\"Ann@example.org\",morning week,2023-02-01T10:00:00+01:00,\"the, \"\"fair\"\"\",\"All the\r\nnews\"\r\n"
    );
    let [(line, Ok(entry))] = &rows(file.as_bytes())[..] else {
        panic!();
    };
    assert_eq!((*line, entry.address.as_str()), (2, "Ann@example.org"));
    assert_eq!(entry.state, SubscriberState::Confirmed);
    assert_eq!(entry.letters, [slug("morning"), slug("week")]);
    assert_eq!(entry.confirmed_at, Some(at("2023-02-01T09:00:00Z")));
    assert_eq!(entry.form, "the, \"fair\"");
    assert_eq!(entry.wording, "All the news");
}

#[test]
fn lists_of_other_programs_are_understood() {
    let semicolons = rows(b"Email Address;Name\nann@example.org;Ann, of old\n");
    let tabs = rows(b"name\te-mail\nAnn\tann@example.org\n");
    for rows in [semicolons, tabs] {
        let entry = rows[0].1.as_ref().unwrap();
        assert_eq!(entry.address.as_str(), "ann@example.org");
        // Nobody said that they agreed.
        assert_eq!(entry.state, SubscriberState::Unconfirmed);
        assert_eq!(entry.form, "import list.csv");
    }
}

#[test]
fn a_row_that_is_none_is_named_with_its_line_and_reason() {
    let mut file = HEADER.as_bytes().to_vec();
    for row in [
        &b"ann,,,,"[..],
        b",,,,",
        b"bo@example.org,evening,,,",
        b"bo@example.org,,yesterday,,",
        b"bo@example.org,,2024-01-01,,",
        b"bo@example.org,morning",
        b"bo@example.org,,,\"two\nlines\",\xE9t\xE9",
        b"\"bo@example.org\r\nBcc: all@example.org\",,,,",
        b"good@example.org,,,,",
    ] {
        file.extend_from_slice(row);
        file.push(b'\n');
    }
    let rows = rows(&file);
    let reasons = [
        (2, "has an @"),
        (4, "no letter `evening`"),
        (5, "confirmed_at, `yesterday` is not a date"),
        (6, "lies ahead"),
        (7, "2 columns and not 5"),
        (8, "consent_wording is not UTF-8"),
        (10, "before the @"),
    ];
    assert_eq!(rows.len(), reasons.len() + 1);
    for ((line, entry), (wanted, reason)) in rows.iter().zip(reasons) {
        let refused = entry.as_ref().unwrap_err();
        assert_eq!(*line, wanted, "{refused}");
        assert!(refused.contains(reason), "{refused}");
    }
    assert!(rows[7].1.is_ok());
}

#[test]
fn a_quotation_mark_that_nobody_closed_is_named_with_its_line() {
    let good = "a@example.org,\"one \"\"quoted\"\"\",x\nb@example.org,\"two\nlines\",y\n";
    for (start, wrong) in [
        ("", "c@example.org,\"open,z\nd@example.org,w,w\n"),
        ("\u{feff}", "c@example.org,w,\"open\nd@example.org,w,w\n"),
        ("", "c@example.org,w,\"open"),
        ("", "\"c@example.org,w,\"\"w\n\n"),
    ] {
        let file = format!("{start}address,consent_wording,consent_form\n{good}{wrong}");
        let rows = rows(file.as_bytes());
        let refused: Vec<u64> = rows
            .iter()
            .filter(|(_, entry)| entry.is_err())
            .map(|(line, _)| *line)
            .collect();
        assert_eq!((rows.len(), refused), (3, vec![5]), "{wrong}");
        let why = rows[2].1.as_ref().unwrap_err();
        assert!(why.contains("in line 5 is never closed"), "{wrong}: {why}");
    }
    // Where a cell has begun, a quotation mark means itself.
    let all = rows(b"address,consent_wording\na@example.org,5\" wide\nb@example.org,x\n");
    assert!(all.iter().all(|(_, entry)| entry.is_ok()), "{all:?}");
}

#[test]
fn a_file_that_is_no_list_is_refused_as_a_whole() {
    for (file, reason) in [
        (&b"ann@example.org,Ann\n"[..], "has to name the columns"),
        (b"", "has to name the columns"),
        (b"\xFF\xFEa\0d\0", "UTF-16"),
        (b"SQLite format 3\0", "UTF-16"),
    ] {
        let refused = open(file).err().unwrap();
        assert!(refused.contains(reason), "{refused}");
    }
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    let paper = start().await;
    let file = format!(
        "{HEADER}ann@example.org,morning,2023-02-01,fair,Yes.\nANN@example.org,morning,2023-02-01,fair,Yes.\nbo@example.org,week,,,\n"
    );
    let first = import(&paper, &file).await;
    assert_eq!(first, [Taken::Added, Taken::Unchanged, Taken::Added]);
    paper.pass(60_000_000);
    let before = exported(&paper).await;
    assert_eq!(import(&paper, &file).await, [Taken::Unchanged; 3]);
    assert_eq!(exported(&paper).await, before);
    assert_eq!(
        letters_of(&paper, "ann@example.org").await,
        [slug("morning")]
    );
    // Nothing is in force for whom nobody says that they confirmed.
    assert_eq!(letters_of(&paper, "bo@example.org").await, []);
}

#[tokio::test]
async fn what_a_reader_ended_no_import_begins_again() {
    let paper = start().await;
    let row = |letters: &str, form: &str| {
        format!("{HEADER}ann@example.org,{letters},2023-02-01,{form},Yes.\n")
    };
    import(&paper, &row("morning", "fair")).await;
    let ann = "ann@example.org".parse().unwrap();
    let id = paper.store.subscriber_with(&ann).await.unwrap().unwrap().id;
    let morning = paper.letter("morning").await.id;
    let mut writing = paper.store.write().await.unwrap();
    assert!(writing.unsubscribe(id, morning).await.unwrap());
    writing.commit().await.unwrap();
    let again = import(&paper, &row("morning week", "another fair")).await;
    assert_eq!(again, [Taken::Changed]);
    assert_eq!(letters_of(&paper, "ann@example.org").await, [slug("week")]);
    for state in [SubscriberState::Bounced, SubscriberState::Complained] {
        let mut writing = paper.store.write().await.unwrap();
        let now = paper.clock.now();
        writing
            .put_subscriber_in_state(id, state, now)
            .await
            .unwrap();
        writing.commit().await.unwrap();
        let third = import(&paper, &row("week", "a third fair")).await;
        assert_eq!(third, [Taken::LeftAlone]);
        assert_eq!(
            paper.store.subscriber(id).await.unwrap().unwrap().state,
            state
        );
    }
}

#[tokio::test]
async fn who_complained_elsewhere_gets_nothing_here_either() {
    let paper = start().await;
    import(
        &paper,
        &format!("{HEADER}ann@example.org,week,2023-02-01,,\n"),
    )
    .await;
    let list = "address,state\nann@example.org,complained\nbo@example.org,bounced\n";
    assert_eq!(import(&paper, list).await, [Taken::Changed, Taken::Added]);
    assert_eq!(import(&paper, list).await, [Taken::Unchanged; 2]);
    let (all, of_letters) = paper.store.subscribers_by_state().await.unwrap();
    assert_eq!((all.confirmed, all.complained, all.bounced), (0, 1, 1));
    assert_eq!(of_letters[&slug("week")].complained, 1);
    assert_eq!(
        paper
            .store
            .subscribers_of(paper.letter("week").await.id)
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn what_is_exported_makes_the_same_subscribers_elsewhere() {
    let paper = start().await;
    let file = "address,state,letters,frequency,paused_until,created_at,confirmed_at,consent_at,consent_form,consent_wording
ann@example.org,confirmed,morning week,weekly,2023-03-01T00:00:00Z,2023-01-01T00:00:00Z,2023-01-02T00:00:00Z,2023-01-01T00:00:00Z,fair,\"'=1+1, \"\"yes\"\"\"
'=cmd@example.org,bounced,week,every,,2023-01-01T00:00:00Z,2023-01-02T00:00:00Z,2023-01-01T00:00:00Z,fair,'@all
'+tag@example.org,unconfirmed,,every,,2023-02-01T00:00:00Z,,2023-02-01T00:00:00Z,fair,No.
";
    assert_eq!(import(&paper, file).await, [Taken::Added; 3]);
    let kept = "ann@example.org".parse().unwrap();
    let ann = paper.store.subscriber_with(&kept).await.unwrap().unwrap();
    assert_eq!(ann.frequency, Frequency::Weekly);
    let formula = "=cmd@example.org".parse().unwrap();
    assert!(
        paper
            .store
            .subscriber_with(&formula)
            .await
            .unwrap()
            .is_some()
    );
    let written = exported(&paper).await;
    assert_eq!(written, file);
    assert_eq!(import(&paper, &written).await, [Taken::Unchanged; 3]);
    let elsewhere = start().await;
    assert_eq!(import(&elsewhere, &written).await, [Taken::Added; 3]);
    assert_eq!(exported(&elsewhere).await, written);
}

proptest! {
    #[test]
    fn no_cell_is_a_formula_and_every_cell_comes_back(cell in "['=+@\t\ra-]{0,6}") {
        let written = guarded(&cell);
        prop_assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r']));
        prop_assert_eq!(unguarded(&written), cell);
    }

    #[test]
    fn any_file_is_read_to_its_end_or_refused(file in prop::collection::vec(any::<u8>(), 0..200), has_header: bool) {
        let file = [if has_header { HEADER.as_bytes() } else { b"" }, &file].concat();
        if let Ok(mut reader) = open(&file) {
            while let Some(row) = reader.next_row().unwrap() {
                prop_assert!(row.entry.is_ok() || row.line > 1);
            }
        }
    }
}
