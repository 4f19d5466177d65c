mod certificates;
mod example;
mod gate;
mod letters;
mod refused;
mod unreadable;

use domain::TemperatureUnit;
use newsroom::vitals::Sample;
use newsroom::weather::Service;
use server::settings::{LogFormat, Settings};

fn read(variables: &[(&str, &str)]) -> Result<Settings, String> {
    let find = |name: &str| {
        variables
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| (*value).to_owned())
    };
    Settings::read(find).map_err(|refused| refused.to_string())
}

#[test]
fn everything_has_a_default_that_works() {
    let settings = read(&[]).unwrap();
    assert_eq!(settings.name, "Dateline");
    assert_eq!(settings.address.to_string(), "127.0.0.1:3000");
    assert_eq!(settings.url, "http://127.0.0.1:3000");
    assert_eq!(
        settings.database.path().to_str().unwrap(),
        "data/dateline.sqlite"
    );
    assert_eq!((settings.place, settings.log), (None, LogFormat::Text));
}

#[test]
fn what_proves_who_tells_a_network_is_in_no_message() {
    let network = ("DATELINE_CDN_PURGE_URL", "https://cdn.example/purge");
    let refused = read(&[network, ("DATELINE_CDN_PURGE_HEADER", "hush")]).unwrap_err();
    assert!(refused.contains("DATELINE_CDN_PURGE_HEADER") && refused.contains("a colon"));
    assert!(!refused.contains("hush"), "{refused}");
    let header = ("DATELINE_CDN_PURGE_HEADER", "Fastly-Key: hush");
    let cdn = read(&[network, header]).unwrap().cdn.unwrap();
    assert_eq!(
        cdn.purge_header,
        Some(("Fastly-Key".to_owned(), "hush".to_owned()))
    );
    assert_eq!(cdn.max_age, 60);
    assert!(!format!("{cdn:?}").contains("hush"));
}

#[test]
fn a_number_in_the_file_may_stand_with_quotation_marks_or_without() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.toml");
    std::fs::write(&file, "[live]\nstreams = 5\nheartbeat = \"7\"\n").unwrap();
    let live = read(&[("DATELINE_CONFIG", file.to_str().unwrap())])
        .unwrap()
        .live;
    let seconds = live.heartbeat.as_secs();
    assert_eq!((live.streams, live.per_address, seconds), (5, 100, 7));
}

#[test]
fn backups_are_made_where_a_folder_is_named_for_them() {
    assert_eq!(read(&[("DATELINE_BACKUP_KEEP", "3")]).unwrap().backup, None);
    let folder = ("DATELINE_BACKUP_FOLDER", "/backups");
    let backup = read(&[folder]).unwrap().backup.unwrap();
    let hours = backup.every.as_secs() / 3_600;
    assert_eq!((hours, backup.keep), (24, 7));
    let every = ("DATELINE_BACKUP_EVERY", "6");
    let keep = ("DATELINE_BACKUP_KEEP", "28");
    let backup = read(&[folder, every, keep]).unwrap().backup.unwrap();
    let hours = backup.every.as_secs() / 3_600;
    assert_eq!((hours, backup.keep), (6, 28));
    assert_eq!(backup.folder.to_str(), Some("/backups"));
}

#[test]
fn the_weather_is_on_where_there_is_a_place_and_its_services_may_be_others() {
    let place = |variables: &[(&str, &str)]| {
        let settings = read(variables).unwrap();
        let place = settings.weather.place(settings.place.as_deref());
        place.map(|place| place.to_string())
    };
    assert_eq!(place(&[]), None);
    let named = ("DATELINE_PLACE", "Lisbon");
    assert_eq!(place(&[named]).as_deref(), Some("Lisbon"));
    let at = ("DATELINE_WEATHER_AT", "38.72, -9.139333");
    assert_eq!(place(&[named, at]).as_deref(), Some("38.72,-9.1393"));
    assert_eq!(place(&[named, ("DATELINE_WEATHER", "off")]), None);

    let weather = read(&[
        ("DATELINE_WEATHER", "met-norway"),
        ("DATELINE_WEATHER_UNIT", "F"),
        ("DATELINE_WEATHER_OPEN_METEO_URL", "http://[::1]:81/om/"),
        ("DATELINE_WEATHER_MET_NORWAY_URL", "http://localhost"),
    ]);
    let weather = weather.unwrap().weather;
    assert_eq!(weather.service, Some(Service::MetNorway));
    assert_eq!(weather.unit, TemperatureUnit::Fahrenheit);
    assert_eq!(weather.open_meteo_url, "http://[::1]:81/om");
    assert_eq!(weather.met_norway_url, "http://localhost");
    assert_eq!(
        weather.geocoding_url,
        "https://geocoding-api.open-meteo.com"
    );
}

