//! What is said of a setting that cannot be used.

use super::read;

#[test]
fn a_wrong_setting_is_named_with_the_value_seen_and_what_would_be_right() {
    for (name, value, wanted) in [
        ("LEPTOS_SITE_ADDR", "localhost", "127.0.0.1:3000"),
        ("DATELINE_TIME_ZONE", "New York", "Europe/Lisbon"),
        ("DATELINE_LANGUAGE", "english", "pt-BR"),
        ("DATELINE_URL", "paper.example", "https://"),
        ("DATELINE_URL", "https://paper.example:99999", "1 to 65535"),
        ("DATELINE_URL", "http://paper.example:0", "1 to 65535"),
        ("DATELINE_URL", "http://paper.example:", "1 to 65535"),
        ("DATELINE_URL", "http://[::1", "a host"),
        ("DATELINE_URL", "http://::1", "a host"),
        ("DATELINE_URL", "http://[paper.example]", "a host"),
        ("DATELINE_URL", "http://[::1]3000", "a host"),
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
        ("DATELINE_OTLP_URL", "http://127.0.0.1:70000", "1 to 65535"),
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
fn an_address_that_has_no_room_for_a_tag_is_none_for_what_comes_back() {
    let long = format!("{}@paper.example", "b".repeat(37));
    let fits = format!("{}@paper.example", "b".repeat(36));
    for (name, address) in [
        ("DATELINE_MAIL_BOUNCES", &long),
        // Without another one, letters come back to where they come from.
        ("DATELINE_MAIL_FROM", &long),
    ] {
        let refused = read(&[(name, address)]).unwrap_err();
        assert!(
            refused.contains("bounces") && refused.contains(address.as_str()),
            "{refused}"
        );
        assert!(refused.contains("36 characters"), "{refused}");
    }
    let both = [
        ("DATELINE_MAIL_FROM", long.as_str()),
        ("DATELINE_MAIL_BOUNCES", fits.as_str()),
    ];
    assert_eq!(read(&both).unwrap().mail.bounces.as_str(), fits);
}

#[test]
fn an_address_of_a_paper_may_have_a_port_and_be_a_number() {
    for url in [
        "http://paper.example",
        "https://paper.example:65535",
        "http://localhost:1",
        "http://[::1]",
        "http://[2001:db8::1]:8080",
    ] {
        assert_eq!(read(&[("DATELINE_URL", url)]).unwrap().url, url);
    }
}

#[test]
fn a_number_that_is_no_whole_one_is_told_by_the_name_of_its_setting() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.toml");
    let path = file.to_str().unwrap();
    for (written, seen) in [
        ("1.5", "1.5"),
        ("2.0", "2.0"),
        ("true", "true"),
        ("nan", "NaN"),
    ] {
        std::fs::write(&file, format!("[limits]\npages = {written}\n")).unwrap();
        let refused = read(&[("DATELINE_CONFIG", path)]).unwrap_err();
        assert!(
            refused.starts_with(&format!(
                "limits.pages in {path} is \"{seen}\", but it has to be "
            )) && refused.contains("1 to 1000000"),
            "{refused}"
        );
    }
    for written in ["[1]", "1979-05-27"] {
        std::fs::write(&file, format!("[limits]\npages = {written}\n")).unwrap();
        let refused = read(&[("DATELINE_CONFIG", path)]).unwrap_err();
        assert!(
            refused.contains("line 2") && !refused.contains("untagged"),
            "{refused}"
        );
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
