//! How warm it is, with exactly one decimal.
#![allow(clippy::unwrap_used, missing_docs)]

use domain::Temperature;
use domain::TemperatureUnit::{Celsius, Fahrenheit};
use proptest::prelude::*;

fn tenths(tenths: i32) -> Temperature {
    Temperature::from_tenths(tenths).unwrap()
}

#[test]
fn a_temperature_has_one_decimal_in_either_unit() {
    for (celsius, in_celsius, in_fahrenheit) in [
        (69, "6.9", "44.4"),
        (0, "0.0", "32.0"),
        (-4, "-0.4", "31.3"),
        (-178, "-17.8", "0.0"),
        (-180, "-18.0", "-0.4"),
        (-400, "-40.0", "-40.0"),
        (370, "37.0", "98.6"),
        (1, "0.1", "32.2"),
    ] {
        let temperature = tenths(celsius);
        let written = (
            temperature.degrees(Celsius),
            temperature.degrees(Fahrenheit),
        );
        assert_eq!(written, (in_celsius.to_owned(), in_fahrenheit.to_owned()));
    }
}

#[test]
fn what_is_measured_more_finely_is_rounded_and_never_becomes_minus_nothing() {
    for (measured, written) in [
        (6.94, "6.9"),
        (6.96, "7.0"),
        (-0.04, "0.0"),
        (-12.36, "-12.4"),
    ] {
        let temperature = Temperature::from_celsius(measured).unwrap();
        assert_eq!(temperature.degrees(Celsius), written);
    }
}

#[test]
fn what_no_air_ever_was_is_no_temperature() {
    for absurd in [
        -95.1,
        65.1,
        999.9,
        -273.15,
        1e300,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
    ] {
        assert!(Temperature::from_celsius(absurd).is_err(), "{absurd}");
    }
    assert_eq!(tenths(650).degrees(Celsius), "65.0");
    assert_eq!(tenths(-950).degrees(Celsius), "-95.0");
}

proptest! {
    #[test]
    fn fahrenheit_is_the_nearest_tenth(celsius in -950..=650) {
        let written: f64 = tenths(celsius).degrees(Fahrenheit).parse().unwrap();
        let exact = f64::from(celsius) * 0.18 + 32.0;
        prop_assert!((written - exact).abs() < 0.05);
    }
}
