//! What the paper is called and where it is at home.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::settings::{AiCrawlers, Setting};

use super::{Done, Newest, Said, drawn_with, page, problem, typed_into};
use crate::address::Query;
use crate::form::Pairs;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

const PATH: &str = "/desk/settings";

/// What is set here, in the order of the form.
const SET_HERE: [Setting; 6] = [
    Setting::Name,
    Setting::Motto,
    Setting::Place,
    Setting::TimeZone,
    Setting::Language,
    Setting::AiCrawlers,
];

/// `GET /desk/settings`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(done): Query<Done>,
) -> Response {
    shown(&desk, &signed, StatusCode::OK, &done.said(), &[], &[]).await
}

/// `POST /desk/settings`
pub(crate) async fn set(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let sent = SET_HERE
        .into_iter()
        .filter_map(|setting| Some((setting, typed_into(&pairs, setting.as_str())?)));
    let values: Vec<(Setting, &str)> = sent.collect();
    let refused = |(setting, raw): &(Setting, &str)| {
        let refusal = setting.check(raw).err()?;
        Some((*setting, refusal.to_string()))
    };
    let problems: Vec<(Setting, String)> = values.iter().filter_map(refused).collect();
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if !problems.is_empty() {
        let said = Said {
            problem: Some("Nothing was set yet: something below needs another look."),
            ..Said::default()
        };
        return shown(&desk, &signed, status, &said, &pairs, &problems).await;
    }
    match super::set(&desk, &signed, &pairs, &values).await {
        Ok(done) => answer::on_to(&format!("{PATH}?done={done}")),
        Err(DeskError::Refused(sentence)) => {
            let said = Said {
                problem: Some(&sentence),
                ..Said::default()
            };
            shown(&desk, &signed, status, &said, &pairs, &[]).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// The form, with what was `typed` if it comes back.
async fn shown(
    desk: &Desk,
    signed: &Signed,
    status: StatusCode,
    said: &Said<'_>,
    typed: &[(String, String)],
    problems: &[(Setting, String)],
) -> Response {
    let newest = match Newest::load(desk).await {
        Ok(newest) => newest,
        Err(error) => return answer::broken(desk, Some(signed), &error),
    };
    let form = Form {
        desk,
        newest: &newest,
        typed,
        problems,
    };
    page(desk, signed, status, PATH, said, &form.written())
}

struct Form<'a> {
    desk: &'a Desk,
    newest: &'a Newest,
    typed: &'a [(String, String)],
    problems: &'a [(Setting, String)],
}

impl Form<'_> {
    fn written(&self) -> Markup {
        html! {
            form method="post" action=(PATH) class="desk-form settings-form" novalidate {
                input type="hidden" name="seen" value=(self.newest.seen());
                (self.line(Setting::Name, "Name", "80 characters at most. It stands above every page, in feeds and in letters."))
                (self.line(Setting::Motto, "Motto", "The line under the name, 120 characters at most. Left empty there is none."))
                (self.line(Setting::Place, "Place", "In the strip above the name. The weather is asked for there. Left empty there is none."))
                (self.zone())
                (self.line(Setting::Language, "Language", "The one that most is written in, as a tag such as en, pt-BR or ar. The words of the pages follow it."))
                (self.crawlers())
                button class="desk-button" { "Set it" }
            }
        }
    }

    fn now(&self, setting: Setting) -> String {
        let typed = typed_into(self.typed, setting.as_str()).map(str::to_owned);
        typed.unwrap_or_else(|| self.desk.facts.particulars.kept(setting))
    }

    /// Tells the form when it is sent what stood there.
    fn drawn(&self, setting: Setting) -> Markup {
        html! {
            input type="hidden" name=(drawn_with(setting.as_str())) value=(self.desk.facts.particulars.kept(setting));
        }
    }

    fn problem(&self, setting: Setting) -> Option<&str> {
        let found = self.problems.iter().find(|(other, _)| *other == setting);
        found.map(|(_, sentence)| sentence.as_str())
    }

    fn is_fixed(&self, setting: Setting) -> bool {
        self.desk.facts.origins.fixed_by(setting).is_some()
    }

    /// A line of text, or, if it cannot be changed, what it says.
    fn line(&self, setting: Setting, label: &str, hint: &str) -> Markup {
        self.field(setting, label, hint, None)
    }

    fn field(&self, setting: Setting, label: &str, hint: &str, list: Option<&str>) -> Markup {
        let id = setting.as_str();
        let found = self.problem(setting);
        html! {
            label for=(id) { (label) }
            @if self.is_fixed(setting) {
                input id=(id) value=(self.desk.facts.particulars.kept(setting)) readonly aria-describedby={ (id) "-origin" };
            } @else {
                p class="desk-hint" id={ (id) "-hint" } { (hint) }
                (self.drawn(setting))
                input id=(id) name=(id) value=(self.now(setting)) autocomplete="off" list=[list]
                    aria-invalid=[found.map(|_| "true")]
                    aria-describedby={ (id) "-hint " (id) "-origin" @if found.is_some() { " " (id) "-problem" } };
            }
            (problem(id, found))
            (self.origin(setting))
        }
    }

    fn origin(&self, setting: Setting) -> Markup {
        html! {
            p class="settings-origin" id={ (setting.as_str()) "-origin" } { (self.newest.origin(self.desk, setting)) }
        }
    }

    fn zone(&self) -> Markup {
        let zone = &self.desk.facts.time_zone;
        let now = clock_time::told(self.desk.clock.now(), zone);
        let hint = format!(
            "It decides what day it is, and when letters and schedules are due. In {} it is {now} now.",
            zone.iana_name().unwrap_or("UTC")
        );
        html! {
            (self.field(Setting::TimeZone, "Time zone", &hint, Some("zones")))
            @if !self.is_fixed(Setting::TimeZone) {
                datalist id="zones" {
                    @for name in jiff::tz::db().available() {
                        option value=(name.as_str()) {}
                    }
                }
            }
        }
    }

    fn crawlers(&self) -> Markup {
        let setting = Setting::AiCrawlers;
        let chosen = self.now(setting);
        let is_fixed = self.is_fixed(setting);
        html! {
            fieldset {
                legend { "Crawlers that gather text for language models" }
                p class="desk-hint" { "What /robots.txt tells them. It keeps away those that heed it." }
                (self.drawn(setting))
                @for choice in AiCrawlers::ALL {
                    @let id = format!("crawlers-{}", choice.as_str());
                    div class="desk-check" {
                        input type="radio" id=(id) name=(setting.as_str()) value=(choice.as_str())
                            checked[chosen == choice.as_str()] disabled[is_fixed];
                        label for=(id) { (choice.label()) }
                    }
                }
                (problem(setting.as_str(), self.problem(setting)))
                (self.origin(setting))
            }
        }
    }
}
