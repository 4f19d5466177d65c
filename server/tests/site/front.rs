//! The front page with stories that were put there by hand, and the command that does it.

use newsroom::front::{self, Slot, Wish};
use newsroom::publishing;

use crate::command_line::story;
use crate::live_reader::Reader;
use crate::shell::Shell;
use crate::test_site::{Answer, NOW, TestSite};

const HOUR: i64 = 3_600_000_000;

/// Eight stories, `s1` the newest.
async fn site() -> TestSite {
    let site = TestSite::start().await;
    for hours in 1..=8 {
        site.article(&format!("s{hours}"))
            .hours_ago(hours)
            .save()
            .await;
    }
    site
}

async fn arrange(site: &TestSite, slots: &[(Slot, &str)]) {
    let wish = Wish {
        slots: slots
            .iter()
            .map(|(slot, slug)| (*slot, slug.parse().unwrap()))
            .collect(),
        ..Wish::default()
    };
    front::arrange(&site.store, &site.clock, &wish)
        .await
        .unwrap();
}

/// The stories that lead, that stand below, and that are in the strip of their section, in their order.
fn stories(page: &Answer) -> Vec<String> {
    let main = &page.body[page.place("<main")..page.place("</main>")];
    let links = main.split("<a href=\"/world/").skip(1);
    links
        .map(|link| link.split('"').next().unwrap().to_owned())
        .collect()
}

