//! The fronts of sections arranged by hand, each by itself and beside that of the paper.

use domain::Moment;
use newsroom::desk::role::Role;
use newsroom::events::{Event, EventKind, EventNumber, Part};
use newsroom::front::{
    Arranged, ArrangementNumber, FrontOf, Slot, Wish, arrange, call_off, put_out_due,
};

use crate::paper::{TestPaper, at, filing, section, slug};
use crate::renamed_sections::name_city;
use crate::settings::account;

const NOON: &str = "2023-02-05T12:00:00Z";
const ONE: &str = "2023-02-05T13:00:00Z";
const TWO: &str = "2023-02-05T14:00:00Z";

/// A paper with two stories in City and one in Sport.
async fn paper() -> TestPaper {
    let paper = TestPaper::start().await;
    for name in ["ant", "bee"] {
        paper.publish_new(name).await;
    }
    let mut fox = filing("fox");
    fox.section = section("Sport");
    paper.file(&fox).await;
    paper
}

fn of(section: &str) -> FrontOf {
    FrontOf::Section(slug(section))
}

fn wish(of: FrontOf, slots: &[(Slot, &str)]) -> Wish {
    let slots = slots.iter().map(|(slot, name)| (*slot, slug(name)));
    Wish {
        of,
        slots: slots.collect(),
        ..Wish::default()
    }
}

async fn arranged(paper: &TestPaper, wish: &Wish) -> Arranged {
    arrange(&paper.store, &paper.clock, wish).await.unwrap()
}

/// Which story led a front at a time.
async fn led(paper: &TestPaper, of: &FrontOf, time: &str) -> Option<String> {
    led_at(paper, of, at(time)).await
}

async fn led_at(paper: &TestPaper, of: &FrontOf, time: Moment) -> Option<String> {
    let front = paper.store.front_at(of, time).await.unwrap()?;
    assert_eq!(front.of, *of);
    let standings = paper.store.front_standings(front.number).await.unwrap();
    let lead = standings.into_iter().find(|(slot, _)| *slot == Slot::Lead);
    lead.map(|(_, story)| story.slug.to_string())
}

async fn events_after(paper: &TestPaper, number: EventNumber) -> Vec<Event> {
    paper.store.events(number, 100).await.unwrap()
}

#[tokio::test]
async fn each_front_is_arranged_by_itself_and_the_log_says_which() {
    let paper = paper().await;
    let before = paper.store.newest_event().await.unwrap();
    arranged(&paper, &wish(FrontOf::Paper, &[(Slot::Lead, "ant")])).await;
    let city = wish(of("city"), &[(Slot::Lead, "bee"), (Slot::Second(1), "fox")]);
    let number = ArrangementNumber(2);
    assert_eq!(arranged(&paper, &city).await, Arranged::Out(number));
    assert_eq!(arranged(&paper, &city).await, Arranged::Unchanged);

    let events = events_after(&paper, before).await;
    let told = events.iter().map(|event| (event.kind, event.part()));
    let city_front = Part::SectionFront(slug("city"));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (EventKind::FrontChanged, None),
            (EventKind::FrontChanged, Some(city_front.clone()))
        ]
    );
    let touched = paper.store.touched(events[0].number, 100).await.unwrap();
    let touched = touched.unwrap();
    assert_eq!(
        (touched.everywhere, touched.parts),
        (false, vec![city_front])
    );

    assert_eq!(led(&paper, &FrontOf::Paper, NOON).await.unwrap(), "ant");
    assert_eq!(led(&paper, &of("city"), NOON).await.unwrap(), "bee");
    assert_eq!(led(&paper, &of("sport"), NOON).await, None);
    assert_eq!(led(&paper, &of("nowhere"), NOON).await, None);
}

#[tokio::test]
async fn what_waits_for_several_fronts_goes_out_on_each_in_its_time() {
    let paper = paper().await;
    let later = |of: FrontOf, name: &str, time: &str| Wish {
        goes_out_at: Some(at(time)),
        ..wish(of, &[(Slot::Lead, name)])
    };
    arranged(&paper, &later(of("city"), "bee", TWO)).await;
    arranged(&paper, &later(of("sport"), "fox", ONE)).await;
    arranged(&paper, &later(FrontOf::Paper, "ant", ONE)).await;
    arranged(&paper, &later(of("city"), "ant", ONE)).await;
    let number = ArrangementNumber(4);
    call_off(&paper.store, &paper.clock, number).await.unwrap();
    paper.clock.set(at(ONE));
    let due = async || put_out_due(&paper.store, &paper.clock).await.unwrap();
    assert_eq!(due().await, [ArrangementNumber(2), ArrangementNumber(3)]);
    assert_eq!(led(&paper, &of("city"), ONE).await, None);
    paper.clock.set(at(TWO));
    assert_eq!(due().await, [ArrangementNumber(1)]);
    assert_eq!(due().await, []);
    assert_eq!(led(&paper, &of("sport"), TWO).await.unwrap(), "fox");
    assert_eq!(led(&paper, &FrontOf::Paper, TWO).await.unwrap(), "ant");
    assert_eq!(led(&paper, &of("city"), TWO).await.unwrap(), "bee");
    assert_eq!(led(&paper, &of("city"), ONE).await, None);
}

#[tokio::test]
async fn a_front_stays_that_of_its_section_when_the_section_is_renamed() {
    let paper = paper().await;
    arranged(&paper, &wish(of("city"), &[(Slot::Lead, "ant")])).await;
    let owner = account(&paper, "Zoe", Role::Owner).await;
    name_city(&paper, &owner, "Harbourside").await;
    assert_eq!(led(&paper, &of("city"), NOON).await.unwrap(), "ant");
    let same = wish(of("city"), &[(Slot::Lead, "ant")]);
    assert_eq!(arranged(&paper, &same).await, Arranged::Unchanged);
}

#[tokio::test]
async fn what_cannot_be_the_front_of_a_section_is_refused() {
    let paper = paper().await;
    let events = paper.events().await.len();
    for (wanted, sentence) in [
        (
            wish(of("nowhere"), &[(Slot::Lead, "ant")]),
            "there is no section `nowhere`",
        ),
        (wish(of("nowhere"), &[]), "there is no section `nowhere`"),
        (
            wish(of("city"), &[(Slot::DontMiss(1), "ant")]),
            "there is no place `don't miss 1` on the front of a section; it is arranged with the front page",
        ),
        (
            wish(of("city"), &[(Slot::Lead, "nobody")]),
            "there is no article `nobody`",
        ),
        (
            wish(of("city"), &[(Slot::Lead, "ant"), (Slot::Second(2), "ant")]),
            "the story in the place `second 2` stands in the place `lead` already",
        ),
        (
            Wish {
                goes_out_at: Some(at("2023-02-05T11:00:00Z")),
                ..wish(of("city"), &[(Slot::Lead, "ant")])
            },
            "an arrangement goes out now or at a time that lies ahead",
        ),
    ] {
        let refused = arrange(&paper.store, &paper.clock, &wanted).await;
        assert_eq!(refused.unwrap_err().to_string(), sentence);
    }
    assert_eq!(paper.events().await.len(), events);
    assert_eq!(paper.store.fronts_waiting().await.unwrap(), []);
}
