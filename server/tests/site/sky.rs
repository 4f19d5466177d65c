//! The weather services, as a server on this machine that speaks what they speak, and misbehaves when told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use newsroom::weather::Service;
use serde_json::json;
use server::settings;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// All services at one address. Clones share it.
#[derive(Clone)]
pub struct Sky {
    address: String,
    state: Arc<Mutex<State>>,
}

struct State {
    questions: Vec<Question>,
    open_meteo: VecDeque<Mood>,
    met_norway: VecDeque<Mood>,
    geocoding: VecDeque<Mood>,
    /// Degrees Celsius, by the one and the other.
    degrees: (&'static str, &'static str),
    /// More lines for the heads of answers.
    head: &'static str,
}

/// What was asked: the path with its query, and the lines of the head, names in lower case.
#[derive(Debug, Clone)]
pub struct Question {
    pub path: String,
    pub head: Vec<(String, String)>,
}

/// How a question is answered that is not answered well.
#[derive(Debug, Clone, Copy)]
pub enum Mood {
    /// With a status, and a line for the head.
    Status(u16, &'static str),
    /// With this text, as if all were well.
    Says(&'static str),
    /// With all but the end of a good answer.
    CutOff,
    /// With the first half of a good answer, which it claims is all of it.
    Half,
    /// With the head of an answer, and nothing more for a long time.
    Slow,
    /// With nothing.
    Hangup,
}

impl Question {
    pub fn header(&self, name: &str) -> Option<&str> {
        let line = self.head.iter().find(|(known, _)| known == name);
        line.map(|(_, value)| value.as_str())
    }
}

impl Sky {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sky = Self {
            address: format!("http://{}", listener.local_addr().unwrap()),
            state: Arc::new(Mutex::new(State {
                questions: Vec::new(),
                open_meteo: VecDeque::new(),
                met_norway: VecDeque::new(),
                geocoding: VecDeque::new(),
                degrees: ("6.9", "7.4"),
                head: "",
            })),
        };
        let answering = sky.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answering.clone().serve(stream));
            }
        });
        sky
    }

    /// Settings that ask here, Open-Meteo first.
    pub fn settings(&self) -> settings::Weather {
        self.asked_first(Service::OpenMeteo)
    }

    /// Settings that ask here, that service first.
    pub fn asked_first(&self, service: Service) -> settings::Weather {
        settings::Weather {
            service: Some(service),
            open_meteo_url: self.address.clone(),
            met_norway_url: self.address.clone(),
            geocoding_url: self.address.clone(),
            ..settings::Weather::default()
        }
    }

    pub fn is(&self, open_meteo: &'static str, met_norway: &'static str) {
        self.with(|state| state.degrees = (open_meteo, met_norway));
    }

    pub fn says_of_answers(&self, head: &'static str) {
        self.with(|state| state.head = head);
    }

    pub fn open_meteo(&self, moods: impl IntoIterator<Item = Mood>) {
        self.with(|state| state.open_meteo = moods.into_iter().collect());
    }

    pub fn met_norway(&self, moods: impl IntoIterator<Item = Mood>) {
        self.with(|state| state.met_norway = moods.into_iter().collect());
    }

    pub fn geocoding(&self, moods: impl IntoIterator<Item = Mood>) {
        self.with(|state| state.geocoding = moods.into_iter().collect());
    }

    /// What was asked below that path.
    pub fn questions(&self, path: &str) -> Vec<Question> {
        self.with(|state| {
            let asked = state.questions.iter();
            asked
                .filter(|it| it.path.starts_with(path))
                .cloned()
                .collect()
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.lock().unwrap())
    }

    async fn serve(self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        while let Some(question) = read(&mut stream).await {
            let (mood, answer) = self.answer(&question);
            let whole = answer.as_bytes();
            let sent = match mood {
                None | Some(Mood::Status(..) | Mood::Says(_) | Mood::Half) => whole,
                Some(Mood::CutOff) => &whole[..whole.len() - 20],
                Some(Mood::Slow) => &whole[..whole.len().min(200)],
                Some(Mood::Hangup) => return,
            };
            if stream.write_all(sent).await.is_err() || matches!(mood, Some(Mood::CutOff)) {
                return;
            }
            if matches!(mood, Some(Mood::Slow)) {
                tokio::time::sleep(Duration::from_secs(60)).await;
            }
        }
    }

    fn answer(&self, question: &Question) -> (Option<Mood>, String) {
        self.with(|state| {
            state.questions.push(question.clone());
            let path = question.path.as_str();
            let (moods, (status, head, mut body)) = if path.starts_with("/v1/forecast?") {
                let answer = open_meteo(question, state.degrees.0);
                (&mut state.open_meteo, answer)
            } else if path.starts_with("/weatherapi/") {
                let answer = met_norway(question, state.degrees.1);
                (&mut state.met_norway, answer)
            } else {
                (&mut state.geocoding, geocoding(question))
            };
            let mood = moods.pop_front();
            let (mut status, mut head) = (status, format!("{head}{}", state.head));
            match mood {
                Some(Mood::Status(other, line)) => {
                    (status, head) = (other, line.to_owned());
                    body = match other {
                        304 => String::new(),
                        _ => format!("{{\"error\":true,\"reason\":\"{other}\"}}"),
                    };
                }
                Some(Mood::Says(text)) => body = text.to_owned(),
                Some(Mood::Half) => body.truncate(body.len() / 2),
                Some(Mood::CutOff | Mood::Slow | Mood::Hangup) | None => {}
            }
            let length = body.len();
            let answer =
                format!("HTTP/1.1 {status} So\r\ncontent-length: {length}\r\n{head}\r\n{body}");
            (mood, answer)
        })
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<Question> {
    let mut first = String::new();
    stream.read_line(&mut first).await.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) => head.push((name.to_ascii_lowercase(), value.to_owned())),
            None => return Some(Question { path, head }),
        }
    }
}

