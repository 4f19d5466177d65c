//! Two people in one story: what stands in the fields beside its text.

use newsroom::desk::manuscript::{Field, Manuscript};
use newsroom::desk::merging::{Choice, SettleError, merge, settle};

#[test]
fn each_field_is_merged_by_itself() {
    let base = Manuscript::default()
        .with(Field::Headline, "Ferry late")
        .with(Field::Section, "news")
        .with(Field::Byline, "Ada Marsh");
    let theirs = base
        .clone()
        .with(Field::Headline, "Ferry an hour late")
        .with(Field::Section, "harbour")
        .with(Field::Byline, "Ada Marsh, Bo Lind");
    let mine = base
        .clone()
        .with(Field::Headline, "Late ferry")
        .with(Field::Standfirst, "Nobody knows why.")
        .with(Field::Byline, "Ada Marsh, Cy Reed");
    let merge = merge(&base, &theirs, &mine);
    let fields: Vec<Field> = merge.disputes.iter().map(|dispute| dispute.field).collect();
    assert_eq!(fields, [Field::Headline, Field::Byline]);
    assert_eq!(merge.manuscript.headline, "Ferry an hour late");
    assert_eq!(merge.manuscript.section, "harbour");
    assert_eq!(merge.manuscript.standfirst, "Nobody knows why.");

    let both = settle(&base, &theirs, &mine, &[Choice::Mine, Choice::Both]).unwrap();
    assert_eq!(both.headline, "Late ferry");
    assert_eq!(both.byline, "Ada Marsh, Bo Lind, Cy Reed");
    assert_eq!(both.section, "harbour");
    let joined = settle(&base, &theirs, &mine, &[Choice::Both, Choice::Theirs]).unwrap();
    assert_eq!(joined.headline, "Ferry an hour late Late ferry");
}

#[test]
fn words_about_a_picture_do_not_come_to_stand_under_another() {
    let base = Manuscript::default()
        .with(Field::Picture, "/media/0a.jpg")
        .with(Field::PictureAlt, "A ferry");
    let exchanged = base.clone().with(Field::Picture, "/media/0b.jpg");
    let described = base
        .clone()
        .with(Field::PictureAlt, "A ferry at the quay")
        .with(Field::Kicker, "Harbour");
    for (theirs, mine) in [(&exchanged, &described), (&described, &exchanged)] {
        let merge = merge(&base, theirs, mine);
        let [dispute] = merge.disputes.as_slice() else {
            panic!("{merge:?}");
        };
        assert_eq!(dispute.field, Field::PictureAlt);
        assert_eq!(dispute.theirs, theirs.picture_alt);
        assert_eq!(dispute.mine, mine.picture_alt);
        assert_eq!(merge.manuscript.picture, "/media/0b.jpg");
        assert_eq!(merge.manuscript.kicker, "Harbour");
    }
}

#[test]
fn choices_that_do_not_fit_the_disputes_settle_nothing() {
    let base = Manuscript::default().with(Field::Section, "news");
    let theirs = base.clone().with(Field::Section, "harbour");
    let mine = base.clone().with(Field::Section, "sport");
    let uneven = settle(&base, &theirs, &mine, &[]).unwrap_err();
    assert_eq!(
        uneven.to_string(),
        "There is a choice to make in 1 places, and 0 were made. Choose again from what the story says now."
    );
    let both = settle(&base, &theirs, &mine, &[Choice::Both]).unwrap_err();
    assert_eq!(both, SettleError::NotBoth(Field::Section));
    assert_eq!(
        both.to_string(),
        "Both cannot stand in the field \"Section\". Choose one of the two."
    );
    assert!(!Choice::offered(Field::Section).contains(&Choice::Both));
}
