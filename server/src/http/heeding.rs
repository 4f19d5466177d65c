//! The site where the desk is heard: what an owner sets there makes another state of it, with which the next requests are answered.

use std::path::Path;
use std::sync::Arc;

use app::paper::{Masthead, Outdoors, Paper};
use desk::Facts;
use domain::Refusal;
use jiff::tz::TimeZone;
use leptos::prelude::LeptosOptions;
use newsroom::desk::gate::Strictness;
use newsroom::letters::PaperFacts;
use newsroom::settings::{Origins, Particulars, Said};

use super::AppState;
use super::answers::pages;
use super::readers::desk_office;
use super::request::reader_address;
use super::request::reader_address::network;
use crate::settings::Discovery;

impl AppState {
    /// What can be set of it, as it is set.
    pub(super) fn particulars(&self) -> Particulars {
        particulars(&self.paper.masthead, &self.discovery)
    }

    /// The same where the desk is heard.
    pub(super) fn heeding(&self, said: &Said) -> Result<Self, Refusal> {
        Ok(self.set_to(self.particulars().heeding(said, &self.origins)?))
    }

    /// The same with that set. Of what was read before for pages and programs nothing is kept.
    pub(super) fn set_to(&self, set: Particulars) -> Self {
        let discovery = Discovery {
            ai_crawlers: set.ai_crawlers,
            ..(*self.discovery).clone()
        };
        let paper = self.paper.with_masthead(self.masthead(set));
        let facts = Facts {
            origins: (*self.origins).clone(),
            strictness: self.desk.facts.strictness.clone(),
            asks_other_sites: self.desk.facts.asks_other_sites,
            renewal: self.desk.facts.renewal.clone(),
            ..facts(&paper, &discovery, &self.media, &self.options)
        };
        let letters = self.letters.as_ref().map(|letters| {
            letters.of(PaperFacts {
                name: paper.masthead.name.clone(),
                language: paper.masthead.language.clone(),
                time_zone: paper.masthead.time_zone.clone(),
                ..letters.facts().clone()
            })
        });
        let desk = self.desk.knowing(facts);
        let desk = match &letters {
            Some(letters) => desk.with_office(desk_office::of(letters)),
            None => desk,
        };
        self.clone().with(|parts| {
            parts.desk = desk;
            parts.paper = paper;
            parts.discovery = Arc::new(discovery);
            parts.letters = letters;
            parts.kept = Arc::default();
            parts.page_cache = Arc::new(parts.page_cache.anew());
        })
    }

    /// A paper that moved has the weather of its new place, unless the settings say where it is asked for.
    fn masthead(&self, set: Particulars) -> Masthead {
        let before = &*self.paper.masthead;
        let outdoors = if set.place == before.place {
            before.outdoors.clone()
        } else {
            let place = self.weather.place(set.place.as_deref());
            place.map(|place| Outdoors {
                place,
                unit: self.weather.unit,
            })
        };
        Masthead {
            name: set.name,
            motto: set.motto,
            place: set.place,
            language: set.language,
            time_zone: set.time_zone.unwrap_or(TimeZone::UTC),
            sections: set.sections,
            menu: set.menu,
            url: before.url.clone(),
            outdoors,
        }
    }
}

fn particulars(masthead: &Masthead, discovery: &Discovery) -> Particulars {
    Particulars {
        name: masthead.name.clone(),
        motto: masthead.motto.clone(),
        place: masthead.place.clone(),
        time_zone: Some(masthead.time_zone.clone()),
        language: masthead.language.clone(),
        ai_crawlers: discovery.ai_crawlers,
        sections: masthead.sections.clone(),
        menu: masthead.menu.clone(),
    }
}

/// What the desk knows of the paper.
pub(super) fn facts(
    paper: &Paper,
    discovery: &Discovery,
    media: &Path,
    options: &LeptosOptions,
) -> Facts {
    let masthead = &paper.masthead;
    Facts {
        name: masthead.name.clone(),
        url: masthead.url.clone(),
        language: masthead.language.clone(),
        time_zone: masthead.time_zone.clone(),
        style: paper.build.path("dateline.css"),
        preview: paper.build.path("preview.js"),
        strictness: Strictness::default(),
        asks_other_sites: false,
        media: media.to_owned(),
        from: |request| reader_address::of(request).map(network),
        proof: Some(pages::proof_of(paper.clone(), options.clone())),
        front_proof: Some(pages::front_proof_of(paper.clone(), options.clone())),
        particulars: particulars(masthead, discovery),
        origins: Origins::default(),
        renewal: None,
    }
}
