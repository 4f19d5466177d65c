//! Pictures above and inside a story.

use crate::paper::TestPaper;
use crate::pictures::{jpeg, png};

fn story(keys: &str, body: &str) -> String {
    format!("---\ntitle: A\nsection: B\n{keys}---\n{body}")
}

#[tokio::test]
async fn the_picture_above_a_story_is_kept_with_what_is_said_of_it() {
    let paper = TestPaper::start().await;
    paper.write("pictures/ferry.jpg", jpeg(800, 600, 6));
    let text = story(
        "image: pictures/ferry.jpg\nimage_alt: A ferry\nimage_caption: \"At  nine\\nsharp\"\nimage_credit: Ann Lee\n",
        "",
    );
    let picture = paper.imported(&text).await.version.picture.unwrap();
    assert_eq!((picture.width, picture.height), (600, 800));
    assert_eq!(picture.alt.as_str(), "A ferry");
    assert_eq!(picture.caption, "At nine sharp".parse().ok());
    assert_eq!(picture.credit, "Ann Lee".parse().ok());
    assert_eq!(
        paper.pictures(),
        [picture.path().strip_prefix("/media/").unwrap()]
    );
    assert_eq!(paper.import().await.unchanged, 1);
}

#[tokio::test]
async fn a_picture_may_lie_in_another_folder_and_serve_two_articles() {
    let paper = TestPaper::start().await;
    paper.write("pictures/ferry.png", png(4, 3));
    paper.write("city/one.md", story("image: ../pictures/ferry.png\n", ""));
    paper.write("two.md", story("image: ./pictures/ferry.png\n", ""));
    paper.write("copy.png", png(4, 3));
    paper.write("three.md", story("image: copy.png\n", ""));
    assert_eq!(paper.import().await.added, 3);
    assert_eq!(paper.pictures().len(), 1);
}

#[tokio::test]
async fn a_picture_that_is_missing_or_bad_is_named_on_its_line() {
    let paper = TestPaper::start().await;
    paper.write("drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    paper.write("huge.png", png(20_000, 20_000));
    paper.write("text.png", "not a picture");
    paper.write("folder.png/file", "");
    let mut heavy = png(4, 3);
    heavy.resize((40 << 20) + 1, 0);
    paper.write("heavy.png", heavy);
    for (address, reason) in [
        ("nowhere.png", "the picture `nowhere.png` does not exist"),
        (
            "drawing.svg",
            "the picture `drawing.svg` is an SVG drawing, which can carry script; save it as PNG or WebP",
        ),
        (
            "huge.png",
            "the picture `huge.png` is 20000 by 20000 pixels; at most 100 million fit",
        ),
        (
            "text.png",
            "the picture `text.png` is not an AVIF, GIF, JPEG, PNG or WebP picture",
        ),
        ("folder.png", "the picture `folder.png` is not a file"),
        ("heavy.png", "the picture `heavy.png` is larger than 40 MiB"),
        (
            "/etc/ferry.png",
            "`/etc/ferry.png` has to be a path that starts from the article's own folder",
        ),
        (
            "https://example.org/a.png",
            "`https://example.org/a.png` is on another site, and pictures are not fetched; save the file beside the article and name it here",
        ),
    ] {
        let text = story(&format!("lang: en\nimage: {address}\n"), "Text.\n");
        assert_eq!(paper.problem(&text).await, (Some(5), reason.to_owned()));
    }
}

#[tokio::test]
async fn pictures_in_the_body_are_kept_and_their_addresses_changed() {
    let paper = TestPaper::start().await;
    paper.write("a.png", png(1, 1));
    paper.write("my cat (1).png", png(2, 2));
    let body = "Ünder ![a [b](x) c](a.png \"Title\") and ![](./a.png).\n\n\
                > ![q]( <my cat (1).png> ) ![e](my%20cat%20(1).png)\n\n\
                | head |\n|--|\n| ![t\\]](a.png) |\n\n\
                `![code](a.png)` ![ref][R] ![R] [link](a.png) ![own](/media/x.png) ![#](#top)\n\n    ![block](a.png)\n\n\
                [r]: <a.png> 'T'\n";
    let article = paper.imported(&story("", body)).await;
    let [a, cat] = ["a.png", "my cat (1).png"].map(|name| {
        let bytes = std::fs::read(paper.articles().join(name)).unwrap();
        paper.media.keep(&bytes).unwrap().path()
    });
    let expected = format!(
        "Ünder ![a [b](x) c]({a} \"Title\") and ![]({a}).\n\n\
         > ![q]( <{cat}> ) ![e]({cat})\n\n\
         | head |\n|--|\n| ![t\\]]({a}) |\n\n\
         `![code](a.png)` ![ref][R] ![R] [link](a.png) ![own](/media/x.png) ![#](#top)\n\n    ![block](a.png)\n\n\
         [r]: <{a}> 'T'"
    );
    assert_eq!(article.version.body.as_str(), expected);
    assert_eq!(paper.pictures().len(), 2);
    assert_eq!(paper.import().await.unchanged, 1);
}

#[tokio::test]
async fn a_bad_picture_in_the_body_is_named_on_its_line_and_nothing_is_kept() {
    let paper = TestPaper::start().await;
    paper.write("good.png", png(1, 1));
    let text = story(
        "image: good.png\n",
        "\nText.\n\n![x](good.png)\n\n![y](bad.png)\n",
    );
    assert_eq!(
        paper.problem(text).await,
        (Some(11), "the picture `bad.png` does not exist".to_owned())
    );
    assert_eq!(paper.pictures(), [""; 0]);
}

#[tokio::test]
async fn an_address_that_cannot_be_changed_is_reported() {
    let paper = TestPaper::start().await;
    paper.write("a.png", png(1, 1));
    let (line, reason) = paper
        .problem(story("", "Text.\n\n> ![x](\n> a.png)\n"))
        .await;
    assert!(line.is_some());
    assert!(reason.contains("write it on one line"), "{reason}");
}

#[tokio::test]
async fn a_picture_on_another_site_is_noted() {
    let paper = TestPaper::start().await;
    let path = paper.write(
        "one.md",
        story("", "Text.\n\n![x](https://example.org/a.png)\n"),
    );
    let report = paper.import().await;
    assert_eq!(report.added, 1);
    assert_eq!(
        report.notes[0].to_string(),
        format!(
            "{}:7: the picture `https://example.org/a.png` is on another site and is not shown",
            path.display()
        )
    );
}
