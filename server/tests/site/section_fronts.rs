//! The first page of a section with stories that were put there by hand, and the command that does it.

use std::collections::BTreeSet;

use newsroom::front::{self, FrontOf, Slot, Wish};
use newsroom::publishing;

use crate::command_line::story;
use crate::live_reader::Reader;
use crate::page_cache::made;
use crate::shell::Shell;
use crate::test_site::{Answer, NOW, TestSite};

const HOUR: i64 = 3_600_000_000;
/// More than fit on two pages.
const STORIES: i64 = 45;

/// Stories in World, `s1` the newest, and one in Sport that is older than all of them.
async fn site(stories: i64) -> TestSite {
    let site = TestSite::start().await;
    for hours in 1..=stories {
        site.article(&format!("s{hours}"))
            .hours_ago(hours)
            .save()
            .await;
    }
    site.article("match")
        .in_section("sport")
        .hours_ago(100)
        .save()
        .await;
    site
}

fn world() -> FrontOf {
    FrontOf::Section("world".parse().unwrap())
}

async fn arrange(site: &TestSite, slots: &[(Slot, &str)]) {
    let wish = Wish {
        of: world(),
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

fn main_of(page: &Answer) -> &str {
    &page.body[page.place("<main")..page.place("</main>")]
}

/// The stories of a page in their order.
fn stories(page: &Answer) -> Vec<String> {
    let headlines = main_of(page).split(">Headline of ").skip(1);
    headlines
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect()
}

/// The address of the next page, if there is one.
fn older(page: &Answer) -> Option<String> {
    let (_, rest) = main_of(page).split_once("<a href=\"/world?after=")?;
    Some(format!("/world?after={}", rest.split('"').next().unwrap()))
}

/// The same page whatever happened elsewhere.
fn without_event(page: &Answer) -> String {
    let (before, rest) = page.body.split_once("data-event=\"").unwrap();
    let (_, after) = rest.split_once('"').unwrap();
    format!("{before}{after}")
}

#[tokio::test]
async fn chosen_stories_stand_on_top_and_the_newest_everywhere_else() {
    let site = site(8).await;
    let newest_first = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"];
    assert_eq!(stories(&site.get("/world").await), newest_first);
    arrange(&site, &[(Slot::Lead, "s7"), (Slot::Second(2), "match")]).await;
    let page = site.get("/world").await;
    assert_eq!(
        stories(&page),
        ["s7", "s1", "match", "s2", "s3", "s4", "s5", "s6", "s8"]
    );
    // What lives elsewhere says where; that the rest lives here, the page says.
    let main = main_of(&page);
    assert!(main.contains("<a href=\"/sport\">"), "{main}");
    assert!(!main.contains("<a href=\"/world\">"), "{main}");
    assert!(main.contains("<a href=\"/sport/match\">"), "{main}");
    // On other pages nothing of it is to be seen.
    assert_eq!(stories(&site.get("/").await)[0], "s1");
    assert_eq!(stories(&site.get("/sport").await), ["match"]);
}

#[tokio::test]
async fn every_story_of_a_section_can_be_reached_whatever_was_chosen() {
    let site = site(STORIES).await;
    let mut address = Some("/world".to_owned());
    let mut plain = Vec::new();
    while let Some(at) = address {
        let page = site.get(&at).await;
        plain.push(without_event(&page));
        address = older(&page);
    }
    assert_eq!(plain.len(), 3);

    let chosen = [
        (Slot::Lead, "s44"),
        (Slot::Second(1), "s20"),
        (Slot::Second(2), "s21"),
        (Slot::Second(3), "s1"),
        (Slot::Second(4), "match"),
    ];
    arrange(&site, &chosen).await;
    let mut seen = BTreeSet::new();
    let mut address = Some("/world".to_owned());
    let mut pages = 0;
    while let Some(at) = address {
        let page = site.get(&at).await;
        let on_page = stories(&page);
        let once: BTreeSet<_> = on_page.iter().cloned().collect();
        assert_eq!(once.len(), on_page.len(), "{at}: {on_page:?}");
        if pages > 0 {
            // So whoever pages while editors arrange misses nothing either.
            assert_eq!(without_event(&page), plain[pages], "{at}");
        }
        seen.extend(once);
        pages += 1;
        address = older(&page);
    }
    assert_eq!(pages, plain.len());
    let all = (1..=STORIES).map(|hours| format!("s{hours}"));
    let all: BTreeSet<_> = all.chain(["match".to_owned()]).collect();
    assert_eq!(seen, all);
}

#[tokio::test]
async fn a_section_that_is_cleared_or_lost_what_was_chosen_is_the_list_that_nobody_arranged() {
    let site = site(8).await;
    let before = site.get("/world").await;
    arrange(&site, &[(Slot::Lead, "match")]).await;
    let arranged = site.get("/world").await;
    assert_ne!(without_event(&arranged), without_event(&before));
    assert!(main_of(&arranged).contains("class=\"lead\""));
    arrange(&site, &[]).await;
    assert_eq!(
        without_event(&site.get("/world").await),
        without_event(&before)
    );

    arrange(&site, &[(Slot::Lead, "match")]).await;
    let reason = "It was wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &"match".parse().unwrap(), reason)
        .await
        .unwrap();
    let page = site.get("/world").await;
    assert_eq!(main_of(&page), main_of(&before));
}

#[tokio::test]
async fn only_the_page_that_shows_it_is_made_anew() {
    let site = site(STORIES).await;
    let second = older(&site.get("/world").await).unwrap();
    let addresses = ["/", "/world", &second, "/sport", "/world/s1"];
    for address in addresses {
        site.get(address).await;
    }
    let before = made(&site).await;
    arrange(&site, &[(Slot::Lead, "s7")]).await;
    for address in addresses {
        site.get(address).await;
    }
    assert_eq!(made(&site).await, before + 1);
    assert_eq!(stories(&site.get("/world").await)[0], "s7");
}

#[tokio::test]
async fn open_pages_are_told_which_section_is_another_one() {
    let site = site(3).await;
    let mut reader = Reader::open(&site, "/live").await;
    let wish = Wish {
        of: world(),
        slots: vec![(Slot::Lead, "s3".parse().unwrap())],
        goes_out_at: Some(NOW.shifted(HOUR)),
        ..Wish::default()
    };
    front::arrange(&site.store, &site.clock, &wish)
        .await
        .unwrap();
    assert_eq!(stories(&site.get("/world").await)[0], "s1");
    site.clock.set(NOW.shifted(HOUR));
    front::put_out_due(&site.store, &site.clock).await.unwrap();
    let told = reader.next().await.unwrap();
    assert_eq!(told.event, "section-front-changed");
    let data: serde_json::Value = serde_json::from_str(&told.data).unwrap();
    assert_eq!(data["path"], "/world");
    assert_eq!(stories(&site.get("/world").await)[0], "s3");
}

#[test]
fn the_front_of_a_section_is_arranged_shown_and_cleared_on_the_command_line() {
    let shell = Shell::new();
    for name in ["One", "Two"] {
        shell.write(&format!("in/{}.md", name.to_lowercase()), &story(name));
    }
    assert!(shell.type_in(&["import", "in"]).ok);
    let front = |arguments: &[&str]| {
        let said = shell.type_in(&[&["front"], arguments].concat());
        assert!(said.ok, "{}{}", said.out, said.err);
        said.out
    };
    let set = front(&["set", "--section", "world", "--lead", "two"]);
    assert_eq!(set, "Arrangement 1 is out.\n");
    let later = [
        "set",
        "--section",
        "world",
        "--second",
        "one",
        "--at",
        "2101-03-04T18:00",
    ];
    let later = front(&later);
    assert_eq!(later, "Arrangement 2 goes out at 2101-03-04 18:00.\n");
    let shown = front(&["show", "--section", "world"]);
    assert!(shown.contains("lead         world/two  Two"), "{shown}");
    assert!(shown.contains("Arrangement 2 goes out at"), "{shown}");
    let nothing = "Nothing on the front is chosen by hand.\n";
    assert_eq!(front(&["show"]), nothing);
    let then = front(&["show", "--section", "world", "--at", "2001-01-01"]);
    assert_eq!(then, nothing);
    assert!(front(&["cancel", "2"]).contains("called off"));
    let cleared = front(&["clear", "--section", "world"]);
    assert_eq!(cleared, "The front is newest first again.\n");
    assert_eq!(front(&["show", "--section", "world"]), nothing);

    for (arguments, reason) in [
        (
            &["set", "--section", "mars", "--lead", "one"][..],
            "there is no section `mars`",
        ),
        (
            &["show", "--section", "mars"][..],
            "there is no section `mars`",
        ),
        (
            &["clear", "--section", "mars"][..],
            "there is no section `mars`",
        ),
        (
            &["set", "--section", "world", "--dont-miss", "one"][..],
            "there is no place `don't miss 1` on the front of a section",
        ),
        (
            &["set", "--section", "world", "--lead", "three"][..],
            "there is no article `three`",
        ),
    ] {
        let said = shell.type_in(&[&["front"], arguments].concat());
        assert!(!said.ok && said.err.contains(reason), "{}", said.err);
    }
}
