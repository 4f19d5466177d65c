//! What owners set of the paper at its desk.

use domain::Section;
use jiff::tz::TimeZone;
use newsroom::desk::account::Account;
use newsroom::desk::doing::{Action, DeskError};
use newsroom::desk::log::LogAsked;
use newsroom::desk::people;
use newsroom::desk::role::{Role, Sections};
use newsroom::desk::settings::{Standing, change, set_back};
use newsroom::events::EventKind;
use newsroom::settings::{
    AiCrawlers, Link, Menu, MenuItem, Origin, Origins, Particulars, Setting, kept_sections,
};

use crate::paper::{TestPaper, section, slug};

pub async fn account(paper: &TestPaper, name: &str, role: Role) -> Account {
    let address = format!("{name}@paper.example");
    let who = (name, address.as_str());
    let all = Sections::default();
    let invited = people::invite(&paper.store, &paper.clock, None, who, role, &all);
    invited.await.unwrap().0
}

pub fn particulars() -> Particulars {
    Particulars {
        name: "The Tide".to_owned(),
        motto: Some("All of it".to_owned()),
        place: None,
        time_zone: None,
        language: "en".parse().unwrap(),
        ai_crawlers: AiCrawlers::Allow,
        sections: vec![slug("sport")],
        menu: None,
    }
}

async fn set(
    paper: &TestPaper,
    by: &Account,
    origins: &Origins,
    values: &[(Setting, &str)],
    seen: i64,
) -> Result<Vec<Setting>, DeskError> {
    let particulars = particulars();
    let standing = Standing {
        particulars: &particulars,
        origins,
    };
    change(&paper.store, &paper.clock, by, standing, values, seen).await
}

async fn in_force(paper: &TestPaper, origins: &Origins) -> Particulars {
    let said = paper.store.said_at_desk().await.unwrap();
    particulars().heeding(&said, origins).unwrap()
}

#[tokio::test]
async fn the_environment_goes_before_the_desk_and_the_desk_before_the_file() {
    let paper = TestPaper::start().await;
    let zoe = account(&paper, "Zoe", Role::Owner).await;
    let file = Origins::of([(Setting::Name, Origin::File("dateline.toml".to_owned()))]);
    let values = [(Setting::Name, " The  Ebb "), (Setting::Motto, "")];
    let changed = set(&paper, &zoe, &file, &values, 0).await.unwrap();
    assert_eq!(changed, [Setting::Name, Setting::Motto]);
    let heard = in_force(&paper, &file).await;
    assert_eq!((heard.name.as_str(), heard.motto), ("The Ebb", None));
    let fixed = Origins::of([(Setting::Name, Origin::Environment("DATELINE_NAME"))]);
    assert_eq!(in_force(&paper, &fixed).await.name, "The Tide");
    let refused = set(&paper, &zoe, &fixed, &[(Setting::Name, "The Flow")], 9).await;
    assert!(refused.unwrap_err().to_string().contains("(DATELINE_NAME)"));
}

#[tokio::test]
async fn only_an_owner_sets_anything() {
    let paper = TestPaper::start().await;
    let eve = account(&paper, "Eve", Role::Editor).await;
    let values = [(Setting::Name, "The Ebb")];
    let refused = set(&paper, &eve, &Origins::default(), &values, 0).await;
    assert!(matches!(refused, Err(DeskError::Forbidden)));
    let refused = set_back(&paper.store, &paper.clock, &eve, 1).await;
    assert!(matches!(refused, Err(DeskError::Forbidden)));
}

#[tokio::test]
async fn what_is_the_same_already_is_not_set_again() {
    let paper = TestPaper::start().await;
    let zoe = account(&paper, "Zoe", Role::Owner).await;
    let values = [
        (Setting::Name, "The Tide"),
        (Setting::Motto, "All of it"),
        (Setting::Place, ""),
        (Setting::TimeZone, "UTC"),
        (Setting::Language, "en"),
        (Setting::AiCrawlers, "allow"),
        (Setting::Menu, ""),
    ];
    let changed = set(&paper, &zoe, &Origins::default(), &values, 0).await;
    assert_eq!(changed.unwrap(), []);
    assert_eq!(paper.store.newest_changes().await.unwrap(), []);
    assert_eq!(paper.events().await, []);
}

