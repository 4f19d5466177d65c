//! What Leptos leaves in a page's HTML, and readers do not download.

use app::navigation::unmarked;

#[test]
fn marks_are_left_out_but_for_those_of_islands_and_islands_have_their_names() {
    let island = |name, mark| {
        format!(
            "<leptos-island data-component=\"{name}\" data-props=\"a_1\"><p>x{mark}</p></leptos-island>"
        )
    };
    let html = format!(
        "<!DOCTYPE html><p>a<!>b</p><!----><!-- kept > here -->{}<!>{}",
        island("Latest_17982514345508610096", "<!>"),
        island("Share2", "<!---->"),
    );
    let left = format!(
        "<!DOCTYPE html><p>ab</p><!-- kept > here -->{}{}",
        island("Latest", "<!---->"),
        island("Share2", "<!---->"),
    );
    assert_eq!(unmarked(&html), left);
}