/// The value of a name in the query.
fn value(question: &Question, name: &str) -> Option<String> {
    let (_, query) = question.path.split_once('?')?;
    form_urlencoded::parse(query.as_bytes())
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.into_owned())
}

type Told = (u16, String, String);

const JSON: &str = "content-type: application/json; charset=utf-8\r\n";

fn refused(status: u16, reason: &str) -> Told {
    let body = json!({ "error": true, "reason": reason }).to_string();
    (status, JSON.to_owned(), body)
}

fn open_meteo(question: &Question, degrees: &str) -> Told {
    let number = |name| value(question, name).and_then(|value| value.parse::<f64>().ok());
    let (Some(latitude), Some(longitude)) = (number("latitude"), number("longitude")) else {
        return refused(
            400,
            "Parameter 'latitude' and 'longitude' must have the same number",
        );
    };
    if value(question, "current").as_deref() != Some("temperature_2m") {
        return refused(400, "Data corrupted at path ''. Cannot initialize");
    }
    let etag = format!("\"{degrees}\"");
    if question.header("if-none-match") == Some(&etag) {
        return (304, format!("etag: {etag}\r\n"), String::new());
    }
    let body = format!(
        "{{\"latitude\":{latitude},\"longitude\":{longitude},\"generationtime_ms\":0.0269,\"utc_offset_seconds\":0,\
         \"timezone\":\"GMT\",\"timezone_abbreviation\":\"GMT\",\"elevation\":32.0,\"current_units\":{{\"time\":\"iso8601\",\
         \"interval\":\"seconds\",\"temperature_2m\":\"°C\"}},\"current\":{{\"time\":\"2023-02-05T15:00\",\"interval\":900,\
         \"temperature_2m\":{degrees}}}}}"
    );
    (200, format!("{JSON}etag: {etag}\r\n"), body)
}

fn met_norway(question: &Question, degrees: &str) -> Told {
    let agent = question.header("user-agent").unwrap_or_default();
    let decimals = |name| {
        let value = value(question, name).unwrap_or_default();
        value
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len())
    };
    // As api.met.no/doc/TermsOfService says: 403 to who does not say who they are, or asks more finely than that.
    if !agent.contains("paper.example") || decimals("lat").max(decimals("lon")) > 4 {
        return refused(403, "Forbidden");
    }
    let modified = "Sun, 05 Feb 2023 14:52:41 GMT";
    let head =
        format!("{JSON}last-modified: {modified}\r\ndate: Sun, 05 Feb 2023 15:00:02 GMT\r\n");
    if question.header("if-modified-since") == Some(modified) {
        return (304, head, String::new());
    }
    let hour = |hour: u32, degrees: &str| {
        format!(
            "{{\"time\":\"2023-02-05T{hour}:00:00Z\",\"data\":{{\"instant\":{{\"details\":{{\"air_pressure_at_sea_level\":1021.4,\
             \"air_temperature\":{degrees},\"wind_speed\":4.2}}}},\"next_1_hours\":{{\"summary\":{{\"symbol_code\":\"fair_day\"}},\
             \"details\":{{\"precipitation_amount\":0.0}}}}}}}}"
        )
    };
    let hours = [hour(14, "1.0"), hour(15, degrees), hour(16, "20.0")].join(",");
    let body = format!(
        "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[-74.01,40.71,5]}},\"properties\":{{\"meta\":\
         {{\"updated_at\":\"2023-02-05T14:22:41Z\",\"units\":{{\"air_pressure_at_sea_level\":\"hPa\",\"air_temperature\":\"celsius\",\
         \"wind_speed\":\"m/s\"}}}},\"timeseries\":[{hours}]}}}}"
    );
    (200, head, body)
}

fn geocoding(question: &Question) -> Told {
    let name = value(question, "name").unwrap_or_default();
    let mut answer = json!({ "generationtime_ms": 0.7 });
    if name == "New York" {
        answer["results"] = json!([{
            "id": 5_128_581, "name": "New York", "latitude": 40.71427, "longitude": -74.00597, "elevation": 10.0,
            "feature_code": "PPL", "country_code": "US", "timezone": "America/New_York", "country": "United States",
        }]);
    }
    (200, JSON.to_owned(), answer.to_string())
}
