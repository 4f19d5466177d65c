//! What readers are told of an author, above what the author wrote.

use domain::{Author, Picture, Profile, SafeHtml};
use leptos::prelude::*;

use crate::article::{Portrait, language_and_direction, rendered};
use crate::failure::or_log;
use crate::paper::Paper;
use crate::words::words;

/// An author, with the profile if there is one.
#[derive(Debug)]
pub(super) struct Told {
    author: Author,
    /// With the biography as it is shown.
    profile: Option<(Profile, SafeHtml)>,
}

impl Told {
    /// What cannot be read of the profile is logged and left out: the stories are there.
    pub(super) async fn load(paper: &Paper, author: Author) -> Self {
        let profile = or_log(paper.store.profile(author.slug()).await).flatten();
        let profile = match profile {
            Some(profile) => {
                let biography = rendered(paper, &profile.biography).await;
                Some((profile, biography))
            }
            None => None,
        };
        Self { author, profile }
    }

    pub(super) fn made_up(author: Author, profile: Option<Profile>) -> Self {
        let with_biography = |profile: Profile| {
            let biography = profile.biography.render();
            (profile, biography)
        };
        Self {
            author,
            profile: profile.map(with_biography),
        }
    }

    pub(super) fn author(&self) -> &Author {
        &self.author
    }

    pub(super) fn profile(&self) -> Option<&Profile> {
        self.profile.as_ref().map(|(profile, _)| profile)
    }

    pub(super) fn role(&self) -> Option<&str> {
        Some(self.profile()?.role.as_ref()?.as_str())
    }

    pub(super) fn picture(&self) -> Option<&Picture> {
        self.profile()?.picture.as_ref()
    }
}

#[component]
pub(super) fn ProfileView(told: Told) -> impl IntoView {
    let Told { author, profile } = told;
    let (profile, biography) = profile.unzip();
    let language = profile
        .as_ref()
        .and_then(|profile| profile.language.as_ref());
    let (lang, dir) = language_and_direction(language);
    let (role, picture) = profile.map_or((None, None), |profile| (profile.role, profile.picture));
    let portrait = picture.map(|picture| {
        let credit = picture.credit.as_ref().map(ToString::to_string);
        view! {
            <figure class="profile__portrait">
                <Portrait class="profile__picture" picture />
                {credit.map(|credit| view! { <figcaption class="profile__credit">{credit}</figcaption> })}
            </figure>
        }
    });
    let biography = biography.filter(|biography| !biography.as_str().is_empty());
    view! {
        <header class="listing__header profile">
            {portrait}
            <div class="profile__words">
                <p class="listing__kind">{words().author}</p>
                <h1 class="listing__name">{author.name().to_owned()}</h1>
                {role
                    .map(|role| {
                        view! {
                            <p class="profile__role" lang=lang.clone() dir=dir>
                                {role.to_string()}
                            </p>
                        }
                    })}
                {biography
                    .map(|biography| {
                        view! {
                            <div
                                class="profile__biography"
                                lang=lang.clone()
                                dir=dir
                                inner_html=biography.as_str().to_owned()
                            ></div>
                        }
                    })}
            </div>
        </header>
    }
}
