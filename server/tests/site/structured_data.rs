//! What pages say of themselves to search engines and previews.

use domain::{ArticleKind, MediaType, Picture};
use newsroom::media::Media;
use serde_json::{Value, json};

use crate::test_site::{Answer, TestSite};

/// The data block of a page, which has to be the only one.
pub(crate) fn data(page: &Answer) -> Value {
    let blocks: Vec<_> = page
        .body
        .split("<script type=\"application/ld+json\">")
        .collect();
    assert_eq!(blocks.len(), 2, "{}", page.body);
    let (json, _) = blocks[1].split_once("</script>").unwrap();
    serde_json::from_str(json).unwrap()
}

/// The contents of the head's elements of that name, in order.
fn said(page: &Answer, name: &str) -> Vec<String> {
    let (head, _) = page.body.split_once("</head>").unwrap();
    let name = format!("=\"{name}\"");
    let found = head.split("<meta ").filter(|tag| tag.contains(&name));
    found
        .map(|tag| {
            let (_, content) = tag.split_once("content=\"").unwrap();
            content.split('"').next().unwrap().to_owned()
        })
        .collect()
}

fn picture() -> Picture {
    Picture {
        id: "abc123".parse().unwrap(),
        media_type: MediaType::Webp,
        width: 1200,
        height: 800,
        prepared: None,
        focus: None,
        alt: "The bridge in fog".parse().unwrap(),
        caption: None,
        credit: Some("Ilse Maro".parse().unwrap()),
    }
}

#[tokio::test]
async fn an_article_tells_search_engines_all_about_itself() {
    let site = TestSite::start().await;
    let save = async |body: &str| {
        let article = site
            .article("bridge")
            .headline("Bridge open")
            .standfirst("At last.");
        let article = article
            .by(&["Ada Low", "Bo High"])
            .topic("Bridges")
            .topic("Works");
        article.picture(picture()).body(body).save().await;
    };
    save("One.").await;
    save("Two.").await;
    let data = data(&site.get("/world/bridge").await);
    assert_eq!(data["@context"], "https://schema.org");
    let publisher = json!({
        "@type": "NewsMediaOrganization",
        "@id": "https://paper.example/#paper",
        "name": "The Test",
        "url": "https://paper.example/",
        "logo": {
            "@type": "ImageObject",
            "url": "https://paper.example/apple-touch-icon.png",
            "width": 180,
            "height": 180,
        },
    });
    assert_eq!(
        data["@graph"][0],
        json!({
            "@type": "NewsArticle",
            "headline": "Bridge open",
            "description": "At last.",
            "url": "https://paper.example/world/bridge",
            "mainEntityOfPage": { "@type": "WebPage", "@id": "https://paper.example/world/bridge" },
            "datePublished": "2023-02-05T08:00:00-05:00",
            "dateModified": "2023-02-05T10:00:00-05:00",
            "author": [
                { "@type": "Person", "name": "Ada Low", "url": "https://paper.example/author/ada-low" },
                { "@type": "Person", "name": "Bo High", "url": "https://paper.example/author/bo-high" },
            ],
            "publisher": publisher,
            "articleSection": "World",
            "keywords": ["Bridges", "Works"],
            "inLanguage": "en",
            "isAccessibleForFree": true,
            "wordCount": 1,
            "image": [{
                "@type": "ImageObject",
                "url": "https://paper.example/media/abc123.webp",
                "width": 1200,
                "height": 800,
                "creditText": "Ilse Maro",
            }],
        })
    );
    let trail = &data["@graph"][1];
    assert_eq!(trail["@type"], "BreadcrumbList");
    let steps = trail["itemListElement"].as_array().unwrap();
    let ways: Vec<_> = steps
        .iter()
        .map(|step| step["item"].as_str().unwrap())
        .collect();
    assert_eq!(
        ways,
        [
            "https://paper.example/",
            "https://paper.example/world",
            "https://paper.example/world/bridge"
        ]
    );
}

#[tokio::test]
async fn what_nobody_signed_is_the_papers_own() {
    let site = TestSite::start().await;
    site.article("notice").language("ar").save().await;
    let page = site.get("/world/notice").await;
    let story = &data(&page)["@graph"][0];
    assert_eq!(story["author"][0]["@id"], story["publisher"]["@id"]);
    assert_eq!(story["inLanguage"], "ar");
    assert!(story.get("keywords").is_none());
    assert_eq!(said(&page, "og:locale"), ["ar"]);
    let front = site.get("/").await;
    assert_eq!(said(&front, "twitter:card"), ["summary"]);
}

#[tokio::test]
async fn the_front_says_who_publishes_it_and_other_pages_do_not_claim_to_be_it() {
    let site = TestSite::start().await;
    site.article("bridge").save().await;
    let graph = &data(&site.get("/").await)["@graph"];
    assert_eq!(graph[0]["@type"], "WebSite");
    assert_eq!(graph[0]["publisher"]["@id"], graph[1]["@id"]);
    assert_eq!(graph[1]["@type"], "NewsMediaOrganization");
    for other in ["/world", "/stay-in-touch", "/nothing"] {
        assert!(!site.get(other).await.has("ld+json"), "{other}");
    }
}

