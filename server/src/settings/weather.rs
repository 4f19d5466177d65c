use std::net::IpAddr;

use domain::TemperatureUnit;
use newsroom::weather::{Coordinates, Geocoding, Service, Whereabouts};

use super::source::Source;
use super::{Refused, file};

/// How warm it is at the paper, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weather {
    /// `DATELINE_WEATHER`, `weather.service`: whom to ask first, `open-meteo` or `met-norway`; the other one is asked
    /// when that fails. `off` asks nobody. Default `open-meteo`; without a place nobody is asked either.
    pub service: Option<Service>,
    /// `DATELINE_WEATHER_AT`, `weather.at`: where the paper is, as `40.71,-74.01`: degrees north and east, to four
    /// decimals. Default: where the paper's place is, which is looked up once.
    pub at: Option<Coordinates>,
    /// `DATELINE_WEATHER_UNIT`, `weather.unit`: `C` or `F`. Default `C`.
    pub unit: TemperatureUnit,
    /// `DATELINE_WEATHER_OPEN_METEO_URL`, `weather.open_meteo_url`. Default `https://api.open-meteo.com`.
    pub open_meteo_url: String,
    /// `DATELINE_WEATHER_MET_NORWAY_URL`, `weather.met_norway_url`. Default `https://api.met.no`.
    pub met_norway_url: String,
    /// `DATELINE_WEATHER_GEOCODING_URL`, `weather.geocoding_url`: who knows where a place is. Default
    /// `https://geocoding-api.open-meteo.com`.
    pub geocoding_url: String,
}

impl Default for Weather {
    fn default() -> Self {
        Self {
            service: Some(Service::default()),
            at: None,
            unit: TemperatureUnit::default(),
            open_meteo_url: Service::OpenMeteo.home().to_owned(),
            met_norway_url: Service::MetNorway.home().to_owned(),
            geocoding_url: Geocoding::HOME.to_owned(),
        }
    }
}

impl Weather {
    /// Where it is asked for, of a paper at the place of that name; none where it is not.
    #[must_use]
    pub fn place(&self, name: Option<&str>) -> Option<Whereabouts> {
        self.service?;
        let named = || Some(Whereabouts::Named(name?.to_owned()));
        self.at.map(Whereabouts::At).or_else(named)
    }

    /// Where that service is.
    #[must_use]
    pub fn home_of(&self, service: Service) -> &str {
        match service {
            Service::OpenMeteo => &self.open_meteo_url,
            Service::MetNorway => &self.met_norway_url,
        }
    }
}

pub(super) fn read(source: &Source<'_>, file: file::Weather) -> Result<Weather, Refused> {
    let default = Weather::default();
    let url = |variable: &str, key: &str, in_file, default: String| {
        let wanted = "an https:// address, or an http:// one on this machine, without ? or #";
        let set = source.setting(variable, key, in_file);
        Ok(set.checked(wanted, home)?.unwrap_or(default))
    };
    Ok(Weather {
        service: source
            .setting("DATELINE_WEATHER", "weather.service", file.service)
            .checked("open-meteo, met-norway or off", |word| match word {
                "off" => Some(None),
                word => Service::from_word(word).map(Some),
            })?
            .unwrap_or(default.service),
        at: source
            .setting("DATELINE_WEATHER_AT", "weather.at", file.at)
            .parsed("degrees north and east with a comma between, such as 40.71,-74.01")?,
        unit: source
            .setting("DATELINE_WEATHER_UNIT", "weather.unit", file.unit)
            .checked("C or F", TemperatureUnit::from_letter)?
            .unwrap_or(default.unit),
        open_meteo_url: url(
            "DATELINE_WEATHER_OPEN_METEO_URL",
            "weather.open_meteo_url",
            file.open_meteo_url,
            default.open_meteo_url,
        )?,
        met_norway_url: url(
            "DATELINE_WEATHER_MET_NORWAY_URL",
            "weather.met_norway_url",
            file.met_norway_url,
            default.met_norway_url,
        )?,
        geocoding_url: url(
            "DATELINE_WEATHER_GEOCODING_URL",
            "weather.geocoding_url",
            file.geocoding_url,
            default.geocoding_url,
        )?,
    })
}

/// The address of a service, without a slash at its end. What is asked goes unencrypted within this machine only.
fn home(raw: &str) -> Option<String> {
    let is_plain = raw
        .bytes()
        .all(|b| b.is_ascii_graphic() && !matches!(b, b'?' | b'#' | b'"'));
    let is_there = match (raw.strip_prefix("https://"), raw.strip_prefix("http://")) {
        (Some(rest), _) => !rest.starts_with('/') && !rest.is_empty(),
        (None, Some(rest)) => is_here(rest.split('/').next().unwrap_or_default()),
        (None, None) => false,
    };
    (is_plain && is_there).then(|| raw.trim_end_matches('/').to_owned())
}

/// Whether a host, with a port or without, is this machine.
fn is_here(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok() => name,
        _ => host,
    };
    let address = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost"
        || address
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}
