use leptos::prelude::*;
use newsroom::store::Listing;

use super::list::{Asked, List, shown};
use crate::article::CardLook;
use crate::failure::Failure;
use crate::loaded::loaded;
use crate::paper::Paper;

#[component]
pub(crate) fn TopicPage() -> impl IntoView {
    let paper = expect_context::<Paper>();
    let asked = Asked::read("slug");
    loaded(async move { shown(topic(&paper, &asked).await) })
}

async fn topic(paper: &Paper, asked: &Asked) -> Result<impl IntoView + use<>, Failure> {
    let slug = asked.slug()?;
    let topic = paper.store.topic(&slug).await?.ok_or(Failure::NotFound)?;
    let page = asked.page(paper, Listing::Topic(&slug)).await?;
    let name = topic.name().to_owned();
    let description = format!("{name}: what {} has written about it.", paper.masthead.name);
    let path = format!("/topic/{slug}");
    Ok(view! { <List kind="Topic" name description path page look=CardLook::ACROSS /> })
}
