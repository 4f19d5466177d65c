//! Certificates: from files, or asked for.

use super::example::{example, example_without, read_file};
use super::read;

#[test]
fn a_certificate_needs_its_key_and_a_paper_that_is_reached_encrypted() {
    let certificate = ("DATELINE_TLS_CERTIFICATE", "paper.pem");
    let key = ("DATELINE_TLS_KEY", "key.pem");
    let settings = read(&[certificate, key]).unwrap();
    let tls = settings.tls.unwrap();
    assert_eq!(tls.key.to_str(), Some("key.pem"));
    assert_eq!(
        (settings.url.as_str(), tls.redirect_from),
        ("https://127.0.0.1:3000", None)
    );
    for (variables, missing) in [
        (&[certificate][..], "tls.key"),
        (&[key], "tls.certificate"),
        (
            &[("DATELINE_TLS_REDIRECT_FROM", "[::]:80")],
            "tls.certificate",
        ),
    ] {
        let refused = read(variables).unwrap_err();
        assert!(refused.starts_with(missing), "{refused}");
    }
    let refused = read(&[certificate, key, ("DATELINE_URL", "http://paper.example")]).unwrap_err();
    assert!(
        refused.contains("DATELINE_URL")
            && refused.contains("https://")
            && refused.contains("tls.certificate"),
        "{refused}"
    );
    assert!(read(&[]).unwrap().tls.is_none());
}

#[test]
fn a_certificate_is_in_a_file_or_asked_for_but_not_both() {
    let refused = read_file(&example()).unwrap_err();
    assert!(refused.contains("tls.acme_directory"), "{refused}");
    let example = example_without(&["certificate = ", "key = ", "acme_root"]);
    let settings = read_file(&example).unwrap();
    let acme = settings.tls.unwrap().acme.unwrap();
    assert_eq!(
        acme.names,
        ["paper.example", "www.example.org", "example.net"]
    );
    assert!(
        acme.directory
            .starts_with("https://acme-v02.api.letsencrypt.org/")
    );
    assert_eq!(acme.contact.as_deref(), Some("mailto:desk@example.org"));
    assert!(acme.certificate_file().starts_with("data/acme"));
    let staging = example.replace("\"letsencrypt\"", "\"letsencrypt-staging\"");
    let staging = read_file(&staging).unwrap().tls.unwrap().acme.unwrap();
    assert_ne!(staging.certificate_file(), acme.certificate_file());
    assert_ne!(staging.account_file(), acme.account_file());
}
