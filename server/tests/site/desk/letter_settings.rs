//! Letters that owners define.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{Browser, paper, value_of};

const PAGE: &str = "/desk/settings/letters";

const WHOLE: [(&str, &str); 7] = [
    ("name", "El sábado"),
    ("promise", "What the week was."),
    ("schedule", "sat 09:00"),
    ("gathers", "picks"),
    ("gathers", "newest"),
    ("shortest", "2"),
    ("longest", "9"),
];

#[tokio::test]
async fn an_owner_defines_a_letter_changes_it_and_lets_it_go() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let defined = zoe.post(&format!("{PAGE}/new"), &WHOLE).await;
    assert_eq!(defined.header("location"), format!("{PAGE}?done=defined"));
    assert!(site.get("/letters").await.has("El sábado"));
    let list = zoe.get(PAGE).await;
    // Ten in the morning of a Sunday in New York.
    assert!(list.has("sat 09:00") && list.has("11 Feb 2023, 09:00"));
    let form = zoe.get(&format!("{PAGE}/el-sabado")).await;
    assert!(form.place("value=\"picks\" selected") < form.place("value=\"newest\" selected"));
    let mut other = WHOLE;
    other[2] = ("schedule", "by-hand");
    zoe.post(&format!("{PAGE}/el-sabado"), &other).await;
    assert!(zoe.get(PAGE).await.has("by-hand"));
    zoe.post(&format!("{PAGE}/el-sabado/retire"), &[]).await;
    assert!(!site.get("/letters").await.has("El sábado"));
    assert!(zoe.get(PAGE).await.has("Not offered any more"));
    zoe.post(&format!("{PAGE}/el-sabado"), &other).await;
    assert!(site.get("/letters").await.has("El sábado"));
    let told = "the letter el-sabado to be offered no longer";
    assert!(zoe.log().await.contains(told));
}

#[tokio::test]
async fn a_letter_that_cannot_be_one_comes_back_as_it_was_typed() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    zoe.post(&format!("{PAGE}/new"), &WHOLE).await;
    for (place, field, typed, sentence) in [
        (0, "name", "", "No address can be made"),
        (1, "promise", "", "The promise of a letter"),
        (2, "schedule", "sometimes", "A schedule is"),
        (5, "shortest", "many", "is no number of stories"),
        (6, "longest", "1", "A letter has 1 to 40 stories"),
        (
            6,
            "longest",
            "1",
            "The largest number must not be below the smallest.",
        ),
        (0, "name", "\u{200b}", "No address can be made"),
        (1, "promise", "\u{2800}", "The promise of a letter"),
        (1, "promise", "All\u{202e} of it", "The promise of a letter"),
        (
            0,
            "name",
            "El sábado",
            "There is a letter at /letters/el-sabado already",
        ),
    ] {
        let mut fields = WHOLE;
        fields[place] = (field, typed);
        let refused = zoe.post(&format!("{PAGE}/new"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(refused.has(sentence), "{sentence}: {}", refused.body);
        assert_eq!(value_of(&refused.body, &format!("id=\"{field}\"")), typed);
    }
    let unknown = zoe.post(&format!("{PAGE}/nothing"), &WHOLE).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_another_owner_decided_meanwhile_is_not_taken_back_unseen() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let mut yan = Browser::signed_in(&site, "Yan", Role::Owner).await;
    zoe.post(&format!("{PAGE}/new"), &WHOLE).await;
    let path = format!("{PAGE}/el-sabado");
    let seen = value_of(&yan.get(&path).await.body, "name=\"seen\"");
    zoe.post(&format!("{path}/retire"), &[]).await;

    let mut fields = WHOLE.to_vec();
    fields[1] = ("promise", "Another week.");
    fields.push(("seen", &seen));
    let refused = yan.post(&path, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has("it is not offered any more"),
        "{}",
        refused.body
    );
    assert_eq!(value_of(&refused.body, "id=\"promise\""), "Another week.");
    assert!(!site.get("/letters").await.has("El sábado"));

    let seen = value_of(&refused.body, "name=\"seen\"");
    *fields.last_mut().unwrap() = ("seen", &seen);
    let defined = yan.post(&path, &fields).await;
    assert_eq!(defined.header("location"), format!("{PAGE}?done=defined"));
    assert!(site.get("/letters").await.has("Another week."));
}

#[tokio::test]
async fn two_letters_that_readers_could_not_tell_apart_are_not_offered() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    zoe.post(&format!("{PAGE}/new"), &WHOLE).await;
    let mut same = WHOLE.to_vec();
    same[0] = ("name", "EL SÁBADO");
    same.push(("slug", "saturday"));
    let refused = zoe.post(&format!("{PAGE}/new"), &same).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has("The letter at /letters/el-sabado is called El sábado already"),
        "{}",
        refused.body
    );
    zoe.post(&format!("{PAGE}/el-sabado/retire"), &[]).await;
    let free = zoe.post(&format!("{PAGE}/new"), &same).await;
    assert_eq!(free.header("location"), format!("{PAGE}?done=defined"));
}
