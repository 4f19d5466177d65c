//! Issues that somebody composes at the desk, and sends.

mod sending;

use domain::ArticleId;
use newsroom::desk::Account;
use newsroom::desk::doing::DeskError;
use newsroom::desk::letters::{Composed, compose, discard, send};
use newsroom::desk::people;
use newsroom::desk::role::{Role, Sections};
use newsroom::letters::{Handmade, Letter, Plan, Seen, Sent, Which, issue_due, plan};
use newsroom::publishing;

use crate::letter_office::{HOUR, definition, facts, headlines};
use crate::paper::{TestPaper, slug};

impl TestPaper {
    /// Somebody at the desk.
    pub async fn at_the_desk(&self, name: &str, role: Role) -> Account {
        let address = format!("{name}@paper.example");
        let who = (name, address.as_str());
        let sections = Sections::default();
        let invited = people::invite(&self.store, &self.clock, None, who, role, &sections).await;
        invited.unwrap().0
    }

    async fn id(&self, name: &str) -> ArticleId {
        self.article(name).await.unwrap().id
    }

    async fn handmade(&self, articles: &[&str], is_next: bool) -> Handmade {
        let mut ids = Vec::new();
        for name in articles {
            ids.push(self.id(name).await);
        }
        Handmade {
            subject: "Chosen".to_owned(),
            preheader: String::new(),
            introduction:
                "Dear *reader*, see [the map](/map)\nand <b>mind</b> {{unsubscribe}}.\n\nEve"
                    .to_owned(),
            articles: ids,
            is_next,
        }
    }

    async fn keeps(&self, by: &Account, letter: &Letter, base: i64, made: &Handmade) -> Composed {
        let name = &letter.definition.slug;
        compose(&self.store, &self.clock, by, name, base, made)
            .await
            .unwrap()
    }

    async fn planned(&self, letter: &Letter) -> Plan {
        let facts = facts();
        plan(&self.store, &self.clock, &facts, letter, Which::Composed)
            .await
            .unwrap()
            .unwrap()
    }

    async fn sends(&self, by: &Account, letter: &Letter, seen: &Seen) -> Sent {
        let name = &letter.definition.slug;
        send(&self.store, &self.clock, &facts(), by, name, seen)
            .await
            .unwrap()
    }

    async fn makes_due(&self) -> usize {
        issue_due(&self.store, &self.clock, &facts())
            .await
            .unwrap()
            .len()
    }
}

fn seen(plan: &Plan) -> Seen {
    Seen {
        after: plan.after,
        mark: plan.mark(),
    }
}

/// A letter that goes out at five past seven, five minutes from now, and three stories.
async fn paper() -> (TestPaper, Letter, Account) {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("noon", "daily 07:05")).await;
    for name in ["one", "two", "three"] {
        paper.publish_new(name).await;
    }
    let eve = paper.at_the_desk("Eve", Role::Editor).await;
    (paper, letter, eve)
}

#[tokio::test]
async fn what_somebody_composed_goes_out_at_its_time_in_their_order_and_once() {
    let (paper, letter, eve) = paper().await;
    paper.subscriber("ann@example.org", &[slug("noon")]).await;
    let made = paper.handmade(&["two", "one"], true).await;
    assert_eq!(
        paper.keeps(&eve, &letter, 0, &made).await,
        Composed::Kept(1)
    );
    paper.pass(HOUR / 12);
    assert_eq!(paper.makes_due().await, 1);
    let issues = paper.issues(&letter).await;
    let contents = &issues[0].contents;
    assert_eq!(contents.subject, "Chosen");
    assert_eq!(headlines(contents), ["two", "one"]);
    // The other headlines stand beside a subject that has nothing beside it.
    assert_eq!(contents.preheader, "All about one");
    let plain = contents.plain.replace('\n', " ");
    let said =
        "Dear reader, see the map (https://paper.example/map) and <b>mind</b> { {unsubscribe}}.";
    assert!(plain.contains(said), "{plain}");
    assert!(contents.html.contains(
        "Dear <em>reader</em>, see <a class=\"accent\" href=\"https://paper.example/map\""
    ));
    assert!(
        contents
            .html
            .contains("&lt;b&gt;mind&lt;/b&gt; &#123;&#123;unsubscribe}}")
    );
    // The next one makes itself again, of what is new since; what was not chosen is not told later.
    paper.publish_new("four").await;
    paper.pass(24 * HOUR);
    assert_eq!(paper.makes_due().await, 1);
    let issues = paper.issues(&letter).await;
    assert_eq!(headlines(&issues[1].contents), ["four"]);
    let past = paper.store.past_issue(letter.id, 1).await.unwrap().unwrap();
    assert!(past.introduction.unwrap().as_str().starts_with("Dear"));
}

#[tokio::test]
async fn an_introduction_is_paragraphs_whatever_markdown_it_has() {
    let (paper, letter, eve) = paper().await;
    let mut made = paper.handmade(&["one"], true).await;
    made.introduction = "# Two\n\n- one\n  - *inner*\n- two\n\n<div>raw</div>\n\n    code\n\n\
        [bad](javascript:alert(1)) [site](https://a.example/?b=1&c=2)"
        .to_owned();
    paper.keeps(&eve, &letter, 0, &made).await;
    let contents = paper.planned(&letter).await.contents;
    let (_, html) = contents.html.split_once("Two</p>").unwrap();
    let (html, _) = html.split_once("All about one").unwrap();
    for said in [
        ">• one</p>",
        ">• <em>inner</em></p>",
        ">• two</p>",
        "&lt;div&gt;raw&lt;/div&gt;",
        ">code\n</p>",
        ">bad <a ",
        "href=\"https://a.example/?b=1&amp;c=2\"",
    ] {
        assert!(html.contains(said), "{said} in {html}");
    }
    assert!(!contents.html.contains("javascript") && !contents.plain.contains("javascript"));
    let plain = "Two\n\n• one\n\n• inner\n\n• two\n\n<div>raw</div>\n\ncode\n\nbad site (https://a.example/?b=1&c=2)\n\n---";
    assert!(contents.plain.contains(plain), "{}", contents.plain);
}

