//! Every address of the desk, asked by everybody. One that is added and not told of here fails.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use desk::{Who, doors};
use newsroom::desk::log::LogAsked;
use newsroom::desk::role::{Right, Role, Sections};

use super::{Browser, paper};
use crate::letters::outbox::with_outbox;
use crate::test_site::TestSite;

/// Who may open what: `-` nobody who is not signed in, then guest, reporter, editor, owner. `.` is let in, `x` is not.
const TABLE: &[(&str, &str, &str)] = &[
    ("GET", "/desk", "x...."),
    ("GET", "/desk/sign-in", "....."),
    ("POST", "/desk/sign-in", "....."),
    ("POST", "/desk/sign-in/code", "....."),
    ("GET", "/desk/sign-in/passkey", "....."),
    ("POST", "/desk/sign-in/passkey", "....."),
    ("POST", "/desk/sign-out", "x...."),
    ("GET", "/desk/enter/{link}", "....."),
    ("POST", "/desk/enter/{link}", "....."),
    ("GET", "/desk/published", "xx..."),
    ("POST", "/desk/published/{slug}", "x...."),
    ("GET", "/desk/bin", "x...."),
    ("POST", "/desk/stories", "x...."),
    ("GET", "/desk/stories/{id}", "x...."),
    ("POST", "/desk/stories/{id}", "x...."),
    ("POST", "/desk/stories/{id}/here", "x...."),
    ("GET", "/desk/stories/{id}/preview", "x...."),
    ("GET", "/desk/stories/{id}/proof", "x...."),
    ("GET", "/desk/stories/{id}/outside", "x...."),
    ("POST", "/desk/stories/{id}/outside", "x...."),
    ("GET", "/desk/stories/{id}/saves", "x...."),
    ("GET", "/desk/stories/{id}/saves/{number}", "x...."),
    ("POST", "/desk/stories/{id}/saves/{number}/restore", "x...."),
    ("GET", "/desk/stories/{id}/merge/{number}", "x...."),
    ("POST", "/desk/stories/{id}/merge/{number}", "x...."),
    ("GET", "/desk/stories/{id}/pictures", "x...."),
    ("POST", "/desk/stories/{id}/picture", "x...."),
    ("POST", "/desk/stories/{id}/shares", "x...."),
    ("POST", "/desk/stories/{id}/shares/{share}/end", "x...."),
    ("GET", "/desk/shared/{link}", "....."),
    ("GET", "/desk/coverage", "x...."),
    ("GET", "/desk/coverage/{slug}", "x...."),
    ("POST", "/desk/coverage/{slug}", "x...."),
    ("POST", "/desk/coverage/{slug}/state", "x...."),
    ("POST", "/desk/coverage/{slug}/entries/{number}", "x...."),
    ("GET", "/desk/pictures", "x...."),
    ("POST", "/desk/pictures", "x...."),
    ("GET", "/desk/pictures/purge", "xxx.."),
    ("POST", "/desk/pictures/purge", "xxx.."),
    ("GET", "/desk/pictures/{id}", "x...."),
    ("POST", "/desk/pictures/{id}", "x...."),
    ("POST", "/desk/pictures/{id}/prepare", "x...."),
    ("GET", "/desk/front", "xxx.."),
    ("POST", "/desk/front", "xxx.."),
    ("GET", "/desk/front/preview", "xxx.."),
    ("GET", "/desk/front/proof", "xxx.."),
    ("POST", "/desk/front/{number}/call-off", "xxx.."),
    ("POST", "/desk/breaking", "xxx.."),
    ("POST", "/desk/breaking/clear", "xxx.."),
    ("GET", "/desk/letters", "xxx.."),
    ("GET", "/desk/letters/{slug}", "xxx.."),
    ("POST", "/desk/letters/{slug}/state", "xxx.."),
    ("GET", "/desk/letters/{slug}/next", "xxx.."),
    ("GET", "/desk/letters/{slug}/next/proof", "xxx.."),
    ("POST", "/desk/letters/{slug}/try", "xxx.."),
    ("GET", "/desk/letters/{slug}/compose", "xxx.."),
    ("POST", "/desk/letters/{slug}/compose", "xxx.."),
    ("GET", "/desk/letters/{slug}/send", "xxx.."),
    ("POST", "/desk/letters/{slug}/send", "xxx.."),
    ("GET", "/desk/letters/{slug}/issues/{number}", "xxx.."),
    ("GET", "/desk/letters/{slug}/issues/{number}/proof", "xxx.."),
    (
        "POST",
        "/desk/letters/{slug}/issues/{number}/state",
        "xxx..",
    ),
    ("GET", "/desk/readers", "xxxx."),
    ("GET", "/desk/readers/list", "xxxx."),
    ("POST", "/desk/readers/export", "xxxx."),
    ("GET", "/desk/readers/came-back", "xxxx."),
    ("GET", "/desk/readers/outbox", "xxxx."),
    ("GET", "/desk/readers/{id}", "xxxx."),
    ("POST", "/desk/readers/{id}/export", "xxxx."),
    ("GET", "/desk/readers/{id}/erase", "xxxx."),
    ("POST", "/desk/readers/{id}/erase", "xxxx."),
    ("POST", "/desk/readers/{id}/enable", "xxxx."),
    ("GET", "/desk/people", "xxxx."),
    ("POST", "/desk/people", "xxxx."),
    ("GET", "/desk/people/{id}", "xxxx."),
    ("POST", "/desk/people/{id}", "xxxx."),
    ("POST", "/desk/people/{id}/link", "xxxx."),
    ("POST", "/desk/people/{id}/close", "xxxx."),
    ("GET", "/desk/settings", "xxxx."),
    ("POST", "/desk/settings", "xxxx."),
    ("GET", "/desk/settings/sections", "xxxx."),
    ("POST", "/desk/settings/sections", "xxxx."),
    ("GET", "/desk/settings/menus", "xxxx."),
    ("POST", "/desk/settings/menus", "xxxx."),
    ("GET", "/desk/settings/letters", "xxxx."),
    ("GET", "/desk/settings/letters/{slug}", "xxxx."),
    ("POST", "/desk/settings/letters/{slug}", "xxxx."),
    ("POST", "/desk/settings/letters/{slug}/retire", "xxxx."),
    ("GET", "/desk/settings/redirects", "xxxx."),
    ("POST", "/desk/settings/redirects", "xxxx."),
    ("POST", "/desk/settings/redirects/forget", "xxxx."),
    ("GET", "/desk/settings/redirects/file", "xxxx."),
    ("POST", "/desk/settings/redirects/file", "xxxx."),
    ("GET", "/desk/settings/changes", "xxxx."),
    ("POST", "/desk/settings/changes/{number}/set-back", "xxxx."),
    ("GET", "/desk/me", "x...."),
    ("POST", "/desk/me/password", "x...."),
    ("POST", "/desk/me/sessions", "x...."),
    ("POST", "/desk/me/codes", "x...."),
    ("POST", "/desk/me/codes/confirm", "x...."),
    ("POST", "/desk/me/codes/off", "x...."),
    ("POST", "/desk/me/recovery-codes", "x...."),
    ("POST", "/desk/me/passkeys/ask", "x...."),
    ("POST", "/desk/me/passkeys", "x...."),
    ("POST", "/desk/me/passkeys/{id}/remove", "x...."),
    ("GET", "/desk/log", "xxx.."),
    ("GET", "/desk/numbers", "xx..."),
    ("GET", "/desk/vitals", "xx..."),
    ("GET", "/desk/files/{build}/{*file}", "....."),
];

