//! Preparing pictures for readers: once, in order, whatever happens meanwhile.

use std::fs;

use domain::{MediaType, Picture};
use image::{ImageFormat, Rgb, RgbImage};
use newsroom::events::EventKind;
use newsroom::media::{Outcome, prepare_next};

use crate::paper::{SHORT, TestPaper};
use crate::pictures::png;

fn photograph(width: u32, red: u8) -> Vec<u8> {
    let picture = RgbImage::from_pixel(width, 20, Rgb([red, 130, 10]));
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

const WITH_PICTURE: &str =
    "---\ntitle: Ferry late\nsection: City\nimage: a.png\n---\nIt came.\n\n![At nine](b.png)\n";

/// An article with one picture above and one in it.
async fn illustrated() -> TestPaper {
    let paper = TestPaper::start().await;
    paper.write("a.png", photograph(400, 250));
    paper.write("b.png", photograph(100, 20));
    paper.imported(WITH_PICTURE).await;
    paper
}

async fn next(paper: &TestPaper) -> Option<Outcome> {
    prepare_next(&paper.store, &paper.media, &paper.clock)
        .await
        .unwrap()
}

async fn lead(paper: &TestPaper) -> Picture {
    paper.article("one").await.unwrap().version.picture.unwrap()
}

#[tokio::test]
async fn every_picture_of_an_article_is_prepared_once() {
    let paper = illustrated().await;
    assert_eq!(lead(&paper).await.prepared, None);
    assert_eq!(paper.store.unprepared().await.unwrap().len(), 2);
    while let Some(outcome) = next(&paper).await {
        assert_eq!(outcome.problem, None);
    }
    assert_eq!(paper.store.unprepared().await.unwrap().len(), 0);
    let prepared = lead(&paper).await.prepared.unwrap();
    assert_eq!(
        prepared.variants.unwrap().widths(MediaType::Avif),
        [160, 320, 400]
    );
    let body = paper.article("one").await.unwrap().version.body;
    let known = paper.store.pictures(&body.picture_ids()).await.unwrap();
    assert_eq!((known.len(), known[0].width), (1, 100));
    assert!(known[0].prepared.is_some());
    let events = paper.events().await;
    assert_eq!(
        events[events.len() - 2..],
        [EventKind::PicturePrepared, EventKind::PicturePrepared]
    );
}

#[tokio::test]
async fn what_a_page_names_is_there() {
    let paper = illustrated().await;
    while next(&paper).await.is_some() {}
    let picture = lead(&paper).await;
    let place = domain::Place {
        sizes: "100vw",
        narrowest: 1,
        widest: 10_000,
    };
    let mut named: Vec<String> = [MediaType::Avif, MediaType::Webp]
        .into_iter()
        .flat_map(|kind| {
            let offers = picture.srcset(kind, place).unwrap();
            let paths = offers.split(", ").map(|offer| offer.split(' ').next());
            paths
                .map(|path| path.unwrap().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    named.push(picture.plain_path(400));
    let files = paper.pictures();
    assert_eq!(named.len(), 7);
    for path in named {
        let name = path.strip_prefix("/media/").unwrap();
        assert!(files.iter().any(|file| file == name), "{name} of {files:?}");
    }
}

#[tokio::test]
async fn importing_again_leaves_the_article_and_its_variants_alone() {
    let paper = illustrated().await;
    while next(&paper).await.is_some() {}
    let events = paper.events().await.len();
    assert_eq!(paper.import().await.unchanged, 1);
    assert_eq!(paper.store.unprepared().await.unwrap().len(), 0);
    assert_eq!(paper.events().await.len(), events);
}

#[tokio::test]
async fn work_that_was_killed_half_way_is_done_again() {
    let paper = illustrated().await;
    let id = lead(&paper).await.id;
    let media = paper.folder().join("media");
    // One file half written, one whole, and nothing in the store.
    fs::write(media.join(".4711-0.part"), "half").unwrap();
    fs::write(
        media.join(format!("{id}-2-160.avif")),
        "of a process that lied",
    )
    .unwrap();
    while next(&paper).await.is_some() {}
    let avif = fs::read(media.join(format!("{id}-2-160.avif"))).unwrap();
    assert!(avif[4..].starts_with(b"ftypavif"));
    assert!(lead(&paper).await.prepared.unwrap().variants.is_some());
}

#[tokio::test]
async fn two_processes_at_one_picture_do_no_harm() {
    let paper = illustrated().await;
    let (one, other) = tokio::join!(next(&paper), next(&paper));
    assert!(one.is_some() && other.is_some());
    while next(&paper).await.is_some() {}
    let prepared = paper
        .events()
        .await
        .into_iter()
        .filter(|kind| *kind == EventKind::PicturePrepared);
    assert_eq!(prepared.count(), 2, "each picture is announced once");
}

#[tokio::test]
async fn a_broken_picture_is_marked_and_holds_nothing_up() {
    let paper = TestPaper::start().await;
    paper.write("a.png", png(40, 30));
    paper.write("b.png", photograph(100, 20));
    paper.imported(WITH_PICTURE).await;
    let mut problems = Vec::new();
    while let Some(outcome) = next(&paper).await {
        problems.extend(outcome.problem);
    }
    assert_eq!(problems.len(), 1, "{problems:?}");
    let picture = lead(&paper).await;
    assert_eq!(picture.prepared.clone().unwrap().variants, None);
    assert_eq!(picture.plain_path(640), picture.path(), "served as it was");
    assert!(paper.pictures().contains(&format!("{}.png", picture.id)));
}

#[tokio::test]
async fn a_picture_whose_file_was_lost_is_tried_again_once_it_is_back() {
    let paper = illustrated().await;
    let file = paper.media.file(&lead(&paper).await.id, MediaType::Png);
    fs::remove_file(file).unwrap();
    let problems = [next(&paper).await, next(&paper).await].map(|one| one.unwrap().problem);
    assert!(problems.contains(&Some("its file is missing".to_owned())));
    paper.import().await;
    assert_eq!(paper.store.unprepared().await.unwrap().len(), 1);
    assert_eq!(next(&paper).await.unwrap().problem, None);
}

#[tokio::test]
async fn an_article_without_pictures_leaves_nothing_to_do() {
    let paper = TestPaper::start().await;
    paper.imported(SHORT).await;
    assert_eq!(next(&paper).await, None);
}
