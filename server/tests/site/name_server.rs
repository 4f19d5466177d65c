//! A name server on this machine, which speaks the real protocol (RFC 1035) and can misbehave.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use hickory_resolver::proto::op::{Message, ResponseCode};
use hickory_resolver::proto::rr::rdata::{A, AAAA, MX, PTR, TXT};
use hickory_resolver::proto::rr::{Name, RData, Record};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, UdpSocket};

/// What a name server knows, and how it answers.
#[derive(Debug, Clone, Default)]
pub struct Zone {
    records: BTreeMap<String, Vec<RData>>,
    behaviour: BTreeMap<String, Behaviour>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// It fails (SERVFAIL).
    Fails,
    /// It does not answer.
    Silent,
    /// Its answer is too long for UDP.
    Truncates,
}

fn name(text: &str) -> Name {
    Name::from_ascii(format!("{text}.")).unwrap()
}

impl Zone {
    fn with(mut self, at: &str, data: RData) -> Self {
        self.records.entry(at.to_owned()).or_default().push(data);
        self
    }

    /// A text, in strings of up to 255 bytes as they have to be.
    pub fn text(self, at: &str, text: &str) -> Self {
        let strings = text.as_bytes().chunks(255).collect();
        self.with(at, RData::TXT(TXT::from_bytes(strings)))
    }

    pub fn address(self, at: &str, address: &str) -> Self {
        let data = match address.parse().unwrap() {
            IpAddr::V4(address) => RData::A(A(address)),
            IpAddr::V6(address) => RData::AAAA(AAAA(address)),
        };
        self.with(at, data)
    }

    pub fn mail(self, at: &str, host: &str) -> Self {
        let host = if host == "." {
            Name::root()
        } else {
            name(host)
        };
        self.with(at, RData::MX(MX::new(10, host)))
    }

    pub fn reverse(self, address: &str, to: &str) -> Self {
        let address: IpAddr = address.parse().unwrap();
        let at = Name::from(address).to_ascii();
        self.with(at.trim_end_matches('.'), RData::PTR(PTR(name(to))))
    }

    /// The same without anything at that name.
    pub fn without(mut self, at: &str) -> Self {
        self.records.remove(at);
        self
    }

    /// The same, misbehaving where it is asked for that name.
    pub fn but(mut self, at: &str, how: Behaviour) -> Self {
        self.behaviour.insert(at.to_owned(), how);
        self
    }

    /// Answers at the port that is returned, over UDP and TCP, for as long as the test runs.
    pub async fn serve(self) -> SocketAddr {
        let zone = Arc::new(self);
        let (udp, tcp) = loop {
            let udp = UdpSocket::bind("127.0.0.1:0").await.unwrap();
            // Another program may have the same port of TCP.
            if let Ok(tcp) = TcpListener::bind(udp.local_addr().unwrap()).await {
                break (udp, tcp);
            }
        };
        let address = udp.local_addr().unwrap();
        let over_tcp = zone.clone();
        tokio::spawn(async move {
            let mut buffer = [0; 4096];
            loop {
                let (length, from) = udp.recv_from(&mut buffer).await.unwrap();
                if let Some(answer) = zone.answer(&buffer[..length], true) {
                    udp.send_to(&answer, from).await.unwrap();
                }
            }
        });
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = tcp.accept().await.unwrap();
                let zone = over_tcp.clone();
                tokio::spawn(async move {
                    // Each message has its length before it (section 4.2.2).
                    while let Ok(length) = stream.read_u16().await {
                        let mut question = vec![0; usize::from(length)];
                        stream.read_exact(&mut question).await.unwrap();
                        if let Some(answer) = zone.answer(&question, false) {
                            let length = u16::try_from(answer.len()).unwrap();
                            let whole = [&length.to_be_bytes(), answer.as_slice()].concat();
                            stream.write_all(&whole).await.unwrap();
                        }
                    }
                });
            }
        });
        address
    }

    fn answer(&self, question: &[u8], is_udp: bool) -> Option<Vec<u8>> {
        let question = Message::from_vec(question).unwrap();
        let query = question.queries[0].clone();
        let asked = query.name().to_ascii().to_lowercase();
        let asked = asked.trim_end_matches('.');
        let mut answer = Message::response(question.metadata.id, question.metadata.op_code);
        answer.metadata.recursion_desired = question.metadata.recursion_desired;
        answer.metadata.recursion_available = true;
        answer.add_query(query.clone());
        match self.behaviour.get(asked) {
            Some(Behaviour::Silent) => return None,
            Some(Behaviour::Fails) => answer.metadata.response_code = ResponseCode::ServFail,
            Some(Behaviour::Truncates) if is_udp => answer.metadata.truncation = true,
            Some(Behaviour::Truncates) | None => match self.records.get(asked) {
                None => answer.metadata.response_code = ResponseCode::NXDomain,
                Some(records) => {
                    for data in records {
                        if data.record_type() == query.query_type() {
                            let record = Record::from_rdata(query.name().clone(), 60, data.clone());
                            answer.add_answer(record);
                        }
                    }
                }
            },
        }
        Some(answer.to_vec().unwrap())
    }
}
