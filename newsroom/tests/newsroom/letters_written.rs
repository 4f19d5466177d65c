//! How an issue is written down.

use domain::{AltText, MediaType, Picture};
use newsroom::letters::{
    Contents, Gathers, LONGEST_HTML, MOST_STORIES, PLACEHOLDERS, PaperFacts, compose,
};
use newsroom::media::KeptPicture;
use newsroom::publishing::Filing;

use crate::letter_office::{HOUR, definition, facts, wordy};
use crate::paper::{TestPaper, filing};

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

async fn written(paper: &TestPaper, facts: &PaperFacts) -> Contents {
    let letter = paper.define(&definition("morning", "daily 06:30")).await;
    let now = paper.clock.now();
    compose(&paper.store, &letter, facts, now.shifted(-HOUR), now)
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn both_parts_have_every_story_and_what_the_law_asks_for() {
    let paper = TestPaper::start().await;
    paper.file(&wordy("bridge", "City")).await;
    paper.file(&wordy("ferry", "World")).await;
    let contents = written(&paper, &facts()).await;
    for part in [&contents.html, &contents.plain] {
        for said in [
            "The Harbour Post",
            "The morning letter",
            "Sunday, February 5, 2023",
            "All about bridge",
            "All about ferry",
            "Harbour",
            "The first car went over at nine.",
            "February 5, 07:00",
            "https://paper.example/city/bridge",
            "https://paper.example/world/ferry",
            "https://paper.example/letters/morning/{{issue}}",
            "1 Quay Street, New York",
            "because you asked The Harbour Post for it.",
        ] {
            assert!(part.contains(said), "{said}: {part}");
        }
        for placeholder in PLACEHOLDERS {
            assert_eq!(count(part, placeholder), 1, "{placeholder}");
        }
    }
}

#[tokio::test]
async fn lines_of_the_text_are_short_unless_an_address_is_long() {
    let paper = TestPaper::start().await;
    let mut long = wordy("long-".repeat(15).trim_end_matches('-'), "City");
    long.version.headline = "Wörter und Sätze ".repeat(15).parse().unwrap();
    long.version.standfirst = Some("Noch mehr davon, ".repeat(30).parse().unwrap());
    paper.file(&long).await;
    let contents = written(&paper, &facts()).await;
    for line in contents.plain.lines() {
        assert!(
            line.chars().count() <= 78 || line.starts_with("https://"),
            "{line}"
        );
    }
}

#[tokio::test]
async fn the_html_stays_what_mail_programs_show_whole() {
    let paper = TestPaper::start().await;
    for number in 0..MOST_STORIES {
        let mut story = filing(&format!("story-{number}"));
        story.version.headline = "𓀀".repeat(300).parse().unwrap();
        story.version.standfirst = Some("\"".repeat(600).parse().unwrap());
        paper.file(&story).await;
    }
    let mut letter = definition("morning", "daily 06:30");
    letter.longest = MOST_STORIES;
    let letter = paper.define(&letter).await;
    let contents = paper.composed(&letter).await.unwrap();
    assert!(contents.html.len() <= LONGEST_HTML);
    let told = contents.articles.len();
    assert!((10..40).contains(&told), "{told}");
    assert_eq!(
        count(&contents.plain, "https://paper.example/city/story-"),
        told
    );
    assert!(contents.html.ends_with("</html>"));
    assert!(
        contents.subject.chars().count() <= 120,
        "{}",
        contents.subject
    );
}

#[tokio::test]
async fn no_text_of_the_paper_can_be_markup_or_a_placeholder() {
    let paper = TestPaper::start().await;
    let mut story = wordy("one", "City");
    story.version.headline =
        "{{unsubscribe}} <script>alert(1)</script> {{{{preferences}}}} {{{issue}}"
            .parse()
            .unwrap();
    story.version.kicker = Some("{{preferences}}".parse().unwrap());
    story.version.standfirst = Some("\"><img src=x> {{issue}}".parse().unwrap());
    paper.file(&story).await;
    let contents = written(&paper, &facts()).await;
    for part in [&contents.html, &contents.plain] {
        for placeholder in PLACEHOLDERS {
            assert_eq!(count(part, placeholder), 1, "{placeholder}: {part}");
        }
        assert_eq!(count(part, "{{"), 3);
    }
    assert_eq!(count(&contents.html, "<script"), 0);
    assert_eq!(count(&contents.html, "<img"), 0);
    assert!(
        contents
            .html
            .contains("&#123;&#123;unsubscribe}} &lt;script&gt;")
    );
    assert!(!contents.subject.contains(char::is_control));
}

#[tokio::test]
async fn an_arabic_paper_writes_arabic_letters_from_right_to_left() {
    let paper = TestPaper::start().await;
    let mut story = wordy("one", "City");
    story.version.language = Some("fr-CA".parse().unwrap());
    paper.file(&story).await;
    let arabic = PaperFacts {
        language: "ar".parse().unwrap(),
        ..facts()
    };
    let contents = written(&paper, &arabic).await;
    assert!(contents.html.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(contents.html.contains("<div lang=\"fr-CA\" dir=\"ltr\">"));
    for part in [&contents.html, &contents.plain] {
        assert!(part.contains("إلغاء الاشتراك") && part.contains("الأحد، 5 فبراير 2023"));
        assert!(!part.contains("Unsubscribe"));
    }
}

#[tokio::test]
async fn a_story_that_does_not_say_its_language_runs_as_its_headline_does() {
    let paper = TestPaper::start().await;
    paper.file(&wordy("one", "City")).await;
    let mut own = wordy("two", "City");
    own.version.headline = "«فُتح الجسر».".parse().unwrap();
    paper.file(&own).await;
    let arabic = PaperFacts {
        language: "ar".parse().unwrap(),
        ..facts()
    };
    let html = written(&paper, &arabic).await.html;
    let before = |words: &str| {
        html.split(words)
            .next()
            .unwrap()
            .rsplit("<div")
            .next()
            .unwrap()
    };
    assert!(
        before(">All about one<").starts_with(" dir=\"ltr\">"),
        "{html}"
    );
    assert!(before(">«فُتح").starts_with('>'), "{html}");
    let html = written(&paper, &facts()).await.html;
    assert_eq!(count(&html, "<div dir=\"rtl\">"), 1, "{html}");
    assert_eq!(count(&html, "<div dir=\"ltr\">"), 0, "{html}");
}

#[tokio::test]
async fn a_spanish_paper_writes_spanish_letters() {
    let paper = TestPaper::start().await;
    paper.publish_new("one").await;
    let spanish = PaperFacts {
        language: "es-MX".parse().unwrap(),
        ..facts()
    };
    let contents = written(&paper, &spanish).await;
    assert!(contents.plain.contains("domingo, 5 de febrero de 2023"));
    assert!(contents.plain.contains("Darse de baja:\n{{unsubscribe}}"));
}

#[tokio::test]
async fn pictures_have_whole_addresses_sizes_and_words_and_only_kinds_that_mail_programs_show() {
    let paper = TestPaper::start().await;
    for (name, media_type, width) in [
        ("webp", MediaType::Webp, 900),
        ("tall", MediaType::Png, 300),
        ("wide", MediaType::Jpeg, 1200),
        ("none", MediaType::Avif, 100),
    ] {
        let kept = KeptPicture {
            id: format!("abc{width}").parse().unwrap(),
            media_type,
            width,
            height: 400,
        };
        paper
            .store
            .add_pictures(&[kept.clone().into()], paper.clock.now())
            .await
            .unwrap();
        let mut story = wordy(name, "City");
        story.version.picture = Some(Picture {
            id: kept.id,
            media_type,
            width,
            height: kept.height,
            prepared: None,
            focus: None,
            alt: format!("The \"{name}\" one").parse::<AltText>().unwrap(),
            caption: None,
            credit: None,
        });
        paper.file(&story).await;
    }
    let contents = written(&paper, &facts()).await;
    let html = contents.html;
    // The newest has none to show, so the next leads, as on the front page.
    assert_eq!(contents.subject, "The morning letter: All about wide");
    assert_eq!(count(&html, "<img"), 2, "{html}");
    for tag in html.split("<img").skip(1) {
        let tag = tag.split('>').next().unwrap();
        assert!(
            tag.contains("src=\"https://paper.example/media/abc"),
            "{tag}"
        );
        assert!(tag.contains("alt=\"The &quot;"), "{tag}");
    }
    assert!(html.contains("width=\"552\" height=\"184\""), "{html}");
    assert!(html.contains("width=\"150\" height=\"200\""), "{html}");
}

#[tokio::test]
async fn an_issue_gets_its_number_when_it_is_kept() {
    let paper = TestPaper::start().await;
    paper.publish_new("one").await;
    let contents = written(&paper, &facts()).await;
    let letter = paper.letter("morning").await;
    let now = paper.clock.now();
    for number in 1..=2 {
        let mut writing = paper.store.write().await.unwrap();
        let slot = format!("by-hand/{number}");
        let added = writing.add_issue(letter.id, &slot, &contents, now, now);
        assert!(added.await.unwrap().is_some());
        let again = writing.add_issue(letter.id, &slot, &contents, now, now);
        assert_eq!(again.await.unwrap(), None);
        writing.commit().await.unwrap();
        let issue = paper.store.issue_of(letter.id, number).await.unwrap();
        let kept = issue.unwrap().contents;
        for part in [kept.html, kept.plain] {
            assert!(part.contains(&format!("/letters/morning/{number}")));
            assert!(!part.contains("{{issue}}"));
            assert!(part.contains("{{unsubscribe}}"));
        }
    }
}

#[tokio::test]
async fn headings_go_down_one_step_at_a_time() {
    let paper = TestPaper::start().await;
    for name in ["one", "two"] {
        paper.publish_new(name).await;
    }
    let plain = written(&paper, &facts()).await.html;
    assert_eq!(
        (
            count(&plain, "<h1"),
            count(&plain, "<h2"),
            count(&plain, "<h3")
        ),
        (1, 2, 0)
    );
    let mut letter = definition("week", "sat 08:00");
    letter.gathers = vec![Gathers::Picks, Gathers::Newest];
    let letter = paper.define(&letter).await;
    let pick = Filing {
        dont_miss: true,
        ..filing("three")
    };
    paper.file(&pick).await;
    let grouped = paper.composed(&letter).await.unwrap().html;
    assert_eq!(
        (
            count(&grouped, "<h1"),
            count(&grouped, "<h2"),
            count(&grouped, "<h3")
        ),
        (1, 2, 3)
    );
}
