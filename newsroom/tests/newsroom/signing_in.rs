//! Signing in at the moment at which something else happens to the account, and with what another keyboard makes of a password.

use newsroom::desk::entering::{self, Introduction, SignedIn};
use newsroom::desk::people;
use newsroom::desk::role::{Role, Sections};
use newsroom::desk::sessions;

use crate::paper::TestPaper;

const FIRST: &str = "otter lantern gravel seventeen";

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_while_the_password_is_changed_is_not_in_by_the_old_one() {
    let paper = TestPaper::start().await;
    let (store, clock) = (&paper.store, &paper.clock);
    let who = ("Zoe", "zoe@paper.example");
    let all = Sections::default();
    let invited = people::invite(store, clock, None, who, Role::Owner, &all).await;
    let link = invited.unwrap().1.text();
    let said = Introduction {
        name: "",
        address: "",
        password: FIRST,
    };
    let (_, home) = entering::enter(store, clock, &link, said, "at home")
        .await
        .unwrap();
    let mut old = FIRST.to_owned();
    for number in 0..12 {
        let new = format!("walnut harbour {number} pedals umbrella");
        let (zoe, session) = sessions::who(store, clock, &home.text())
            .await
            .unwrap()
            .unwrap();
        let (signed_in, changed) = tokio::join!(
            entering::sign_in(store, clock, who.1, &old, "a thief's"),
            people::change_password(store, clock, &zoe, session.id, &new),
        );
        changed.unwrap();
        if let Some(SignedIn::Whole(_, secret)) = signed_in.unwrap() {
            let thief = sessions::who(store, clock, &secret.text()).await.unwrap();
            assert!(thief.is_none(), "the {number}th");
        }
        old = new;
    }
}

#[tokio::test]
async fn a_password_is_the_same_however_a_keyboard_puts_its_accents_together() {
    let paper = TestPaper::start().await;
    let (store, clock) = (&paper.store, &paper.clock);
    let all = Sections::default();
    let (composed, apart) = (
        "ca\u{f1}a lantern gravel diecis\u{e9}is",
        "can\u{303}a lantern gravel diecise\u{301}is",
    );
    for (who, chosen) in [
        ("zoe@paper.example", composed),
        ("yan@paper.example", apart),
    ] {
        let invited = people::invite(store, clock, None, ("Zoe", who), Role::Owner, &all).await;
        let link = invited.unwrap().1.text();
        let said = Introduction {
            name: "",
            address: "",
            password: chosen,
        };
        entering::enter(store, clock, &link, said, "at home")
            .await
            .unwrap();
        for typed in [composed, apart] {
            let signed_in = entering::sign_in(store, clock, who, typed, "on a phone").await;
            assert!(signed_in.unwrap().is_some(), "{typed:?}");
        }
        let other = entering::sign_in(store, clock, who, "cana lantern gravel dieciseis", "").await;
        assert!(other.unwrap().is_none());
    }
}
