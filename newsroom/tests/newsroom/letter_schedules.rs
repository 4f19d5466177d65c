//! Schedules as they are written.

use jiff::civil::{Time, Weekday};
use newsroom::letters::Schedule;
use proptest::prelude::*;

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn any_schedule() -> impl Strategy<Value = Schedule> {
    let weekly = (
        prop::sample::subsequence(WEEK.to_vec(), 1..=7),
        0..24_i8,
        0..60_i8,
    )
        .prop_map(|(days, hour, minute)| Schedule::Weekly {
            days,
            at: Time::new(hour, minute, 0, 0).unwrap(),
        });
    prop_oneof![Just(Schedule::Breaking), Just(Schedule::ByHand), weekly]
}

proptest! {
    #[test]
    fn a_schedule_is_read_as_it_is_written(schedule in any_schedule()) {
        let written = schedule.to_string();
        prop_assert_eq!(written.parse::<Schedule>().unwrap(), schedule);
    }

    #[test]
    fn days_may_come_in_any_order_and_spelling(
        days in prop::sample::subsequence(WEEK.to_vec(), 1..=7).prop_shuffle(),
        gap in prop::sample::select(vec![" ", ", ", ",", "\t"]),
    ) {
        let names: Vec<String> = days
            .iter()
            .map(|day| format!("{day:?}")[..3].to_uppercase())
            .collect();
        let read: Schedule = format!(" {} 17:05 ", names.join(gap)).parse().unwrap();
        let Schedule::Weekly { days: read, .. } = read else {
            panic!("{read:?}");
        };
        prop_assert_eq!(read.len(), days.len());
        prop_assert!(days.iter().all(|day| read.contains(day)));
    }

    #[test]
    fn what_is_no_schedule_is_refused_with_a_sentence(text in "\\PC{0,30}") {
        match text.parse::<Schedule>() {
            Ok(schedule) => prop_assert_eq!(schedule.to_string().parse::<Schedule>().unwrap(), schedule),
            Err(refusal) => prop_assert!(refusal.to_string().contains("\"daily 06:30\"")),
        }
    }
}

#[test]
fn times_that_no_clock_shows_are_refused() {
    for text in [
        "daily 24:00",
        "daily 6",
        "06:30",
        "daily",
        "daily mon 06:30",
        "funday 06:30",
        "daily 06:60",
        "",
    ] {
        assert!(text.parse::<Schedule>().is_err(), "{text}");
    }
}