#[test]
fn one_page_load_in_ten_is_measured_unless_somebody_says_otherwise() {
    let percent = |variables: &[(&str, &str)]| {
        let sample = read(variables).unwrap().vitals;
        sample.map(Sample::percent)
    };
    assert_eq!(percent(&[]), Some(10));
    assert_eq!(percent(&[("DATELINE_VITALS_SAMPLE", "100")]), Some(100));
    assert_eq!(percent(&[("DATELINE_VITALS_SAMPLE", "off")]), None);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.toml");
    for (written, wanted) in [("3", Some(3)), ("\"4\"", Some(4)), ("\"off\"", None)] {
        std::fs::write(&file, format!("[vitals]\nsample = {written}\n")).unwrap();
        let in_file = ("DATELINE_CONFIG", file.to_str().unwrap());
        assert_eq!(percent(&[in_file]), wanted, "{written}");
    }
}

#[test]
fn the_environment_goes_before_the_file_and_a_wrong_key_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.toml");
    let path = file.to_str().unwrap();
    std::fs::write(
        &file,
        "[paper]\nname = \"From the file\"\nplace = \"Lisbon\"\n",
    )
    .unwrap();
    let settings = read(&[("DATELINE_CONFIG", path), ("DATELINE_PLACE", "Porto")]).unwrap();
    assert_eq!(
        (settings.name.as_str(), settings.place.as_deref()),
        ("From the file", Some("Porto"))
    );
    std::fs::write(&file, "[paper]\nnmae = \"Typo\"\n").unwrap();
    let refused = read(&[("DATELINE_CONFIG", path)]).unwrap_err();
    assert!(
        refused.contains("nmae") && refused.contains(path),
        "{refused}"
    );
    std::fs::write(&file, "[paper]\ntime_zone = \"Mars/Olympus\"\n").unwrap();
    let refused = read(&[("DATELINE_CONFIG", path)]).unwrap_err();
    assert!(
        refused.contains("paper.time_zone") && refused.contains("Mars/Olympus"),
        "{refused}"
    );
    assert!(
        read(&[("DATELINE_CONFIG", "/no/such/file.toml")])
            .unwrap_err()
            .contains("/no/such/file.toml")
    );
}

#[test]
fn notifications_are_on_where_browsers_allow_them_and_name_whom_to_ask() {
    for (url, enabled) in [
        ("https://paper.example", true),
        ("http://localhost:3000", true),
        ("http://127.0.0.1", true),
        ("http://paper.example", false),
        ("http://localhost.example", false),
    ] {
        let notifications = read(&[("DATELINE_URL", url)]).unwrap().notifications;
        assert_eq!(notifications.enabled, enabled, "{url}");
        assert_eq!(notifications.contact, url);
    }
    let contact = |address: &str| {
        let settings = read(&[("DATELINE_SECURITY_CONTACT", address)]);
        settings.unwrap().notifications.contact
    };
    assert_eq!(
        contact("mailto:desk@paper.example"),
        "mailto:desk@paper.example"
    );
    assert_eq!(contact("tel:+15550100"), "http://127.0.0.1:3000");
    let off = read(&[("DATELINE_NOTIFICATIONS", "off")]).unwrap();
    assert!(!off.notifications.enabled);
}
