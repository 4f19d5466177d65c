//! What services of the weather are asked, and what their answers are good for.

use newsroom::weather::{Coordinates, Freshness, Geocoding, Service, Unusable};

use super::reading;
use crate::paper::at;

/// As api.open-meteo.com answered, at another hour.
const OPEN_METEO: &str = r#"{"latitude":40.710335,"longitude":-73.99308,"generationtime_ms":0.0269412994384766,"utc_offset_seconds":0,"timezone":"GMT","timezone_abbreviation":"GMT","elevation":32.0,"current_units":{"time":"iso8601","interval":"seconds","temperature_2m":"°C"},"current":{"time":"2023-02-05T11:45","interval":900,"temperature_2m":6.9}}"#;

/// As api.met.no answered, shortened to three hours.
const MET_NORWAY: &str = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[-74.01,40.71,5]},"properties":{"meta":{"updated_at":"2023-02-05T11:22:41Z","units":{"air_pressure_at_sea_level":"hPa","air_temperature":"celsius","cloud_area_fraction":"%","precipitation_amount":"mm","relative_humidity":"%","wind_from_direction":"degrees","wind_speed":"m/s"}},"timeseries":[
{"time":"2023-02-05T11:00:00Z","data":{"instant":{"details":{"air_pressure_at_sea_level":1021.4,"air_temperature":6.1,"cloud_area_fraction":12.5,"relative_humidity":61.0,"wind_from_direction":225.1,"wind_speed":4.2}},"next_12_hours":{"summary":{"symbol_code":"fair_day"}},"next_1_hours":{"summary":{"symbol_code":"clearsky_day"},"details":{"precipitation_amount":0.0}}}},
{"time":"2023-02-05T12:00:00Z","data":{"instant":{"details":{"air_temperature":7.4}}}},
{"time":"2023-02-05T13:00:00Z","data":{"instant":{"details":{"air_temperature":8.0}}}}]}}"#;

#[test]
fn open_meteo_says_how_warm_it_is_this_quarter_of_an_hour() {
    let now = at("2023-02-05T11:50:00Z");
    let read = Service::OpenMeteo.read(OPEN_METEO, now).unwrap();
    assert_eq!(read, reading(69, at("2023-02-05T11:45:00Z")));
    let local = OPEN_METEO.replace("\"utc_offset_seconds\":0", "\"utc_offset_seconds\":-1800");
    let read = Service::OpenMeteo.read(&local, now).unwrap();
    assert_eq!(read.measured_at, at("2023-02-05T12:15:00Z"));
}

#[test]
fn met_norway_forecasts_the_hours_and_the_nearest_counts() {
    for (now, tenths, hour) in [
        ("2023-02-05T10:40:00Z", 61, "2023-02-05T11:00:00Z"),
        ("2023-02-05T11:29:00Z", 61, "2023-02-05T11:00:00Z"),
        ("2023-02-05T11:31:00Z", 74, "2023-02-05T12:00:00Z"),
        ("2023-02-05T14:59:00Z", 80, "2023-02-05T13:00:00Z"),
    ] {
        let read = Service::MetNorway.read(MET_NORWAY, at(now)).unwrap();
        assert_eq!(read, reading(tenths, at(hour)), "{now}");
    }
}

#[test]
fn an_unchanged_forecast_says_something_else_for_the_next_hour() {
    let eleven = reading(61, at("2023-02-05T11:00:00Z"));
    let repeats = |service: Service, now| service.would_repeat(&eleven, at(now));
    assert!(repeats(Service::MetNorway, "2023-02-05T11:20:00Z"));
    assert!(!repeats(Service::MetNorway, "2023-02-05T11:40:00Z"));
    assert!(repeats(Service::OpenMeteo, "2023-02-05T11:40:00Z"));
}

