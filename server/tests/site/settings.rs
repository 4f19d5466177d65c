mod certificates;
mod example;
mod gate;

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
fn a_wrong_setting_is_named_with_the_value_seen_and_what_would_be_right() {
    for (name, value, wanted) in [
        ("LEPTOS_SITE_ADDR", "localhost", "127.0.0.1:3000"),
        ("DATELINE_TIME_ZONE", "New York", "Europe/Lisbon"),
        ("DATELINE_LANGUAGE", "english", "pt-BR"),
        ("DATELINE_URL", "paper.example", "https://"),
        ("DATABASE_URL", "mysql://x", "sqlite:"),
        ("DATELINE_LOG", "xml", "json"),
        ("DATELINE_CATALOGUE", "yes", "on or off"),
        ("DATELINE_DESK_LINKS", "sometimes", "on or off"),
        ("DATELINE_DESK_LINKS_SERVICE", "localhost", "127.0.0.1:9000"),
        ("DATELINE_NAME", " ", "1 to 80"),
        ("DATELINE_WEBSUB_HUB", "hub.example", "https://"),
        ("DATELINE_AI_CRAWLERS", "perhaps", "allow or refuse"),
        ("DATELINE_SECURITY_CONTACT", "me@paper.example", "mailto:"),
        ("DATELINE_SECURITY_CONTACT", "mailto:a\nb", "mailto:"),
        ("DATELINE_LIVE_STREAMS", "0", "1 to 1000000"),
        ("DATELINE_LIVE_STREAMS_PER_ADDRESS", "many", "1 to 1000000"),
        ("DATELINE_LIVE_HEARTBEAT", "301", "1 to 300"),
        ("DATELINE_CDN_PURGE_URL", "cdn.example", "https://"),
        ("DATELINE_CDN_MAX_AGE", "0", "seconds from 1 to 86400"),
        ("DATELINE_BACKUP_FOLDER", " ", "the path of a folder"),
        ("DATELINE_BACKUP_EVERY", "0", "hours from 1 to 744"),
        ("DATELINE_BACKUP_KEEP", "all", "1 to 1000"),
        ("DATELINE_VITALS_SAMPLE", "0", "1 to 100, or off"),
        ("DATELINE_VITALS_SAMPLE", "101", "1 to 100, or off"),
        ("DATELINE_VITALS_SAMPLE", "some", "1 to 100, or off"),
        ("DATELINE_OTLP_URL", "127.0.0.1:4318", "https://"),
        (
            "DATELINE_TLS_ACME_DIRECTORY",
            "zerossl",
            "letsencrypt-staging",
        ),
        (
            "DATELINE_TLS_ACME_DIRECTORY",
            "http://ca.example/dir",
            "https://",
        ),
        ("DATELINE_TLS_ACME_TERMS", "yes", "accepted"),
        (
            "DATELINE_TLS_ACME_NAMES",
            "*.paper.example",
            "none with a *",
        ),
        ("DATELINE_TLS_ACME_NAMES", "a.example,,b.example", "commas"),
        (
            "DATELINE_TLS_ACME_NAMES",
            "192.0.2.1",
            "names that lead here",
        ),
        ("DATELINE_TLS_ACME_CONTACT", "desk@paper.example", "mailto:"),
        ("DATELINE_TLS_REDIRECT_FROM", "80", "0.0.0.0:80"),
        ("DATELINE_TLS_HSTS", "63072001", "0 to 63072000"),
        ("DATELINE_TRUSTED_PROXIES", "10.0.0.0/33", "10.0.0.0/8"),
        ("DATELINE_TRUSTED_PROXIES", "proxy.example", "or none"),
        ("DATELINE_FORWARDED_HEADER", "x-real-ip", "forwarded"),
        ("DATELINE_HTTPS_ONLY", "on", "paper.url of https://"),
        ("DATELINE_HTTPS_ONLY", "yes", "on or off"),
        ("DATELINE_LIMIT_CONNECTIONS", "1.5", "1 to 1000000"),
        ("DATELINE_LIMIT_PAGES", "-1", "0 for no limit"),
        ("DATELINE_LIMIT_SEARCHES", "1000001", "1 to 1000000"),
        ("DATELINE_LIMIT_FORMS", "few", "0 for no limit"),
        ("DATELINE_NOTIFICATIONS", "yes", "on or off"),
        ("DATELINE_NOTIFICATIONS_CONTACT", "tel:1", "mailto:"),
        (
            "DATELINE_NOTIFICATIONS_SERVICE",
            "http://10.0.0.1:80",
            "http://127.0.0.1:",
        ),
        ("DATELINE_WEATHER", "yahoo", "open-meteo, met-norway or off"),
        ("DATELINE_WEATHER_AT", "New York", "40.71,-74.01"),
        ("DATELINE_WEATHER_AT", "91,0", "40.71,-74.01"),
        ("DATELINE_WEATHER_UNIT", "K", "C or F"),
        (
            "DATELINE_WEATHER_OPEN_METEO_URL",
            "http://weather.example",
            "https://",
        ),
        ("DATELINE_WEATHER_MET_NORWAY_URL", "https://", "https://"),
        (
            "DATELINE_WEATHER_GEOCODING_URL",
            "https://a.example/?key=1",
            "without ?",
        ),
        (
            "DATELINE_WEATHER_GEOCODING_URL",
            "http://127.0.0.1.example",
            "on this machine",
        ),
    ] {
        let refused = read(&[(name, value)]).unwrap_err();
        assert!(
            refused.contains(name) && refused.contains(value) && refused.contains(wanted),
            "{refused}"
        );
    }
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
fn a_port_that_no_mail_server_can_have_is_refused() {
    for url in [
        "smtp://host:99999",
        "smtp://host:0",
        "smtps://ann:secret@host:smtp",
        "smtp://host:/?weight=2",
        "smtp://[::1]:65536",
        "smtp://host:25 smtp://other:1e3",
    ] {
        let refused = read(&[("DATELINE_SMTP_URL", url)]).unwrap_err();
        assert!(
            refused.contains("DATELINE_SMTP_URL") && refused.contains("a port from 1 to 65535"),
            "{url}: {refused}"
        );
    }
    for url in ["smtp://host", "smtp://[::1]", "smtps://[::1]:465/?weight=2"] {
        let servers = read(&[("DATELINE_SMTP_URL", url)]).unwrap().mail.servers;
        assert_eq!(servers.len(), 1, "{url}");
    }
}

#[test]
fn a_password_is_never_shown() {
    let refused = read(&[("DATELINE_SMTP_URL", "imap://user:hunter2@host")]).unwrap_err();
    assert!(
        refused.contains("DATELINE_SMTP_URL") && !refused.contains("hunter2"),
        "{refused}"
    );
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
