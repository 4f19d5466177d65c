//! Lists of subscribers that come in once more, after their readers did something.

use newsroom::letters::exchange::Taken;
use newsroom::letters::{Asked, SignUp, SubscriberState, confirm, sign_up};

use crate::exchange::{exported, import, start};
use crate::paper::{TestPaper, slug};

/// Signs up on the page, whose words stand on lines of their own.
async fn signs_up(paper: &TestPaper, address: &str) {
    let address = address.parse().unwrap();
    let wish = SignUp {
        address: &address,
        letters: &[slug("morning")],
        form: "page",
        wording: "To be updated.\nThe morning letter: What happened.",
    };
    let asked = sign_up(&paper.store, &paper.clock, wish).await.unwrap();
    let Asked::Confirmation(consent) = asked else {
        panic!("asked too often");
    };
    confirm(&paper.store, &paper.clock, consent).await.unwrap();
}

async fn state(paper: &TestPaper, address: &str) -> SubscriberState {
    let reader = paper.store.subscriber_with(&address.parse().unwrap()).await;
    reader.unwrap().unwrap().state
}

#[tokio::test]
async fn the_papers_own_list_says_nothing_new_to_it() {
    let paper = start().await;
    signs_up(&paper, "ann@example.org").await;
    let list = exported(&paper).await;
    assert!(list.contains("To be updated."), "{list}");
    assert_eq!(import(&paper, &list).await, [Taken::Unchanged]);
    assert_eq!(exported(&paper).await, list);
}

#[tokio::test]
async fn who_confirmed_after_a_list_came_in_gets_letters_whatever_it_said() {
    let paper = start().await;
    for stopped in ["bounced", "complained"] {
        let address = format!("{stopped}@example.org");
        let list =
            format!("address,state,letters,confirmed_at\n{address},{stopped},morning,2023-02-01\n");
        assert_eq!(import(&paper, &list).await, [Taken::Added]);
        signs_up(&paper, &address).await;
        assert_eq!(import(&paper, &list).await, [Taken::Unchanged]);
        assert_eq!(state(&paper, &address).await, SubscriberState::Confirmed);
    }
}

#[tokio::test]
async fn a_list_stops_somebody_who_was_known_once() {
    let paper = start().await;
    for stopped in ["bounced", "complained"] {
        let address = format!("{stopped}@example.org");
        let list = format!("address,state\n{address},{stopped}\n");
        signs_up(&paper, &address).await;
        assert_eq!(import(&paper, &list).await, [Taken::Changed]);
        assert_ne!(state(&paper, &address).await, SubscriberState::Confirmed);
        paper.pass(120_000_000);
        signs_up(&paper, &address).await;
        assert_eq!(import(&paper, &list).await, [Taken::Unchanged]);
        assert_eq!(state(&paper, &address).await, SubscriberState::Confirmed);
        // What another list says is news.
        let other = format!("address,state,consent_form\n{address},{stopped},a fair\n");
        assert_eq!(import(&paper, &other).await, [Taken::Changed]);
    }
}