fn picks(page: &Answer) -> Vec<String> {
    let list = &page.body[page.place("class=\"dont-miss__list\"")..];
    let list = list.split("</ul>").next().unwrap();
    let links = list.split("<a href=\"/world/").skip(1);
    links
        .map(|link| link.split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn chosen_stories_stand_where_they_were_put_and_the_newest_everywhere_else() {
    let site = site().await;
    assert_eq!(
        stories(&site.get("/").await)[..5],
        ["s1", "s2", "s3", "s4", "s5"]
    );
    arrange(
        &site,
        &[
            (Slot::Lead, "s7"),
            (Slot::Second(2), "s1"),
            (Slot::Second(4), "s8"),
        ],
    )
    .await;
    let page = site.get("/").await;
    // Every story once, the rest in the strip.
    assert_eq!(
        stories(&page),
        ["s7", "s2", "s1", "s3", "s8", "s4", "s5", "s6"]
    );
}

#[tokio::test]
async fn a_front_that_is_cleared_is_the_same_bytes_as_one_that_nobody_arranged() {
    let site = site().await;
    let before = site.get("/world/s1").await.body;
    let front = site.get("/").await.body;
    arrange(&site, &[(Slot::Lead, "s7"), (Slot::DontMiss(1), "s8")]).await;
    assert_ne!(site.get("/").await.body, front);
    arrange(&site, &[]).await;
    let newest_event = |page: &str| {
        let number = page
            .split("data-event=\"")
            .nth(1)
            .map(|rest| rest.split('"').next().unwrap());
        number.map(ToOwned::to_owned)
    };
    for (path, was) in [("/", front), ("/world/s1", before)] {
        let is = site.get(path).await.body;
        let (old, new) = (newest_event(&was).unwrap(), newest_event(&is).unwrap());
        let mark = |number: &str| format!("data-event=\"{number}\"");
        assert_eq!(is.replace(&mark(&new), &mark(&old)), was, "{path}");
    }
}

#[tokio::test]
async fn a_withdrawn_story_leaves_its_place_to_the_newest() {
    let site = site().await;
    arrange(&site, &[(Slot::Lead, "s7"), (Slot::Second(1), "s8")]).await;
    for slug in ["s7", "s8"] {
        let reason = "It was wrong.".parse().unwrap();
        publishing::withdraw(&site.store, &site.clock, &slug.parse().unwrap(), reason)
            .await
            .unwrap();
    }
    assert_eq!(
        stories(&site.get("/").await)[..5],
        ["s1", "s2", "s3", "s4", "s5"]
    );
}

#[tokio::test]
async fn picks_stand_in_the_order_that_was_chosen_on_every_page() {
    let site = site().await;
    site.article("p1").hours_ago(9).picked().save().await;
    site.article("p2").hours_ago(10).picked().save().await;
    assert_eq!(picks(&site.get("/world/s1").await), ["p1", "p2"]);
    arrange(
        &site,
        &[(Slot::DontMiss(1), "p2"), (Slot::DontMiss(3), "s4")],
    )
    .await;
    for path in ["/", "/world/s1"] {
        assert_eq!(picks(&site.get(path).await), ["p2", "p1", "s4"], "{path}");
    }
}

#[tokio::test]
async fn open_pages_are_told_when_a_scheduled_front_is_out() {
    let site = site().await;
    let mut reader = Reader::open(&site, "/live").await;
    let wish = Wish {
        slots: vec![
            (Slot::Lead, "s3".parse().unwrap()),
            (Slot::DontMiss(1), "s5".parse().unwrap()),
        ],
        goes_out_at: Some(NOW.shifted(HOUR)),
        ..Wish::default()
    };
    front::arrange(&site.store, &site.clock, &wish)
        .await
        .unwrap();
    assert_eq!(stories(&site.get("/").await)[0], "s1");
    site.clock.set(NOW.shifted(HOUR));
    front::put_out_due(&site.store, &site.clock).await.unwrap();
    assert_eq!(reader.next().await.unwrap().event, "front-changed");
    let picks = reader.next().await.unwrap();
    assert_eq!(picks.event, "picks-changed");
    let data: serde_json::Value = serde_json::from_str(&picks.data).unwrap();
    assert_eq!(data["stories"][0]["path"], "/world/s5");
    assert_eq!(stories(&site.get("/").await)[0], "s3");
}

#[test]
fn the_front_is_arranged_shown_and_cleared_on_the_command_line() {
    let shell = Shell::new();
    for name in ["One", "Two", "Three"] {
        shell.write(&format!("in/{}.md", name.to_lowercase()), &story(name));
    }
    assert!(shell.type_in(&["import", "in"]).ok);
    let show = || shell.type_in(&["front", "show"]).out;
    let nothing = "Nothing on the front is chosen by hand.\n";
    assert_eq!(show(), nothing);

    let set = shell.type_in(&["front", "set", "--lead", "two", "--second", "three", "one"]);
    assert!(
        set.ok && set.out == "Arrangement 1 is out.\n",
        "{}{}",
        set.out,
        set.err
    );
    let shown = show();
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[0].starts_with("Arrangement 1, since 20"), "{shown}");
    assert_eq!(
        lines[1..],
        [
            "lead         world/two  Two",
            "second 1     world/three  Three",
            "second 2     world/one  One"
        ]
    );
    assert_eq!(
        shell.type_in(&["front", "show", "--at", "2001-01-01"]).out,
        nothing
    );

    let later = shell.type_in(&[
        "front",
        "set",
        "--dont-miss",
        "one",
        "--at",
        "2101-03-04T18:00",
    ]);
    assert_eq!(later.out, "Arrangement 2 goes out at 2101-03-04 18:00.\n");
    let waits = "\n\nArrangement 2 goes out at 2101-03-04 18:00.\ndon't miss 1 world/one  One\n";
    assert!(show().ends_with(waits), "{}", show());
    assert!(shell.type_in(&["front", "cancel", "2"]).ok);
    let twice = shell.type_in(&["front", "cancel", "2"]);
    assert!(
        !twice.ok && twice.err.contains("no arrangement 2 waits"),
        "{}",
        twice.err
    );

    assert!(shell.type_in(&["withdraw", "two", "--reason", "Wrong."]).ok);
    assert!(show().contains("world/two  Two  (withdrawn)"), "{}", show());
    assert_eq!(
        shell.type_in(&["front", "clear"]).out,
        "The front is newest first again.\n"
    );
    assert_eq!(show(), nothing);
}

#[test]
fn an_arrangement_that_cannot_be_says_why_on_the_command_line() {
    let shell = Shell::new();
    shell.write("in/one.md", &story("One"));
    assert!(shell.type_in(&["import", "in"]).ok);
    for (arguments, reason) in [
        (vec!["--lead", "two"], "there is no article `two`"),
        (
            vec!["--lead", "one", "--second", "one"],
            "stands in the place `lead` already",
        ),
        (
            vec!["--lead", "one", "--at", "2001-01-01"],
            "a time that lies ahead",
        ),
        (
            vec!["--lead", "one", "--at", "tomorrow"],
            "`tomorrow` is not a date",
        ),
        (vec![], "--lead"),
    ] {
        let said = shell.type_in(&[vec!["front", "set"], arguments].concat());
        assert!(!said.ok && said.err.contains(reason), "{}", said.err);
    }
}