#[tokio::test]
async fn each_kind_of_article_is_of_its_own_type() {
    let site = TestSite::start().await;
    for (kind, expected) in [
        (ArticleKind::News, json!("NewsArticle")),
        (ArticleKind::Opinion, json!("OpinionNewsArticle")),
        (ArticleKind::Analysis, json!("AnalysisNewsArticle")),
        (ArticleKind::Review, json!("ReviewNewsArticle")),
        (ArticleKind::Explainer, json!("BackgroundNewsArticle")),
        (ArticleKind::Obituary, json!("NewsArticle")),
        (ArticleKind::Gallery, json!(["NewsArticle", "ImageGallery"])),
        (ArticleKind::Coverage, json!("LiveBlogPosting")),
    ] {
        let slug = kind.as_str();
        site.article(slug).kind(kind).save().await;
        let page = site.get(&format!("/world/{slug}")).await;
        assert_eq!(data(&page)["@graph"][0]["@type"], expected);
    }
}

#[tokio::test]
async fn a_gallery_names_its_pictures_in_their_order() {
    let site = TestSite::start().await;
    let media = Media::new(site.folder.path().join("media"));
    let mut body = String::new();
    let mut expected = Vec::new();
    for width in [3, 1, 2] {
        // As much of a PNG as says how large it is.
        let head = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0";
        let png = [&head[..], &[width], b"\0\0\0\x09\x08\x02\0\0\0\0\0\0\0"].concat();
        let kept = media.keep(&png).unwrap();
        body.push_str(&format!("![A boat]({})\n\n", kept.path()));
        expected.push(json!({
            "@type": "ImageObject",
            "url": format!("https://paper.example{}", kept.path()),
            "width": width,
            "height": 9,
        }));
        site.store
            .add_pictures(&[kept.into()], site.clock.now())
            .await
            .unwrap();
    }
    let boats = |kind| site.article("boats").kind(kind).body(&body);
    boats(ArticleKind::Gallery).save().await;
    let gallery = data(&site.get("/world/boats").await);
    assert_eq!(gallery["@graph"][0]["image"], json!(expected));
    // In a report they go with the text; what stands for the story is the picture above it.
    boats(ArticleKind::News).save().await;
    let report = data(&site.get("/world/boats").await);
    assert!(!report.to_string().contains("/media/"), "{report}");
}

#[tokio::test]
async fn what_a_story_had_wrong_is_said_with_its_day() {
    let site = TestSite::start().await;
    site.article("bridge")
        .corrected(30, "It is </script> 312 metres long.")
        .corrected(3, "It opened in May.")
        .save()
        .await;
    let story = &data(&site.get("/world/bridge").await)["@graph"][0];
    assert_eq!(
        story["correction"],
        json!([
            {
                "@type": "CorrectionComment",
                "text": "It is </script> 312 metres long.",
                "datePublished": "2023-02-04T04:00:00-05:00",
            },
            {
                "@type": "CorrectionComment",
                "text": "It opened in May.",
                "datePublished": "2023-02-05T07:00:00-05:00",
            },
        ])
    );
}

#[tokio::test]
async fn a_headline_cannot_leave_the_data_block() {
    let site = TestSite::start().await;
    let headline =
        "</script><script>alert(1)</script> <!-- <script> & \u{2028}x\u{2029} \"quoted\" \\ ]]>";
    site.article("hostile")
        .headline(headline)
        .standfirst(headline)
        .by(&["</script> <!--"])
        .topic("</script> tags")
        .corrected(1, headline)
        .save()
        .await;
    let page = site.get("/world/hostile").await;
    let (_, block) = page.body.split_once("ld+json\">").unwrap();
    let (block, _) = block.split_once("</script>").unwrap();
    assert!(
        !block.contains(['<', '>', '&', '\u{2028}', '\u{2029}']),
        "{block}"
    );
    let data: Value = serde_json::from_str(block).unwrap();
    let kept: String = headline.split_whitespace().collect::<Vec<_>>().join(" ");
    let story = &data["@graph"][0];
    assert_eq!(story["headline"], kept);
    assert_eq!(story["description"], kept);
    assert_eq!(story["correction"][0]["text"], kept);
    assert_eq!(story["keywords"][0], "</script> tags");
    assert_eq!(data["@graph"][0]["author"][0]["name"], "</script> <!--");
    let policy = |answer: &Answer| answer.header("content-security-policy").to_owned();
    assert_eq!(policy(&page), policy(&site.get("/nothing").await));
}

#[tokio::test]
async fn previews_are_told_of_the_story_and_its_picture() {
    let site = TestSite::start().await;
    let article = site
        .article("bridge")
        .by(&["Ada Low", "Bo High"])
        .topic("Works");
    article.picture(picture()).language("pt-br").save().await;
    let page = site.get("/world/bridge").await;
    for (name, content) in [
        ("og:type", &["article"][..]),
        ("og:locale", &["pt_BR"]),
        ("og:image", &["https://paper.example/media/abc123.webp"]),
        ("og:image:width", &["1200"]),
        ("og:image:height", &["800"]),
        ("og:image:alt", &["The bridge in fog"]),
        ("twitter:card", &["summary_large_image"]),
        ("article:published_time", &["2023-02-05T08:00:00-05:00"]),
        ("article:modified_time", &["2023-02-05T08:00:00-05:00"]),
        ("article:section", &["World"]),
        ("article:tag", &["Works"]),
        (
            "article:author",
            &[
                "https://paper.example/author/ada-low",
                "https://paper.example/author/bo-high",
            ],
        ),
    ] {
        assert_eq!(said(&page, name), content, "{name}");
    }
    let front = site.get("/").await;
    assert_eq!(said(&front, "og:type"), ["website"]);
    assert_eq!(said(&front, "og:locale"), ["en"]);
    assert!(!front.has("article:published_time"));
}
