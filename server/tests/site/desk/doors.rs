//! Every address of the desk, asked by everybody. One that is added and not told of here fails.

mod behind;
mod leading_nowhere;
mod table;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use desk::{Who, doors};
use newsroom::desk::log::LogAsked;
use newsroom::desk::role::{Right, Role, Sections};

use super::{Browser, paper};
use crate::letters::outbox::with_outbox;
use crate::test_site::TestSite;
use table::TABLE;

/// Those of the table, with the section that they are kept to.
const WHO: [Option<(Role, Option<&str>)>; 6] = [
    None,
    Some((Role::Guest, None)),
    Some((Role::Reporter, None)),
    Some((Role::Editor, Some("sport"))),
    Some((Role::Editor, None)),
    Some((Role::Owner, None)),
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

async fn browser<'a>(
    site: &'a TestSite,
    name: &str,
    who: Option<(Role, Option<&str>)>,
) -> Browser<'a> {
    let Some((role, section)) = who else {
        return Browser::of(site);
    };
    let sections = section.map(|section| section.parse().unwrap());
    let sections = Sections::of(sections.into_iter().collect());
    Browser::working_in(site, name, role, sections).await
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
        for (place, who) in WHO.into_iter().enumerate() {
            let mut browser = browser(&site, &format!("Who{place}"), who).await;
            let answer = browser.get(address).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address} {who:?}");
        }
    }
}

#[tokio::test]
async fn nobody_opens_what_is_not_theirs_and_who_tries_is_in_the_log() {
    let site = paper().await;
    // Somebody else's story, so that what is behind a door is there.
    let mut owner = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    owner.begin("A bridge").await;
    for (place, who) in WHO.into_iter().enumerate() {
        for (number, (method, path, may)) in TABLE.iter().enumerate() {
            let is_let_in = may.as_bytes()[place] == b'.';
            // One of its own for each, as some doors sign it out.
            let mut browser = browser(&site, &format!("Who{place}at{number}"), who).await;
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
            let what = format!("{method} {path} as {who:?}: {}", answer.status);
            match (who, is_let_in) {
                (None, false) if *method == "GET" => {
                    assert!(
                        answer.header("location").starts_with("/desk/sign-in"),
                        "{what}"
                    );
                }
                (None, false) => assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}"),
                (Some(_), false) => {
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}");
                    let log = site.store.desk_log(&LogAsked::default(), None, 1).await;
                    let line = log.unwrap().remove(0);
                    // What is refused behind a door is told with its whole address.
                    let told = [*path, address.as_str()].map(|it| format!("{method} {it}"));
                    assert!(
                        line.is_refused && told.contains(&line.subject),
                        "{what}: {line:?}"
                    );
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
