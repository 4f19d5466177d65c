//! Codes of an app, recovery codes, and which papers can have passkeys.

use domain::Moment;
use newsroom::desk::passkeys::Passkeys;
use newsroom::desk::second_factor::{AppKey, RecoveryCode};

/// The secret of RFC 6238, appendix B, for SHA-1.
fn key() -> AppKey {
    AppKey::of(b"12345678901234567890").unwrap()
}

fn at(seconds: i64) -> Moment {
    Moment::from_micros(seconds * 1_000_000)
}

#[test]
fn codes_are_those_of_rfc_6238() {
    // Appendix B has eight digits; six are the last six of them.
    for (seconds, code) in [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ] {
        assert_eq!(key().code(AppKey::step_at(at(seconds))), code, "{seconds}");
    }
}

#[test]
fn a_code_is_taken_a_step_early_or_late_and_not_two() {
    let code = key().code(AppKey::step_at(at(1_111_111_109)));
    let steps: Vec<bool> = [-60, -30, 0, 30, 60]
        .map(|off| key().step_of(&code, at(1_111_111_109 + off)).is_some())
        .to_vec();
    assert_eq!(steps, [false, true, true, true, false]);
}

#[test]
fn a_code_may_be_typed_as_the_app_shows_it() {
    assert!(key().step_of(" 081 804 ", at(1_111_111_109)).is_some());
    for wrong in ["", "081805", "81804", "0081804", "٠٨١٨٠٤"] {
        assert!(key().step_of(wrong, at(1_111_111_109)).is_none(), "{wrong}");
    }
}

#[test]
fn the_address_for_apps_names_paper_and_account() {
    let address = key().address("The Évening: News", &"ann@paper.example".parse().unwrap());
    assert_eq!(
        address,
        "otpauth://totp/The%20%C3%89vening%20%20News:ann%40paper.example\
         ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=The%20%C3%89vening%20%20News"
    );
}

#[test]
fn a_recovery_code_is_read_however_it_is_typed() {
    let code = RecoveryCode::new().unwrap();
    let text = code.text();
    assert_eq!(text.len(), 19);
    let typed = [
        text.clone(),
        text.to_uppercase(),
        text.replace('-', ""),
        format!(" {} ", text.replace('-', " ")),
    ];
    for typed in typed {
        let read = RecoveryCode::read(&typed).unwrap();
        assert_eq!(read.hash(), code.hash(), "{typed}");
    }
    assert!(RecoveryCode::read(&text[1..]).is_none());
    assert!(RecoveryCode::read("").is_none());
    assert_ne!(RecoveryCode::new().unwrap().hash(), code.hash());
}

#[test]
fn a_paper_has_passkeys_where_its_address_has_a_domain() {
    for (url, possible) in [
        ("https://paper.example", true),
        ("https://news.paper.example:8443", true),
        ("http://localhost:3000", true),
        ("http://127.0.0.1:3000", false),
        ("http://[::1]:3000", false),
        ("no address", false),
    ] {
        let passkeys = Passkeys::of(url, "The Paper");
        assert_eq!(passkeys.are_possible(), possible, "{url}");
    }
}
