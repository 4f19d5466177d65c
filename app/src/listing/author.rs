use leptos::prelude::*;
use newsroom::store::Listing;

use super::list::{Asked, List, shown};
use crate::article::CardLook;
use crate::failure::Failure;
use crate::loaded::loaded;
use crate::paper::Paper;

#[component]
pub(crate) fn AuthorPage() -> impl IntoView {
    let paper = expect_context::<Paper>();
    let asked = Asked::read("slug");
    loaded(async move { shown(author(&paper, &asked).await) })
}

async fn author(paper: &Paper, asked: &Asked) -> Result<impl IntoView + use<>, Failure> {
    let slug = asked.slug()?;
    let author = paper.store.author(&slug).await?.ok_or(Failure::NotFound)?;
    let page = asked.page(paper, Listing::Author(&slug)).await?;
    let name = author.name().to_owned();
    let description = format!("Stories by {name} in {}.", paper.masthead.name);
    let path = format!("/author/{slug}");
    Ok(view! { <List kind="Author" name description path page look=CardLook::ACROSS /> })
}
