//! What the DNS says of who may send, who signed, and what is done with what is neither.

use server::command::preflight::Verdict;

use super::{PUBLIC, Preflight, SERVER, good, told, with};

#[tokio::test]
async fn who_may_send_is_read_as_mail_providers_read_it() {
    use Verdict::{Fail, Pass, Warn};
    let preflight = Preflight::start().await;
    let long = format!(
        "v=spf1 ip4:{SERVER} {}~all",
        "a:mx.paper.example ".repeat(11)
    );
    for (records, verdict, wanted) in [
        (vec!["v=spf1 ip4:9.9.9.0/24 -all"], Pass, ""),
        (vec!["V=SPF1 A:mx.paper.example ~ALL"], Pass, ""),
        (vec!["v=spf1 mx -all"], Pass, ""),
        (vec!["v=spf1 include:service.example ~all"], Pass, ""),
        (
            vec!["v=spf1 redirect=service.example"],
            Warn,
            "of everybody else",
        ),
        (
            vec!["v=spf1 -ip4:9.9.9.9 ip4:9.0.0.0/8 ~all"],
            Warn,
            "add ip4:9.9.9.9",
        ),
        (vec!["v=spf1 ip4:9.9.8.0/24 ~all"], Warn, "add ip4:9.9.9.9"),
        (vec!["v=spf1 ip4:9.9.9.9"], Warn, "of everybody else"),
        (vec!["v=spf1 ip4:9.9.9.9 ?all"], Warn, "of everybody else"),
        (vec!["v=spf1 -all"], Fail, "lets nobody send"),
        (vec!["v=spf1 +all"], Fail, "lets everybody send"),
        (vec!["v=spf1 all"], Fail, "lets everybody send"),
        (vec!["v=spf10 ip4:9.9.9.9 ~all"], Fail, "does not say who"),
        (
            vec!["v=spf1 ip4:9.9.9.9 ~all", "v=spf1 -all"],
            Fail,
            "has 2 records",
        ),
        (vec!["v=spf1 ip4:9.9.9 ~all"], Fail, "\"ip4:9.9.9\" is none"),
        (vec!["v=spf1 ip4:9.9.9.9/33 ~all"], Fail, "is none"),
        (vec!["v=spf1 ipv4:9.9.9.9 ~all"], Fail, "is none"),
        (vec!["v=spf1 include: ~all"], Fail, "is none"),
        (
            vec!["v=spf1 include:gone.example ~all"],
            Fail,
            "gone.example",
        ),
        (vec!["v=spf1 include:loop.example ~all"], Fail, "look-ups"),
        (vec![long.as_str()], Fail, "takes 11 look-ups"),
    ] {
        let zone = with("paper.example", &records)
            .text("service.example", "v=spf1 ip4:9.9.9.9 -all")
            .text("loop.example", "v=spf1 include:loop.example ~all");
        let check = preflight.check("SPF", zone).await;
        assert_eq!(check.verdict, verdict, "{records:?} {check:?}");
        assert!(told(&check).contains(wanted), "{records:?} {check:?}");
    }
}

#[tokio::test]
async fn the_key_in_the_dns_has_to_be_the_one_letters_are_signed_with() {
    let preflight = Preflight::start().await;
    let at = "letters._domainkey.paper.example";
    let spaced = format!("v=DKIM1;p={} {}", &PUBLIC[..200], &PUBLIC[200..]);
    let other = format!("v=DKIM1; k=rsa; p={}", PUBLIC.replace('A', "B"));
    let tried = format!("v=DKIM1; t=s:y; p={PUBLIC}");
    let wrong_kind = format!("v=DKIM1; k=ed25519; p={PUBLIC}");
    for (record, verdict, wanted) in [
        (spaced.as_str(), Verdict::Pass, ""),
        (&other, Verdict::Fail, "another one"),
        (&wrong_kind, Verdict::Fail, "another one"),
        (&tried, Verdict::Warn, "t=y"),
        ("v=DKIM1; p=", Verdict::Fail, "revoked"),
        ("v=DKIM2; p=AA", Verdict::Fail, "none of DKIM"),
    ] {
        let check = preflight.check("DKIM", with(at, &[record])).await;
        assert_eq!(check.verdict, verdict, "{record} {check:?}");
        assert!(told(&check).contains(wanted), "{record} {check:?}");
        assert!(!told(&check).contains("PRIVATE"), "{check:?}");
    }
    let two = with(at, &[&spaced, &tried]);
    assert_eq!(preflight.check("DKIM", two).await.verdict, Verdict::Fail);
    let folder = preflight.site.folder.path().to_owned();
    let file = folder.join("bad.pem");
    let preflight = preflight.set("DATELINE_MAIL_DKIM_KEY", file.to_str().unwrap());
    for bad in [
        "",
        "no key",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END",
    ] {
        std::fs::write(&file, bad).unwrap();
        let check = preflight.check("DKIM", good()).await;
        assert_eq!(check.verdict, Verdict::Fail, "{bad}");
        assert!(told(&check).contains("openssl genrsa"), "{check:?}");
    }
}