#[test]
fn an_answer_that_is_broken_cut_off_absurd_or_of_another_time_is_of_no_use() {
    let now = at("2023-02-05T11:50:00Z");
    let half = &OPEN_METEO[..OPEN_METEO.len() / 2];
    for broken in [
        "",
        "null",
        "{}",
        "[]",
        "<!DOCTYPE html><title>Sorry</title>",
        half,
        r#"{"error":true,"reason":"Daily API request limit exceeded."}"#,
        &OPEN_METEO.replace("°C", "°F"),
        &OPEN_METEO.replace("6.9", "\"6.9\""),
        &OPEN_METEO.replace("2023-02-05T11:45", "yesterday"),
        &OPEN_METEO.replace("\"utc_offset_seconds\":0", "\"utc_offset_seconds\":999999"),
    ] {
        let read = Service::OpenMeteo.read(broken, now);
        assert!(matches!(read, Err(Unusable::Unreadable(_))), "{broken}");
    }
    let none = OPEN_METEO.replace("6.9", "null");
    assert_eq!(Service::OpenMeteo.read(&none, now), Err(Unusable::Nothing));
    for absurd in ["999.9", "-273.15", "1e308"] {
        let read = Service::OpenMeteo.read(&OPEN_METEO.replace("6.9", absurd), now);
        assert!(matches!(read, Err(Unusable::Absurd(_))), "{absurd}");
    }
    for time in ["2023-02-05T09:50", "2023-02-05T13:00", "1970-01-01T00:00"] {
        let read = Service::OpenMeteo.read(&OPEN_METEO.replace("2023-02-05T11:45", time), now);
        assert_eq!(read, Err(Unusable::AnotherTime), "{time}");
    }
    let met_norway = |answer: &str| Service::MetNorway.read(answer, now);
    assert!(matches!(
        met_norway(OPEN_METEO),
        Err(Unusable::Unreadable(_))
    ));
    assert!(matches!(
        met_norway(&MET_NORWAY.replace("celsius", "kelvin")),
        Err(Unusable::Unreadable(_))
    ));
    assert_eq!(
        met_norway(&MET_NORWAY.replace("2023-02-05", "2023-02-04")),
        Err(Unusable::AnotherTime)
    );
    let cut = MET_NORWAY.find("\"timeseries\"").unwrap();
    let empty = format!("{}\"timeseries\":[]}}}}", &MET_NORWAY[..cut]);
    assert_eq!(met_norway(&empty), Err(Unusable::Nothing));
}

#[test]
fn services_are_asked_with_four_decimals_at_most() {
    let place: Coordinates = " 40.712776, -74.005974 ".parse().unwrap();
    assert_eq!(place.to_string(), "40.7128,-74.006");
    assert_eq!(
        Service::OpenMeteo.path(place),
        "/v1/forecast?latitude=40.7128&longitude=-74.006&current=temperature_2m"
    );
    assert_eq!(
        Service::MetNorway.path(place),
        "/weatherapi/locationforecast/2.0/compact?lat=40.7128&lon=-74.006"
    );
    for nowhere in [
        "",
        "40.71",
        "40.71;-74.01",
        "91,0",
        "0,181",
        "NaN,0",
        "0,inf",
        "New York",
    ] {
        assert!(nowhere.parse::<Coordinates>().is_err(), "{nowhere}");
    }
}

#[test]
fn a_place_is_found_by_its_name() {
    assert_eq!(
        Geocoding::path("São Tomé & more", "pt"),
        "/v1/search?name=S%C3%A3o%20Tom%C3%A9%20%26%20more&count=1&language=pt"
    );
    let found = r#"{"results":[{"id":5128581,"name":"New York","latitude":40.71427,"longitude":-74.00597,"elevation":10.0,"feature_code":"PPL","country_code":"US","timezone":"America/New_York","population":8175133,"country":"United States"}],"generationtime_ms":0.7}"#;
    let new_york = Coordinates::from_degrees(40.7143, -74.006);
    assert_eq!(Geocoding::read(found), Ok(new_york));
    assert_eq!(Geocoding::read(r#"{"generationtime_ms":0.5}"#), Ok(None));
    for broken in ["", "{\"results\":[{}]}", &found.replace("40.71427", "400")] {
        assert!(Geocoding::read(broken).is_err(), "{broken}");
    }
}

#[test]
fn an_answer_is_good_for_as_long_as_the_service_says_by_its_own_clock() {
    let now = at("2023-02-05T12:00:00Z");
    let until = |expires, date| Freshness::read(now, expires, date, None, None).expires_at;
    let (early, late) = (
        "Sun, 05 Feb 2023 10:00:00 GMT",
        "Sun, 05 Feb 2023 10:31:10 GMT",
    );
    assert_eq!(
        until(Some(late), Some(early)),
        Some(at("2023-02-05T12:31:10Z"))
    );
    assert_eq!(until(Some(early), Some(late)), Some(now));
    assert_eq!(
        until(Some("Sun, 05 Feb 2023 12:10:00 GMT"), None),
        Some(at("2023-02-05T12:10:00Z"))
    );
    assert_eq!(
        until(Some("Thu, 31 Dec 2099 23:59:59 GMT"), None),
        Some(at("2023-02-05T14:00:00Z"))
    );
    assert_eq!(until(Some("0"), Some(early)), None);
    assert_eq!(until(None, Some(early)), None);
}
