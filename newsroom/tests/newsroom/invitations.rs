//! What a letter says that has a link to come in at the desk.

use newsroom::letters::invitation;

const LINK: &str = "https://paper.example/desk/enter/AAAA";

#[test]
fn an_invitation_is_in_the_papers_language_with_its_link_in_both_forms() {
    for (language, hello, direction) in [
        ("en", "Hello Rae & Co,", "ltr"),
        ("es", "Hola, Rae & Co:", "ltr"),
        ("ar", "مرحبًا Rae & Co،", "rtl"),
        ("fr", "Hello Rae & Co,", "ltr"),
    ] {
        let letter = invitation("The Paper", &language.parse().unwrap(), "Rae & Co", LINK);
        assert!(letter.subject.contains("The Paper"), "{language}");
        assert!(letter.plain.starts_with(hello), "{}", letter.plain);
        assert!(letter.plain.contains(&format!("\n\n{LINK}\n\n")));
        assert!(letter.html.contains(&hello.replace('&', "&amp;")));
        assert!(letter.html.contains(&format!("href=\"{LINK}\"")));
        assert!(letter.html.contains(&format!("dir=\"{direction}\"")));
        let whole = format!("{}{}{}", letter.subject, letter.plain, letter.html);
        assert!(!whole.contains("{name}") && !whole.contains("{paper}"));
    }
}
