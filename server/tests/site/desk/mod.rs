//! The desk, as somebody with a browser without script meets it.

mod already_out;
mod at_work;
mod authenticator;
mod coming_in;
mod corrections;
mod coverage;
mod doors;
mod front;
mod gate;
mod guessing;
mod letter_settings;
mod letters;
mod letters_held_up;
mod links_to_other_sites;
mod log;
mod numbers;
mod outside;
mod passkeys;
mod people;
mod people_again;
mod pictures;
mod readers;
mod redirects;
mod saves;
mod second_step;
mod section_fronts;
mod sections_of_editors;
mod sessions_over;
mod settings;
mod settings_meanwhile;
mod steps;
mod style;
mod times;
mod two_people;
mod vitals;
mod way_out;
mod writing;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use newsroom::desk::people as desk_people;
use newsroom::desk::role::{Role, Sections};

use crate::test_site::{Answer, TestSite};

pub const PASSWORD: &str = "otter lantern gravel seventeen";

/// A browser: it keeps the cookie, and says where its forms come from.
pub struct Browser<'a> {
    pub site: &'a TestSite,
    cookie: Option<String>,
}

impl<'a> Browser<'a> {
    pub fn of(site: &'a TestSite) -> Self {
        Self { site, cookie: None }
    }

    /// One that is signed in with a new account.
    pub async fn signed_in(site: &'a TestSite, name: &str, role: Role) -> Self {
        Self::working_in(site, name, role, Sections::default()).await
    }

    /// The same with sections.
    pub async fn working_in(
        site: &'a TestSite,
        name: &str,
        role: Role,
        sections: Sections,
    ) -> Self {
        let address = address(name);
        let who = (name, address.as_str());
        let invited = desk_people::invite(&site.store, &site.clock, None, who, role, &sections);
        let (_, secret) = invited.await.unwrap();
        let mut browser = Self::of(site);
        let path = format!("/desk/enter/{}", secret.text());
        let entered = browser.post(&path, &[("password", PASSWORD)]).await;
        assert_eq!(entered.header("location"), "/desk");
        browser
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_as("text/html", path, fields).await
    }

    /// As the script of the page does.
    pub async fn script(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_as("application/json", path, fields).await
    }

    async fn post_as(&mut self, accept: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header("accept", accept)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        self.send(request.body(Body::from(form.finish())).unwrap())
            .await
    }

    /// The lines of the log, the latest first, as somebody reads them.
    pub async fn log(&mut self) -> String {
        let page = self.get("/desk/log").await.body;
        let list = page.split_once("<ul class=\"desk-list\">");
        let list = list.map_or("", |(_, rest)| rest.split("</ul>").next().unwrap());
        let mut words = String::new();
        for tag in list.split('<') {
            words.push_str(tag.split_once('>').map_or(tag, |(_, words)| words));
        }
        words
    }

    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(path);
        match &self.cookie {
            Some(cookie) => request.header("cookie", cookie),
            None => request,
        }
    }

    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let answer = self.site.ask(request).await;
        if let Some(cookie) = answer.headers.get("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let pair = cookie.split(';').next().unwrap();
            self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        answer
    }

    /// One that is signed in with a new account and began a story that is ready to go out, and where that is.
    pub async fn with_story(site: &'a TestSite, name: &str, role: Role) -> (Self, String) {
        let mut browser = Self::signed_in(site, name, role).await;
        let path = browser.begin("A bridge").await;
        (browser, path)
    }

    /// Begins a story that is ready to go out, and says where it is.
    pub async fn begin(&mut self, headline: &str) -> String {
        let begun = self.post("/desk/stories", &[("headline", headline)]).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
        let path = begun.header("location").to_owned();
        let saved = self
            .save(
                &path,
                "1",
                &[("headline", headline), ("body", "It happened.")],
            )
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        path
    }

    /// Saves a story of the section "world" by hand.
    pub async fn save(&mut self, path: &str, base: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![
            ("base", base),
            ("kind", "news"),
            ("section", "world"),
            ("byline", "Ann"),
            ("do", "save"),
        ];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }

    /// Presses a step below a text that was changed, in a browser without script: all that stands on the page is sent.
    pub async fn step_from(
        &mut self,
        path: &str,
        (seen, body): (&str, &str),
        step: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let mut all = vec![
            ("base", seen),
            ("headline", "A bridge"),
            ("body", body),
            ("kind", "news"),
            ("section", "world"),
            ("byline", "Ann"),
        ];
        all.extend_from_slice(fields);
        self.step_with(path, seen, step, &all).await
    }

    /// Takes a step with a story that was saved so often.
    pub async fn step(&mut self, path: &str, seen: &str, step: &str) -> Answer {
        self.step_with(path, seen, step, &[]).await
    }

    pub async fn step_with(
        &mut self,
        path: &str,
        seen: &str,
        step: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let mut all = vec![("do", step), ("seen", seen), ("in_spite", step)];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }
}

/// The link that a page shows.
fn link_on(page: &Answer) -> String {
    let link = page.body.split("https://paper.example").nth(1);
    let link = link.unwrap_or_else(|| panic!("{}", page.body));
    link.split('<').next().unwrap().to_owned()
}

/// The value of a hidden field of a page.
pub fn value_of(page: &str, field: &str) -> String {
    let input = page.split('<').find(|tag| tag.contains(field)).unwrap();
    let value = input.split("value=\"").nth(1).unwrap().split('"').next();
    value.unwrap().replace("&amp;", "&").replace("&quot;", "\"")
}

/// Why something was not done, as a page says it.
pub fn problem(answer: &Answer) -> &str {
    let alert = answer.body.split("role=\"alert\">").nth(1);
    alert
        .and_then(|rest| rest.split('<').next())
        .unwrap_or_default()
}

pub fn address(name: &str) -> String {
    format!("{}@paper.example", name.to_lowercase())
}

/// A paper with a section "world", where something can be read.
pub async fn paper() -> TestSite {
    let site = TestSite::start().await;
    site.article("first").save().await;
    site
}