#[test]
fn a_value_that_cannot_be_used_is_refused_with_a_sentence() {
    let long = "x".repeat(121);
    for (setting, raw, words) in [
        (Setting::Name, " ", "is empty"),
        (Setting::Name, "\u{200B}", "is empty"),
        (Setting::Name, &"x".repeat(81), "at most 80"),
        (Setting::Motto, &long, "at most 120"),
        (Setting::Place, "New\u{202E}York", "cannot be shown"),
        (Setting::TimeZone, "New York", "Europe/Lisbon"),
        (Setting::TimeZone, "", "Europe/Lisbon"),
        (Setting::Language, "english", "pt-BR"),
        (Setting::AiCrawlers, "perhaps", "Choose"),
    ] {
        let refusal = setting.check(raw).unwrap_err().to_string();
        assert!(refusal.contains(words), "{refusal}");
    }
    assert_eq!(
        Setting::TimeZone.check("europe/lisbon").unwrap(),
        "Europe/Lisbon"
    );
    assert_eq!(Setting::Motto.check("\u{200B}").unwrap(), "");
    let unseen = [Section::new(slug("town"), "\u{3164}").unwrap()];
    let refusal = Setting::Sections
        .check(&kept_sections(&unseen))
        .unwrap_err();
    assert!(refusal.to_string().contains("is empty. (/town)"));
    let two = [section("City"), Section::new(slug("town"), "CITY").unwrap()];
    let refusal = Setting::Sections.check(&kept_sections(&two)).unwrap_err();
    assert!(refusal.to_string().contains("Two sections"));
}

#[tokio::test]
async fn what_was_set_can_be_set_back_and_is_told_of() {
    let paper = TestPaper::start().await;
    let zoe = account(&paper, "Zoe", Role::Owner).await;
    let origins = Origins::default();
    for name in ["The Ebb", "The Flow"] {
        set(&paper, &zoe, &origins, &[(Setting::Name, name)], 99)
            .await
            .unwrap();
    }
    let changes = paper.store.changes_of_settings(None, 10).await.unwrap();
    let told: Vec<_> = changes
        .iter()
        .map(|it| (it.value.as_deref(), it.before.as_deref(), it.by.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (Some("The Flow"), Some("The Ebb"), Some("Zoe")),
            (Some("The Ebb"), None, Some("Zoe"))
        ]
    );
    let log = paper
        .store
        .desk_log(&LogAsked::default(), None, 1)
        .await
        .unwrap();
    assert_eq!(log[0].action, Action::Set);
    assert_eq!(log[0].subject, "the name to “The Flow”, from “The Ebb”");
    set_back(&paper.store, &paper.clock, &zoe, changes[0].number)
        .await
        .unwrap();
    assert_eq!(in_force(&paper, &origins).await.name, "The Ebb");
    set_back(&paper.store, &paper.clock, &zoe, changes[1].number)
        .await
        .unwrap();
    assert_eq!(in_force(&paper, &origins).await.name, "The Tide");
    let unknown = set_back(&paper.store, &paper.clock, &zoe, 77).await;
    assert!(matches!(unknown, Err(DeskError::Unknown)));
}

#[tokio::test]
async fn what_somebody_set_meanwhile_is_not_overwritten_unseen() {
    let paper = TestPaper::start().await;
    let zoe = account(&paper, "Zoe", Role::Owner).await;
    let yan = account(&paper, "Yan", Role::Owner).await;
    let origins = Origins::default();
    set(&paper, &zoe, &origins, &[(Setting::Name, "The Ebb")], 0)
        .await
        .unwrap();
    let refused = set(&paper, &yan, &origins, &[(Setting::Name, "The Flow")], 0).await;
    let sentence = refused.unwrap_err().to_string();
    assert!(sentence.contains("Zoe changed the name meanwhile, to “The Ebb”"));
    assert_eq!(in_force(&paper, &origins).await.name, "The Ebb");
    // Another setting is not the same.
    set(&paper, &yan, &origins, &[(Setting::Place, "Faro")], 0)
        .await
        .unwrap();
    set(&paper, &yan, &origins, &[(Setting::Name, "The Flow")], 1)
        .await
        .unwrap();
}