const ROLES: [Option<Role>; 5] = [
    None,
    Some(Role::Guest),
    Some(Role::Reporter),
    Some(Role::Editor),
    Some(Role::Owner),
];

#[test]
fn every_address_of_the_desk_is_in_the_table() {
    let known: Vec<(&str, &str)> = TABLE
        .iter()
        .map(|(method, path, _)| (*method, *path))
        .collect();
    let doors = doors();
    let there: Vec<(&str, &str)> = doors
        .iter()
        .map(|door| (door.method.as_str(), door.path))
        .collect();
    assert_eq!(there, known);
}

/// Below the desk's address and not of the desk: for whoever sits at the machine, so nobody needs an account.
const BESIDE: [&str; 1] = ["/desk/outbox"];

#[tokio::test]
async fn what_stands_below_the_desk_without_being_its_door_is_for_this_machine_alone() {
    let routes = include_str!("../../../src/http/routes.rs").split(".route(");
    let beside: Vec<&str> = routes
        .filter_map(|route| route.trim_start().strip_prefix('"')?.split('"').next())
        .filter(|path| path.starts_with("/desk"))
        .collect();
    assert_eq!(beside, BESIDE);
    let site = paper().await;
    let site = site.with_office(with_outbox(&TestSite::start().await).await);
    for address in BESIDE {
        for role in ROLES {
            let mut browser = match role {
                None => Browser::of(&site),
                Some(role) => Browser::signed_in(&site, role.as_str(), role).await,
            };
            let answer = browser.get(address).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address} {role:?}");
        }
    }
}

