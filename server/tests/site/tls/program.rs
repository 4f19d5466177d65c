//! The program with a certificate, as it is started.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::{FIRST, HTTP_2, Pair, SECOND, connect, shown, write};
use crate::http2_reader::{Http2Reader, get, piece, rest};
use crate::shell::{Said, Shell};

/// A server that ends with the test.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start(shell: &Shell) -> Self {
        let mut child = shell
            .command(&["serve"])
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .env("DATELINE_WEATHER", "off")
            .env("DATELINE_TLS_CERTIFICATE", "certificate.pem")
            .env("DATELINE_TLS_KEY", "key.pem")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut all = String::new();
        let address = loop {
            let mut line = String::new();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "it ended: {all}");
            all.push_str(&line);
            if let Some((_, address)) = line.split_once(" is at https://") {
                break address.trim().parse().unwrap();
            }
        };
        // Whatever else it says must find somebody who reads it.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { child, address }
    }

    fn tell(&self, signal: Signal) {
        let id = Pid::from_child(&self.child);
        kill_process(id, signal).unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn refused(certificate: &str, key: &str) -> String {
    let shell = Shell::new();
    write(shell.path(), certificate, key);
    let said = Said::from(
        shell
            .command(&["serve"])
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .env("DATELINE_TLS_CERTIFICATE", "certificate.pem")
            .env("DATELINE_TLS_KEY", "key.pem")
            .output()
            .unwrap(),
    );
    assert!(!said.ok && said.err.lines().count() == 1, "{}", said.err);
    assert!(!shell.path().join("data").exists());
    said.err
}

#[test]
fn a_certificate_that_cannot_be_used_is_one_sentence_and_nothing_is_made() {
    let Pair { certificate, key } = FIRST;
    assert_eq!(
        refused(SECOND.certificate, key),
        "dateline: the key in key.pem is not the one of the certificate in certificate.pem\n"
    );
    let none = refused("", key);
    assert!(
        none.contains("certificate.pem has no certificate"),
        "{none}"
    );
    let encrypted = key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    let locked = refused(certificate, &encrypted);
    assert!(locked.contains("key.pem has no private key"), "{locked}");
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let unknown = refused(broken, key);
    assert!(unknown.contains("cannot be used"), "{unknown}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_sent_sighup_shows_the_certificate_that_is_there_now() {
    let shell = Shell::new();
    FIRST.write(shell.path());
    let server = Server::start(&shell);
    let before = connect(server.address, &[]).await;
    assert_eq!(shown(&before), FIRST.certificate());
    SECOND.write(shell.path());
    server.tell(Signal::HUP);
    for _ in 0..1000 {
        if shown(&connect(server.address, &[]).await) == SECOND.certificate() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the certificate from before is shown on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_told_to_stop_ends_its_streams_and_comes_to_its_end() {
    let shell = Shell::new();
    FIRST.write(shell.path());
    let mut server = Server::start(&shell);
    let mut reader = Http2Reader::over(connect(server.address, &[HTTP_2]).await).await;
    let mut live = reader.send(get("/live"), "").await.await.unwrap();
    piece(live.body_mut()).await.unwrap();
    server.tell(Signal::TERM);
    let last = String::from_utf8(rest(live.into_body()).await).unwrap();
    assert!(last.starts_with("retry: "), "{last}");
    let ended = tokio::task::spawn_blocking(move || server.child.wait());
    assert!(ended.await.unwrap().unwrap().success());
}
