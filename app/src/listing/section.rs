use leptos::prelude::*;
use newsroom::store::Listing;

use super::list::{Asked, List, shown};
use crate::article::CardLook;
use crate::failure::Failure;
use crate::loaded::loaded;
use crate::paper::Paper;

#[component]
pub(crate) fn SectionPage() -> impl IntoView {
    let paper = expect_context::<Paper>();
    let asked = Asked::read("section");
    loaded(async move { shown(section(&paper, &asked).await) })
}

async fn section(paper: &Paper, asked: &Asked) -> Result<impl IntoView + use<>, Failure> {
    let slug = asked.slug()?;
    let section = paper.store.section(&slug).await?.ok_or(Failure::NotFound)?;
    let page = asked.page(paper, Listing::Section(&slug)).await?;
    let name = section.name().to_owned();
    let description = format!("{name}: the latest from {}.", paper.masthead.name);
    Ok(view! { <List name description path=section.path() page look=CardLook::LISTED /> })
}