#[tokio::test]
async fn a_policy_has_to_be_there_and_to_have_something_that_vouches() {
    let preflight = Preflight::start().await;
    let at = "_dmarc.paper.example";
    for (records, verdict) in [
        (vec!["v=DMARC1; p=none"], Verdict::Pass),
        (vec!["v=DMARC1;p=quarantine;aspf=s"], Verdict::Pass),
        (
            vec!["v=DMARC1; rua=mailto:ann@paper.example"],
            Verdict::Fail,
        ),
        (vec!["v=DMARC1; p=all"], Verdict::Fail),
        (
            vec!["v=DMARC1; p=none", "v=DMARC1; p=reject"],
            Verdict::Fail,
        ),
        (vec!["v=spf1 -all"], Verdict::Fail),
    ] {
        let check = preflight.check("DMARC", with(at, &records)).await;
        assert_eq!(check.verdict, verdict, "{records:?} {check:?}");
    }
    let preflight = preflight.set("DATELINE_MAIL_BOUNCES", "back@relay.example");
    let check = preflight.check("DMARC", good()).await;
    assert_eq!(check.verdict, Verdict::Warn, "{check:?}");
    let preflight = preflight.set("DATELINE_MAIL_FROM", "ann@news.paper.example");
    let preflight = preflight.set("DATELINE_MAIL_BOUNCES", "back@bounces.paper.example");
    let check = preflight.check("DMARC", good()).await;
    assert_eq!(
        check.verdict,
        Verdict::Pass,
        "of the domain above: {check:?}"
    );
    let strict = with(at, &["v=DMARC1; p=none; aspf=s"]);
    let check = preflight.check("DMARC", strict).await;
    assert_eq!(check.verdict, Verdict::Warn, "{check:?}");
}

#[tokio::test]
async fn where_letters_leave_and_come_back_is_looked_up() {
    let preflight = Preflight::start().await;
    let bare = || good().without("paper.example");
    for (zone, verdict) in [
        (bare().mail("paper.example", "."), Verdict::Fail),
        (bare().mail("paper.example", "gone.example"), Verdict::Fail),
        (bare().address("paper.example", SERVER), Verdict::Warn),
        (bare(), Verdict::Fail),
    ] {
        let check = preflight.check("MX", zone).await;
        assert_eq!(check.verdict, verdict, "{check:?}");
    }
    let reverse = "9.9.9.9.in-addr.arpa";
    let other = good().without(reverse).reverse(SERVER, "other.example");
    let other = other.address("other.example", "9.9.9.10");
    let check = preflight.check("PTR", other).await;
    assert_eq!(check.verdict, Verdict::Fail, "{check:?}");
    for (url, wanted) in [
        ("smtp://127.0.0.1:25", "cannot be known from here"),
        ("smtp://gone.example", "has no address"),
        ("smtps://ann:secret@[::1]:465", "cannot be known from here"),
    ] {
        let preflight = Preflight::start().await.set("DATELINE_SMTP_URL", url);
        let check = preflight.check("PTR", good()).await;
        assert_eq!(check.verdict, Verdict::Warn, "{check:?}");
        assert!(check.found.contains(wanted), "{check:?}");
        assert!(!told(&check).contains("secret"), "{check:?}");
    }
}
