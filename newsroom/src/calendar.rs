//! What months and weekdays are called, in the languages that pages and letters are written in.
//!
//! Pages and letters put the words of a date in an order of their own; the names are the same in both.

use jiff::ZonedDateTime;
use jiff::civil::Date;

/// The names of one language.
#[derive(Debug)]
pub struct Calendar {
    months: [&'static str; 12],
    short_months: [&'static str; 12],
    /// Monday first.
    weekdays: [&'static str; 7],
}

impl Calendar {
    /// The month in full.
    #[must_use]
    pub fn month(&self, date: Date) -> &'static str {
        self.months[month(date)]
    }

    /// The month as short as the language has it.
    #[must_use]
    pub fn short_month(&self, date: Date) -> &'static str {
        self.short_months[month(date)]
    }

    /// The weekday in full.
    #[must_use]
    pub fn weekday(&self, date: Date) -> &'static str {
        let place = date.weekday().to_monday_zero_offset();
        self.weekdays[usize::try_from(place).unwrap_or_default()]
    }
}

fn month(date: Date) -> usize {
    usize::try_from(date.month() - 1).unwrap_or_default()
}

/// The time of day on a clock of 24 hours, which all three languages write alike.
#[must_use]
pub fn time_of_day(time: &ZonedDateTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// English.
pub static ENGLISH: Calendar = Calendar {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    short_months: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    weekdays: [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
};

/// Spanish.
pub static SPANISH: Calendar = Calendar {
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    short_months: [
        "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic",
    ],
    weekdays: [
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
    ],
};

/// Arabic, which writes months in full.
pub static ARABIC: Calendar = Calendar {
    months: ARABIC_MONTHS,
    short_months: ARABIC_MONTHS,
    weekdays: [
        "الاثنين",
        "الثلاثاء",
        "الأربعاء",
        "الخميس",
        "الجمعة",
        "السبت",
        "الأحد",
    ],
};

const ARABIC_MONTHS: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];
