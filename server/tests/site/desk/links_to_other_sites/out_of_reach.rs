//! Sites that nobody answers at, and a paper whose server has no network.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::asking::{Asking, HOUR, NOT_YET, SECOND, story};
use crate::other_site::OtherSite;
use crate::own_authority::OwnAuthority;

const OUT_OF_REACH: &str = "reaches no other site at the moment";
/// Longer than a name may be, so that no name server has to be asked to know that nobody has it.
const NOBODYS: &str = "http://nobody-has-a-name-that-is-longer-than-the-sixty-three-letters-which-are-allowed.example/";

/// A server that does that with every connection, until it is told to stop.
async fn server<F: Future<Output = ()> + Send>(
    greet: impl Fn(TcpStream) -> F + Send + 'static,
) -> (SocketAddr, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            greet(stream).await;
        }
    });
    (address, serving)
}

/// A server that says that to whoever asks it something.
async fn saying(words: &'static str) -> (SocketAddr, JoinHandle<()>) {
    server(async move |mut stream| {
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(words.as_bytes()).await;
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn why_a_site_did_not_answer_is_told_in_words() {
    let authority = OwnAuthority::new();
    let acceptor = authority.acceptor_for("127.0.0.1");
    let (untrusted, _serving) = server(move |stream| {
        let accepting = acceptor.accept(stream);
        async move { drop(accepting.await) }
    })
    .await;
    let plain = OtherSite::start().await.address;
    let (gone, _serving) = server(async |stream| drop(stream)).await;
    let (babbling, _serving) = saying("Good morning!\r\n\r\n").await;
    for (address, scheme, why) in [
        (untrusted, "https", "its certificate is not valid"),
        (plain, "https", "it makes no safe connection"),
        (gone, "http", "the connection broke off"),
        (babbling, "http", "its answer is none that browsers read"),
    ] {
        let asking = Asking::of(address).await;
        let mut eve = asking.editor().await;
        let (path, _) = story(&mut eve, &format!("{scheme}://{address}/tides")).await;
        asking.rest();
        asking.until_found(0, 0, 1).await;
        let page = eve.get(&path).await;
        let said = format!("did not answer at first ({why})");
        assert!(page.has(&said), "{said}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_nobody_knows_is_dead_where_another_one_answers() {
    let other = OtherSite::start().await;
    let asking = Asking::of(other.address).await;
    let mut eve = asking.editor().await;
    story(&mut eve, &other.link("/there")).await;
    asking.rest();
    asking.until_found(1, 0, 0).await;
    asking.pass(HOUR);
    let (path, _) = story(&mut eve, NOBODYS).await;
    asking.rest();
    asking.until_found(1, 0, 1).await;
    let page = eve.get(&path).await;
    let said = "did not answer at first (nobody knows that host)";
    assert!(page.has(said), "{}", page.body);
    // Whether there is a network at all was asked of a site that is known to be there.
    assert_eq!(other.times("/there"), 2);
    asking.pass(60 * SECOND);
    asking.until_found(1, 1, 1).await;
    let page = eve.get(&path).await;
    assert!(page.has("did not answer (nobody knows that host, looked at on"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_cannot_be_connected_to_is_dead_where_others_were_just_heard() {
    let (address, serving) = saying("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let asking = Asking::of(address).await;
    let mut eve = asking.editor().await;
    story(&mut eve, &format!("http://{address}/there")).await;
    asking.rest();
    asking.until_found(1, 0, 0).await;
    serving.abort();
    let _ = serving.await;
    let (path, _) = story(&mut eve, &format!("http://{address}/tides")).await;
    asking.rest();
    asking.until_found(1, 0, 1).await;
    let page = eve.get(&path).await;
    let said = "did not answer at first (no connection could be made)";
    assert!(page.has(said), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_no_link_is_called_dead_and_all_are_looked_at_when_it_is_back() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let asking = Asking::of(address).await;
    let mut eve = asking.editor().await;
    let (path, _) = story(&mut eve, &format!("http://{address}/there")).await;
    let (unknown, _) = story(&mut eve, NOBODYS).await;
    asking.rest();
    for _ in 0..4 {
        asking.until(|facts| facts.problem.is_some()).await;
        for path in [&path, &unknown] {
            let page = eve.get(path).await;
            assert!(
                page.has(NOT_YET) && !page.has("did not answer"),
                "{}",
                page.body
            );
        }
        asking.pass(HOUR);
    }
    asking.until_found(0, 0, 0).await;
    assert!(eve.get(&path).await.has(OUT_OF_REACH));
    let health = asking.site.get("/healthz").await;
    let said = "links: 2 wait to be asked for: no other site can be reached\n";
    assert!(health.has(said), "{}", health.body);
    OtherSite::at(address).await;
    asking.pass(HOUR);
    asking.until(|facts| facts.there == 1).await;
    let page = eve.get(&path).await;
    assert!(!page.has(NOT_YET) && !page.has("did not answer"));
    asking.until(|facts| facts.problem.is_none()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_known_of_a_link_holds_while_there_is_no_network() {
    let (address, serving) = saying("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let asking = Asking::of(address).await;
    let mut eve = asking.editor().await;
    let (path, _) = story(&mut eve, &format!("http://{address}/there")).await;
    asking.rest();
    asking.until_found(1, 0, 0).await;
    serving.abort();
    let _ = serving.await;
    for _ in 0..3 {
        asking.pass(24 * HOUR);
        let page = eve.get(&path).await;
        assert!(!page.has("the tides”"), "{}", page.body);
        asking.until(|facts| facts.problem.is_some()).await;
    }
    asking.until_found(1, 0, 0).await;
}