#[tokio::test]
async fn sections_have_names_in_any_script_and_an_order_and_can_be_set_back() {
    let paper = TestPaper::start().await;
    paper.publish_new("ant").await;
    let zoe = account(&paper, "Zoe", Role::Owner).await;
    let origins = Origins::default();
    let wanted = [
        Section::new(slug("world"), "العالم").unwrap(),
        Section::new(slug("city"), "Cidade à beira-mar").unwrap(),
    ];
    let value = kept_sections(&wanted);
    let before = paper.events().await.len();
    set(&paper, &zoe, &origins, &[(Setting::Sections, &value)], 0)
        .await
        .unwrap();
    assert_eq!(
        paper.events().await[before..],
        [EventKind::FrontChanged, EventKind::SettingsChanged]
    );
    assert_eq!(
        in_force(&paper, &origins).await.sections,
        [slug("world"), slug("city")]
    );
    let article = paper.article("ant").await.unwrap();
    assert_eq!(article.section.name(), "Cidade à beira-mar");
    // What is imported later does not take the name back.
    paper.publish_new("bee").await;
    assert_eq!(
        paper.article("bee").await.unwrap().section.name(),
        "Cidade à beira-mar"
    );

    let changes = paper.store.changes_of_settings(None, 10).await.unwrap();
    set_back(&paper.store, &paper.clock, &zoe, changes[0].number)
        .await
        .unwrap();
    assert_eq!(paper.article("ant").await.unwrap().section.name(), "City");
}

#[test]
fn a_menu_is_kept_as_it_was_chosen_and_leads_nowhere_dangerous() {
    let menu = Menu {
        header: vec![
            MenuItem::Link(Link::new("Support us", "https://give.example/now?x=1").unwrap()),
            MenuItem::Section(slug("city")),
        ],
        footer: Vec::new(),
    };
    assert_eq!(Menu::read(&menu.kept()).unwrap(), menu);
    assert_eq!(
        Setting::Menu.told(&menu.kept()),
        "above: Support us, city; below: nothing"
    );
    for address in [
        "",
        "about",
        "//evil.example",
        "javascript:alert(1)",
        "http://plain.example",
        "https://",
        "https:///path",
        "/a\"b",
        "/a b",
    ] {
        assert!(Link::new("Text", address).is_err(), "{address}");
    }
    assert!(Link::new(" ", "/about").is_err());
}

#[tokio::test]
async fn what_was_chosen_is_in_force() {
    let paper = TestPaper::start().await;
    let zoe = account(&paper, "Zoe", Role::Owner).await;
    let origins = Origins::default();
    let menu = Menu {
        header: vec![MenuItem::Section(slug("city"))],
        footer: Vec::new(),
    };
    let kept = menu.kept();
    let values = [
        (Setting::Place, "Faro"),
        (Setting::TimeZone, "Europe/Lisbon"),
        (Setting::Language, "pt-PT"),
        (Setting::AiCrawlers, "refuse"),
        (Setting::Menu, kept.as_str()),
    ];
    set(&paper, &zoe, &origins, &values, 0).await.unwrap();
    let heard = in_force(&paper, &origins).await;
    assert_eq!(heard.place.as_deref(), Some("Faro"));
    assert_eq!(heard.time_zone, TimeZone::get("Europe/Lisbon").ok());
    assert_eq!(heard.language.to_string(), "pt-PT");
    assert_eq!(heard.ai_crawlers, AiCrawlers::Refuse);
    assert_eq!(heard.menu, Some(menu));
}