#[tokio::test]
async fn nobody_opens_what_is_not_theirs_and_who_tries_is_in_the_log() {
    let site = paper().await;
    // Somebody else's story, so that what is behind a door is there.
    let mut owner = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    owner.begin("A bridge").await;
    for (place, role) in ROLES.into_iter().enumerate() {
        for (method, path, who) in TABLE {
            let is_let_in = who.as_bytes()[place] == b'.';
            let name = format!(
                "{}{place}{}",
                role.map_or("nobody", Role::as_str),
                path.len()
            );
            let mut browser = match role {
                None => Browser::of(&site),
                // A browser of its own, as some doors sign it out.
                Some(role) => {
                    Browser::signed_in(
                        &site,
                        &format!("{name}{method}{}", path.replace(['/', '{', '}', '*'], "")),
                        role,
                    )
                    .await
                }
            };
            let address = path
                .replace("{link}", "AAAA")
                .replace("{slug}", "first")
                .replace("{*file}", "desk.css")
                .replace("{build}", "none")
                .replace("{number}", "1")
                .replace("{share}", "1")
                .replace("{id}", "1");
            let answer = match *method {
                "GET" => browser.get(&address).await,
                _ => browser.post(&address, &[]).await,
            };
            let what = format!("{method} {path} as {name}: {}", answer.status);
            match (role, is_let_in) {
                (None, false) if *method == "GET" => {
                    assert!(
                        answer.header("location").starts_with("/desk/sign-in"),
                        "{what}"
                    );
                }
                (None, false) => assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}"),
                (Some(_), false) => {
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}");
                    let log = site
                        .store
                        .desk_log(&LogAsked::default(), None, 1)
                        .await
                        .unwrap();
                    assert!(log[0].is_refused && log[0].subject == format!("{method} {path}"));
                }
                (_, true) => {
                    let is_asked = answer.header("location").starts_with("/desk/sign-in?");
                    assert!(!is_asked && !answer.status.is_server_error(), "{what}");
                }
            }
        }
    }
}

