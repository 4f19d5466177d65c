//! What readers are told of authors.

use domain::Profile;
use newsroom::events::EventKind;

use crate::paper::{TestPaper, slug};
use crate::pictures::png;

const ADA: &str = "---\nauthor: Ada Löw\nrole: Harbour reporter\nimage: ada.png\nimage_alt: Ada\nimage_credit: Ann Lee\nlang: sv\n---\nHon *skriver*.\n";

async fn ada(paper: &TestPaper) -> Option<Profile> {
    paper.store.profile(&slug("ada-low")).await.unwrap()
}

#[tokio::test]
async fn a_file_with_an_author_and_no_title_tells_of_the_author() {
    let paper = TestPaper::start().await;
    paper.write("ada.png", png(30, 40));
    paper.write("ada.md", ADA);
    let report = paper.import().await;
    assert_eq!((report.problems, report.notes), (vec![], vec![]));
    assert_eq!(report.added, 1);
    let told = ada(&paper).await.unwrap();
    assert_eq!(told.author.name(), "Ada Löw");
    assert_eq!(told.role.unwrap().as_str(), "Harbour reporter");
    assert_eq!(told.biography.as_str(), "Hon *skriver*.");
    assert_eq!(told.language.unwrap().as_str(), "sv");
    let picture = told.picture.unwrap();
    assert_eq!((picture.width, picture.height), (30, 40));
    assert_eq!(picture.credit, "Ann Lee".parse().ok());
    assert_eq!(paper.store.health().await.unwrap().articles, 0);
    assert_eq!(paper.store.unprepared().await.unwrap().len(), 1);
    assert_eq!(paper.events().await, [EventKind::ProfileChanged]);
}

#[tokio::test]
async fn a_profile_changes_with_its_file_and_only_then() {
    let paper = TestPaper::start().await;
    paper.write("ada.png", png(30, 40));
    let file = paper.write("ada.md", ADA);
    paper.import().await;
    assert_eq!(paper.import().await.unchanged, 1);
    assert_eq!(paper.events().await.len(), 1);

    std::fs::write(file, "---\nauthor: Ada Löw\n---\n").unwrap();
    assert_eq!(paper.import().await.updated, 1);
    let told = ada(&paper).await.unwrap();
    assert_eq!(
        (told.role, told.picture, told.biography.as_str()),
        (None, None, "")
    );
    assert_eq!(paper.events().await.len(), 2);
}

#[tokio::test]
async fn a_profile_says_how_its_author_is_spelled() {
    let paper = TestPaper::start().await;
    let story = "---\ntitle: A\nsection: B\nbyline: ADA LOW\n---\n";
    assert_eq!(
        paper.imported(story).await.version.byline.authors()[0].name(),
        "ADA LOW"
    );
    paper.write("ada.md", "---\nauthor: Ada Löw\n---\n");
    paper.import().await;
    let byline = paper.article("one").await.unwrap().version.byline;
    assert_eq!(byline.authors()[0].name(), "Ada Löw");
}

#[tokio::test]
async fn an_author_has_one_profile_and_its_first_file_owns_it() {
    let paper = TestPaper::start().await;
    let first = paper.write("a.md", "---\nauthor: Ada Low\n---\nFirst.\n");
    let second = paper.write("b.md", "---\nrole: None\nauthor: Ada Low\n---\nSecond.\n");
    for _ in 0..2 {
        let report = paper.import().await;
        let [problem] = report.problems.as_slice() else {
            panic!("{report:?}");
        };
        assert_eq!((&problem.path, problem.line), (&second, Some(3)));
        assert!(problem.reason.contains("`Ada Low` already has a profile"));
        assert!(problem.reason.contains("a.md"), "{}", problem.reason);
    }
    // Once the first file is gone, the other may tell.
    std::fs::remove_file(first).unwrap();
    assert_eq!(paper.import().await.updated, 1);
    let told = ada(&paper).await.unwrap();
    assert_eq!(told.biography.as_str(), "Second.");
}

#[tokio::test]
async fn what_says_nothing_of_an_author_is_noted_and_what_is_wrong_is_refused() {
    let paper = TestPaper::start().await;
    paper.write(
        "ada.md",
        "---\nauthor: Ada Low\nsection: City\nbyline: X\n---\n",
    );
    paper.write(
        "two.md",
        "---\ntitle: A\nsection: B\nauthor: Ada Low\n---\n",
    );
    let report = paper.import().await;
    let notes: Vec<_> = report
        .notes
        .iter()
        .map(|note| (note.line, note.text.as_str()))
        .collect();
    assert_eq!(
        notes,
        [
            (Some(3), "`section` says nothing of an author"),
            (Some(4), "`byline` says nothing of an author"),
            (
                Some(4),
                "`author` says nothing here: a story names its authors in `byline`"
            ),
        ]
    );
    assert_eq!(report.added, 2);
    for (file, line, reason) in [
        (
            "---\nauthor: Bo\nrole: \"\\u0007\"\n---\n",
            3,
            "the author's role has a character that cannot be shown (U+0007)",
        ),
        (
            "---\nauthor: \"!!\"\n---\n",
            2,
            "no address can be made from the name `!!`",
        ),
        (
            "---\nauthor: Bo\nimage: no.png\n---\n",
            3,
            "the picture `no.png` does not exist",
        ),
    ] {
        let other = TestPaper::start().await;
        assert_eq!(other.problem(file).await, (Some(line), reason.to_owned()));
        let bo = other.store.profile(&slug("bo")).await.unwrap();
        assert!(bo.is_none(), "nothing is half stored");
    }
}
