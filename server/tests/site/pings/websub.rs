//! A WebSub hub.

use server::settings::Discovery;

use super::listening::{Ears, Telling, at, begun};
use crate::test_site::{TestSite, until};

#[tokio::test]
async fn the_hub_is_told_which_feeds_have_changed() {
    let site = TestSite::start().await;
    let ears = Ears::default();
    let address = ears.listen("127.0.0.1:0").await;
    let discovery = Discovery {
        websub_hub: Some(format!("http://{address}/hub")),
        ..Discovery::default()
    };
    begun(&site, "websub").await;
    let telling = Telling::start(&site, &discovery);
    site.article("bridge")
        .by(&["Ada Low"])
        .topic("Works")
        .save()
        .await;
    until("the message", || {
        telling.facts().behind == 0 && telling.facts().told > 0
    })
    .await;
    let lists = ["", "/author/ada-low", "/topic/works", "/world"];
    let feeds = |list: &str| ["rss", "atom", "json"].map(|format| format!("{list}/feed.{format}"));
    let expected: Vec<String> = lists.iter().flat_map(|list| feeds(list)).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    assert_eq!(ears.messages(), [at(&expected)]);
    // So many lists that they take more than one message.
    let names: Vec<String> = (0..30).map(|number| format!("Topic {number}")).collect();
    let busy = names
        .iter()
        .fold(site.article("busy"), |article, name| article.topic(name));
    busy.save().await;
    until("the others", || telling.facts().told == 12 + 32 * 3).await;
    telling.stop().await;
    let messages = ears.messages();
    assert_eq!(
        messages[1..].iter().map(Vec::len).collect::<Vec<_>>(),
        [60, 36]
    );
}

#[tokio::test]
async fn a_feed_says_in_its_head_who_tells_of_it() {
    let site = TestSite::start_with(Discovery {
        websub_hub: Some("https://hub.example/".to_owned()),
        ..Discovery::default()
    })
    .await;
    site.article("bridge").save().await;
    for path in ["/feed.rss", "/world/feed.atom"] {
        let links = "<https://hub.example/>; rel=\"hub\", ";
        let links = format!("{links}<https://paper.example{path}>; rel=\"self\"");
        assert_eq!(site.get(path).await.header("link"), links);
    }
    let alone = TestSite::start().await;
    assert_eq!(alone.get("/feed.rss").await.header("link"), "");
}
