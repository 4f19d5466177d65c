//! Notifications are encrypted for one browser, as the standards say, and go to services in public only.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use newsroom::notifications::{
    Endpoint, EndpointError, KeyError, ReaderKeys, encrypt, encrypt_with,
};

use super::readers::{keys, paper};

fn bytes(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

#[test]
fn the_example_of_the_standard_is_encrypted_as_the_standard_says() {
    let body = encrypt_with(
        b"When I grow up, I want to be a watermelon",
        &keys(),
        &bytes(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
        ),
        &bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs"),
        bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap(),
    );
    assert_eq!(
        URL_SAFE_NO_PAD.encode(body.unwrap().0),
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6P\
         Bru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    );
}

#[test]
fn nothing_is_encrypted_twice_with_the_same_key_or_beyond_what_services_take() {
    let one = encrypt(b"News", &keys()).unwrap();
    assert_ne!(one, encrypt(b"News", &keys()).unwrap());
    assert_eq!(encrypt(&[b'x'; 3993], &keys()).unwrap().0.len(), 4096);
    assert_eq!(encrypt(&[b'x'; 3994], &keys()), Err(KeyError::TooLong));
    let nowhere = ReaderKeys::of(&[4; 65], &[0; 16]).unwrap();
    assert_eq!(encrypt(b"News", &nowhere), Err(KeyError::PublicKey));
}

#[test]
fn an_endpoint_leads_to_a_public_host_and_nowhere_inside() {
    for address in [
        "https://fcm.googleapis.com/fcm/send/a:b-c_d",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA==",
        "https://web.push.apple.com/Q0-x",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD%2f",
    ] {
        let read = Endpoint::read(address).unwrap();
        assert_eq!(read.as_str(), address);
        assert!(!read.to_string().contains("token"), "a secret in the log");
    }
    for (address, wanted) in [
        (
            "http://push.services.mozilla.com/a",
            EndpointError::NotHttps,
        ),
        (
            "https://push.services.mozilla.com:8443/a",
            EndpointError::NotHttps,
        ),
        (
            "https://user@push.services.mozilla.com/a",
            EndpointError::NotHttps,
        ),
        ("https://push.services.mozilla.com", EndpointError::NotHttps),
        (
            "https://push.services.mozilla.com/a b",
            EndpointError::NotHttps,
        ),
        (
            "https://push.services.mozilla.com\\@10.0.0.1/",
            EndpointError::NotHttps,
        ),
        ("https://127.0.0.1/a", EndpointError::NotPublic),
        ("https://2130706433/a", EndpointError::NotPublic),
        ("https://10.0.0.0x1/a", EndpointError::NotPublic),
        ("https://[::1]/a", EndpointError::NotHttps),
        ("https://localhost/a", EndpointError::NotPublic),
        ("https://db.internal/a", EndpointError::NotPublic),
        ("https://printer.LOCAL/a", EndpointError::NotPublic),
        ("https://-/a", EndpointError::NotPublic),
        ("https://a..com/a", EndpointError::NotPublic),
    ] {
        assert_eq!(Endpoint::read(address), Err(wanted), "{address}");
    }
    let long = format!("https://push.services.mozilla.com/{}", "a".repeat(1000));
    assert_eq!(Endpoint::read(&long), Err(EndpointError::TooLong));
}

#[test]
fn only_keys_of_the_right_length_are_taken_with_padding_or_without() {
    let auth = "BTBZMqHH6r4Tts7J_aSIgg";
    let point = URL_SAFE_NO_PAD.encode(keys().public_key());
    assert!(ReaderKeys::read(&format!("{point}="), &format!("{auth}==")).is_ok());
    assert_eq!(ReaderKeys::read("BCVx", auth), Err(KeyError::PublicKey));
    assert_eq!(ReaderKeys::read("!", auth), Err(KeyError::PublicKey));
    assert_eq!(ReaderKeys::read(&point, "BTBZ"), Err(KeyError::Secret));
}

#[tokio::test]
async fn the_paper_has_one_key_pair_for_ever() {
    let paper = paper().await;
    let key = paper.store.sending_key().await.unwrap().public_key();
    assert_eq!(bytes(&key).len(), 65);
    assert_eq!(paper.store.sending_key().await.unwrap().public_key(), key);
}
