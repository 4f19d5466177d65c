//! What the command line knows of the desk.

use newsroom::clock::Clock;
use newsroom::desk::people;
use newsroom::desk::role::{Role, Sections};
use newsroom::desk::settings::{Standing, change};
use newsroom::settings::{Origins, Setting};
use newsroom::store::{DatabaseUrl, Store};
use server::settings::Settings;

use crate::shell::{Said, Shell};

#[test]
fn people_of_the_desk_are_listed_with_whether_they_have_a_second_step() {
    let shell = Shell::new();
    let invited = shell.type_in(&["desk", "invite", "ann@paper.example", "--name", "Ann"]);
    assert!(invited.ok, "{}", invited.err);
    let list = shell.type_in(&["desk", "people"]);
    assert_eq!(
        list.out,
        "ann@paper.example\tAnn\treporter\tinvited\tall sections\tpassword alone\n"
    );
}

#[tokio::test]
async fn the_command_line_goes_by_what_was_set_at_the_desk() {
    let shell = Shell::new();
    let dated = "---\ntitle: One\nsection: World\ndate: 2023-02-05T12:00:00Z\n---\nText.\n";
    shell.write("one.md", dated);
    assert!(shell.type_in(&["import", "one.md"]).ok);
    let database = DatabaseUrl::file(&shell.path().join("data/dateline.sqlite"));
    let store = Store::open(&database).await.unwrap();
    let clock = Clock::system();
    let who = ("Zoe", "zoe@paper.example");
    let all = Sections::default();
    let (zoe, _) = people::invite(&store, &clock, None, who, Role::Owner, &all)
        .await
        .unwrap();
    let particulars = Settings::read(|_| None).unwrap().particulars();
    let standing = Standing {
        particulars: &particulars,
        origins: &Origins::default(),
    };
    let zone = [(Setting::TimeZone, "Asia/Tokyo")];
    change(&store, &clock, &zoe, standing, &zone, 0)
        .await
        .unwrap();
    store.close().await;
    let list = shell.type_in(&["list"]);
    assert!(list.out.contains("2023-02-05 21:00"), "{}", list.out);
    let fixed = shell
        .command(&["list"])
        .env("DATELINE_TIME_ZONE", "UTC")
        .output();
    let list = Said::from(fixed.unwrap());
    assert!(list.out.contains("2023-02-05 12:00"), "{}", list.out);
}
