//! The name of a letter in the head of its copies, whatever it is.

use newsroom::letters::{Contents, Source};

use super::office::Office;
use super::sink::Sink;

/// The value of a field as it stands in a letter, with its lines put together (RFC 5322 section 2.2.3).
fn field(letter: &str, name: &str) -> String {
    let (head, _) = letter.split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\n ", " ");
    let line = head.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_of_a_list_is_a_phrase_whatever_stands_in_it() {
    let sink = Sink::kind().await;
    let office = Office::of(&[&sink]).await;
    office.letter().await;
    // RFC 2919 section 3, RFC 5322 section 3.2.5, RFC 2047 section 5.
    for (name, phrase) in [
        ("The noon letter", "The noon letter"),
        ("News, city & (more)", r#""News, city & (more)""#),
        (r#"The 5" pipe"#, r#""The 5\" pipe""#),
        (r"Back\slash.", r#""Back\\slash.""#),
        ("A <b@c> d", r#""A b@c d""#),
        (
            "K\u{f6}ln (Stadt), \u{201e}heute\u{201c}",
            "=?utf-8?b?S8O2bG4gKFN0YWR0KSwg4oCeaGV1dGXigJw=?=",
        ),
        (
            "\u{631}\u{633}\u{627}\u{644}\u{629} \u{627}\u{644}\u{635}\u{628}\u{627}\u{62d}\u{60c} \u{627}\u{644}\u{64a}\u{648}\u{645} \u{631}\u{633}\u{627}\u{644}\u{629}",
            "=?utf-8?b?2LHYs9in2YTYqSDYp9mE2LXYqNin2K3YjCDYp9mE2YrZiNmFINix2LPYp9mE?= =?utf-8?b?2Kk=?=",
        ),
    ] {
        let mut letter = office.store.letters().await.unwrap().remove(0);
        letter.definition.name = name.to_owned();
        let mut writing = office.store.write().await.unwrap();
        let now = office.clock.now();
        writing
            .define_letter(&letter.definition, Source::Command, 0, now)
            .await
            .unwrap();
        writing.commit().await.unwrap();
        let contents = Contents {
            subject: "S".to_owned(),
            preheader: String::new(),
            html: "<p>H</p>".to_owned(),
            plain: "P".to_owned(),
            articles: Vec::new(),
        };
        let to = "me@example.org".parse().unwrap();
        let letters = office.letters().await;
        letters.try_out(&letter, &contents, &to).await.unwrap();
        let text = sink.taken().pop().unwrap().text;
        assert!(text.lines().all(|line| line.len() <= 998));
        assert_eq!(
            field(&text, "List-Id: "),
            format!("{phrase} <morning.paper.example>"),
            "{name}"
        );
    }
}