#[tokio::test]
async fn numbers_and_breaks_of_lines_in_an_introduction_stay() {
    let (paper, letter, eve) = paper().await;
    let mut made = paper.handmade(&["one"], true).await;
    made.introduction =
        "1. Ferry\n2. Bridge\n   - red\n3. Tram\n\nIt was\n\n2026. A good year.\n\nBest,\\\nEve"
            .to_owned();
    paper.keeps(&eve, &letter, 0, &made).await;
    let contents = paper.planned(&letter).await.contents;
    for said in [
        ">1. Ferry</p>",
        ">2. Bridge</p>",
        ">• red</p>",
        ">3. Tram</p>",
        ">2026. A good year.</p>",
        ">Best,<br>Eve</p>",
    ] {
        assert!(contents.html.contains(said), "{said} in {}", contents.html);
    }
    let plain = "1. Ferry\n\n2. Bridge\n\n• red\n\n3. Tram\n\nIt was\n\n2026. A good year.\n\nBest,\nEve\n\n---";
    assert!(contents.plain.contains(plain), "{}", contents.plain);
}

#[tokio::test]
async fn two_people_do_not_overwrite_each_others_issue() {
    let (paper, letter, eve) = paper().await;
    let zoe = paper.at_the_desk("Zoe", Role::Owner).await;
    let theirs = paper.handmade(&["two"], true).await;
    let mine = paper.handmade(&["one"], true).await;
    assert_eq!(
        paper.keeps(&zoe, &letter, 0, &theirs).await,
        Composed::Kept(1)
    );
    let Composed::Meanwhile(kept) = paper.keeps(&eve, &letter, 0, &mine).await else {
        panic!("overwritten");
    };
    assert_eq!((kept.number, &kept.made), (1, &theirs));
    assert_eq!(kept.saved_by.as_deref(), Some("Zoe"));
    assert_eq!(
        paper.keeps(&eve, &letter, 1, &mine).await,
        Composed::Kept(2)
    );
    discard(&paper.store, &paper.clock, &zoe, &slug("noon"))
        .await
        .unwrap();
    assert_eq!(paper.keeps(&eve, &letter, 2, &mine).await, Composed::Gone);
    assert_eq!(paper.store.letter_draft(letter.id).await.unwrap(), None);
}

#[tokio::test]
async fn an_issue_begun_after_one_was_thrown_away_is_not_overwritten_by_who_had_that_before_them() {
    let (paper, letter, eve) = paper().await;
    let zoe = paper.at_the_desk("Zoe", Role::Owner).await;
    let theirs = paper.handmade(&["two"], true).await;
    let mine = paper.handmade(&["one"], true).await;
    let Composed::Kept(first) = paper.keeps(&zoe, &letter, 0, &mine).await else {
        panic!("not kept");
    };
    discard(&paper.store, &paper.clock, &zoe, &slug("noon"))
        .await
        .unwrap();
    let Composed::Kept(second) = paper.keeps(&zoe, &letter, 0, &theirs).await else {
        panic!("not kept");
    };
    let Composed::Meanwhile(kept) = paper.keeps(&eve, &letter, first, &mine).await else {
        panic!("overwritten");
    };
    assert_eq!((kept.number, kept.made), (second, theirs));
}

#[tokio::test]
async fn stories_that_readers_do_not_have_are_left_out_and_without_any_the_letter_makes_itself() {
    let (paper, letter, eve) = paper().await;
    let made = paper.handmade(&["two", "one"], true).await;
    paper.keeps(&eve, &letter, 0, &made).await;
    let withdraw = async |name: &str| {
        let reason = "It was wrong.".parse().unwrap();
        publishing::withdraw(&paper.store, &paper.clock, &slug(name), reason)
            .await
            .unwrap();
    };
    withdraw("two").await;
    let planned = paper.planned(&letter).await;
    assert_eq!(headlines(&planned.contents), ["one"]);
    assert!(planned.is_by_hand());
    withdraw("one").await;
    let planned = paper.planned(&letter).await;
    assert_eq!(headlines(&planned.contents), ["three"]);
    assert!(!planned.is_by_hand());
    paper.pass(HOUR / 12);
    assert_eq!(paper.makes_due().await, 1);
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_with_everything_that_is_wrong_with_it() {
    let (paper, _, eve) = paper().await;
    let made = Handmade {
        subject: "a".repeat(121),
        preheader: "two\nlines".to_owned(),
        introduction: "\u{1}".repeat(4001),
        ..Handmade::default()
    };
    let refused = compose(&paper.store, &paper.clock, &eve, &slug("noon"), 0, &made).await;
    let Err(DeskError::Refused(sentence)) = refused else {
        panic!("{refused:?}");
    };
    for part in [
        "The subject",
        "beside the subject",
        "4001 characters",
        "no text can have",
        "at least one story",
    ] {
        assert!(sentence.contains(part), "{part} in {sentence}");
    }
}
