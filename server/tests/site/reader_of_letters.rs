//! What tests of letters start from: letters to choose from, and somebody who signed up.

use newsroom::letters::{
    ConsentId, Contents, Definition, Gathers, Letter, Link, Source, Subscriber,
};

use crate::test_site::{Answer, NOW, TestSite};

/// A letter that any paper could have.
pub fn definition(slug: &str, name: &str) -> Definition {
    Definition {
        slug: slug.parse().unwrap(),
        name: name.to_owned(),
        promise: format!("The promise of {slug}."),
        schedule: "daily 06:30".parse().unwrap(),
        gathers: vec![Gathers::Newest],
        sections: Vec::new(),
        shortest: 1,
        longest: 12,
        reply_to: None,
    }
}

impl TestSite {
    /// A paper with two letters, the morning letter first.
    pub async fn with_letters() -> Self {
        let site = Self::start().await;
        site.define("morning", "The morning letter", 0).await;
        site.define("sport", "Sport & games", 1).await;
        site
    }

    pub async fn define(&self, slug: &str, name: &str, place: i64) {
        let mut writing = self.store.write().await.unwrap();
        let definition = definition(slug, name);
        let source = Source::Settings;
        let defined = writing.define_letter(&definition, source, place, NOW).await;
        assert!(defined.unwrap());
        writing.commit().await.unwrap();
    }

    pub async fn letter(&self, slug: &str) -> Letter {
        let letter = self.store.letter(&slug.parse().unwrap()).await;
        letter.unwrap().unwrap()
    }

    /// The issue of the letter that is next, with these articles.
    pub async fn issue(&self, letter: &str, subject: &str, articles: &[&str]) {
        let mut ids = Vec::new();
        for slug in articles {
            let article = self.store.article(&slug.parse().unwrap()).await.unwrap();
            ids.push(article.unwrap().id);
        }
        let contents = Contents {
            subject: subject.to_owned(),
            preheader: format!("Preheader of {subject}"),
            html: "<p>FOR MAIL PROGRAMS {{unsubscribe}}</p>".to_owned(),
            plain: "FOR MAIL PROGRAMS {{unsubscribe}}".to_owned(),
            articles: ids,
        };
        let letter = self.letter(letter).await.id;
        let now = self.clock.now();
        let mut writing = self.store.write().await.unwrap();
        let added = writing
            .add_issue(letter, subject, &contents, now, now)
            .await;
        assert!(added.unwrap().is_some());
        writing.commit().await.unwrap();
    }

    /// Signs up on the page, for these letters.
    pub async fn signs_up(&self, address: &str, letters: &[&str]) -> Answer {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("form", "page")
            .append_pair("email", address);
        for letter in letters {
            form.append_pair("letter", letter);
        }
        self.post_form("/stay-in-touch", None, &form.finish()).await
    }

    pub async fn reader(&self, address: &str) -> Option<Subscriber> {
        let address = address.parse().unwrap();
        self.store.subscriber_with(&address).await.unwrap()
    }

    /// The link to confirm in the letter that went to that address last.
    pub async fn link_to_confirm(&self, address: &str) -> String {
        let reader = self.reader(address).await.unwrap().id;
        let consents = self.store.consents_of(reader).await.unwrap();
        self.link_for(consents.last().unwrap().id).await
    }

    pub async fn link_for(&self, consent: ConsentId) -> String {
        let link = self.paper().link(Link::Confirm(consent)).await.unwrap();
        format!("/stay-in-touch/confirm/{link}")
    }

    /// Somebody who gets these letters, and the addresses of their preferences and of ending the first of the letters.
    pub async fn confirmed(&self, address: &str, letters: &[&str]) -> (String, String) {
        self.signs_up(address, letters).await;
        let link = self.link_to_confirm(address).await;
        let answer = self.post_form(&link, None, "").await;
        assert_eq!(answer.status, 303);
        let reader = self.reader(address).await.unwrap().id;
        let paper = self.paper();
        let preferences = paper.link(Link::Preferences(reader)).await.unwrap();
        let first = self.letter(letters[0]).await.id;
        let unsubscribe = paper.link(Link::Unsubscribe(reader, first)).await.unwrap();
        (
            format!("/stay-in-touch/preferences/{preferences}"),
            format!("/stay-in-touch/unsubscribe/{unsubscribe}"),
        )
    }

    /// The slugs of the letters that somebody gets, in the order of the alphabet.
    pub async fn letters_of(&self, address: &str) -> Vec<String> {
        let reader = self.reader(address).await.unwrap();
        let mut letters: Vec<String> = reader.letters.iter().map(ToString::to_string).collect();
        letters.sort_unstable();
        letters
    }
}
