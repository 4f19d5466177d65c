//! Somebody who publishes at the desk, with a browser that knows no script.

use newsroom::clock::Clock;
use newsroom::desk::people;
use newsroom::desk::role::{Role, Sections};

use crate::asking::{Answer, post};
use crate::program::{Paper, Server};

const PASSWORD: &str = "otter lantern gravel seventeen";

/// Who is signed in, for as long as the paper lasts: sessions survive a kill as well.
#[derive(Clone)]
pub struct Editor {
    cookie: String,
}

impl Editor {
    pub fn at_the_desk_of(paper: &Paper, server: &Server) -> Self {
        let secret = paper.with_store(async |store| {
            let who = ("Eve", "eve@paper.example");
            let all = Sections::default();
            let clock = Clock::system();
            let invited = people::invite(store, &clock, None, who, Role::Editor, &all).await;
            invited.unwrap().1
        });
        let path = format!("/desk/enter/{}", secret.text());
        let entered = post(&server.address, &path, "", &[("password", PASSWORD)]).unwrap();
        assert_eq!(entered.header("location"), "/desk", "{}", entered.body);
        let cookie = entered.header("set-cookie").split(';').next().unwrap();
        Self {
            cookie: cookie.to_owned(),
        }
    }

    /// Writes a story and brings it out. None where that was cut short; what was acknowledged is out.
    pub fn publish(&self, address: &str, slug: &str) -> Option<()> {
        let headline = slug.replace('-', " ");
        let begun = self.post(address, "/desk/stories", &[("headline", &headline)])?;
        let story = begun.header("location").to_owned();
        let text = Paper::text(slug);
        let fields = [
            ("base", "1"),
            ("headline", headline.as_str()),
            ("body", &text),
            ("kind", "news"),
            ("section", "world"),
            ("byline", "Eve"),
            ("do", "save"),
        ];
        let saved = self.post(address, &story, &fields)?;
        assert!(saved.is(303), "{}", saved.body);
        let step = [("do", "publish"), ("seen", "2"), ("in_spite", "publish")];
        let out = self.post(address, &story, &step)?;
        assert_eq!(out.header("location"), format!("{story}?done=publish"));
        Some(())
    }

    fn post(&self, address: &str, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let answer = post(address, path, &self.cookie, fields)?;
        assert!(answer.is(303), "{path}: {} {}", answer.status, answer.body);
        Some(answer)
    }
}