#[tokio::test]
async fn what_no_page_offers_is_refused_all_the_same() {
    let site = paper().await;
    let mut editor = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = editor.begin("A bridge").await;
    let mut reporter = Browser::signed_in(&site, "Rae", Role::Reporter).await;
    for step in [
        "review",
        "back",
        "approve",
        "publish",
        "unschedule",
        "recall",
        "terms",
        "bin",
    ] {
        let fields = [("reason", "It was wrong."), ("at", "2023-03-01T10:00")];
        let refused = reporter.step_with(&path, "2", step, &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{step}");
    }
    // Nor is somebody who may not publish told what the gate finds in it.
    let mut guest = Browser::signed_in(&site, "Gil", Role::Guest).await;
    for step in ["publish", "schedule"] {
        let fields = [("do", step), ("seen", "2"), ("at", "2023-03-01T10:00")];
        let refused = guest.post(&path, &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{step}");
    }
    let refused = reporter.save(&path, "2", &[("headline", "Mine now")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let mut guest = Browser::signed_in(&site, "Gus", Role::Guest).await;
    for address in [
        path.clone(),
        format!("{path}/saves"),
        format!("{path}/saves/1"),
        format!("{path}/preview"),
    ] {
        assert_eq!(
            guest.get(&address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
    let taken = guest.post("/desk/published/first", &[]).await;
    assert_eq!(taken.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_is_refused_behind_a_door_is_in_the_log_and_so_is_what_came_from_another_site() {
    let site = paper().await;
    let mut editor = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = editor.begin("A bridge").await;
    let sport = Sections::of(vec!["sport".parse().unwrap()]);
    let publish = [("do", "publish"), ("seen", "2")];
    let typed = [("base", "2"), ("do", "autosave"), ("headline", "Mine now")];
    let latest = async || {
        site.store
            .desk_log(&LogAsked::default(), None, 1)
            .await
            .unwrap()
            .remove(0)
    };
    let all = Sections::default();
    for (name, role, sections, address, fields) in [
        ("Rae", Role::Reporter, &all, &path, &publish[..]),
        ("Sam", Role::Editor, &sport, &path, &publish[..]),
        ("Pat", Role::Editor, &sport, &path, &typed[..]),
    ] {
        let mut who = Browser::working_in(&site, name, role, sections.clone()).await;
        let before = latest().await.number;
        let refused = who.post(address, fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let refused = who.script(address, fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let log = site
            .store
            .desk_log(&LogAsked::default(), None, 2)
            .await
            .unwrap();
        for line in &log {
            assert!(line.is_refused && line.number > before, "{line:?}");
            assert_eq!(line.subject, format!("POST {address}"));
            assert_eq!(line.account.as_ref().unwrap().1, name);
        }
    }
    let elsewhere = || {
        let form = Request::post("/desk/stories").header("sec-fetch-site", "cross-site");
        form.body(Body::empty()).unwrap()
    };
    assert_eq!(site.ask(elsewhere()).await.status, StatusCode::FORBIDDEN);
    let line = latest().await;
    assert!(line.is_refused && line.account.is_none());
    assert_eq!(line.subject, "POST /desk/stories from another site");
    // Anybody can send any number of these.
    for _ in 0..40 {
        site.ask(elsewhere()).await;
    }
    assert!(latest().await.number < line.number + 30);
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Owner).await;
    let request = ann
        .request(Method::POST, "/desk/people")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!("name={}", "a".repeat(100_000))))
        .unwrap();
    assert_eq!(
        ann.send(request).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
}

#[test]
fn what_anybody_may_open_is_what_has_to_be() {
    let open: Vec<&str> = doors()
        .into_iter()
        .filter(|door| door.who == Who::Anybody)
        .map(|door| door.path)
        .collect();
    let expected = [
        "/desk/sign-in",
        "/desk/sign-in",
        "/desk/sign-in/code",
        "/desk/sign-in/passkey",
        "/desk/sign-in/passkey",
        "/desk/enter/{link}",
        "/desk/enter/{link}",
        "/desk/shared/{link}",
        "/desk/files/{build}/{*file}",
    ];
    assert_eq!(open, expected);
    assert!(
        doors()
            .iter()
            .any(|door| door.who == Who::Has(Right::Publish))
    );
}
