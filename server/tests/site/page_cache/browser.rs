//! A browser that keeps its connection.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub struct Browser(TcpStream);

impl Browser {
    pub async fn at(address: SocketAddr) -> Self {
        Self(TcpStream::connect(address).await.unwrap())
    }

    /// The head and the body of the answer.
    pub async fn get(&mut self, path: &str) -> (String, String) {
        let request = format!("GET {path} HTTP/1.1\r\nhost: paper.example\r\n\r\n");
        self.0.write_all(request.as_bytes()).await.unwrap();
        let mut received = Vec::new();
        let (head, length) = loop {
            assert_ne!(self.0.read_buf(&mut received).await.unwrap(), 0);
            let text = String::from_utf8_lossy(&received);
            if let Some((head, _)) = text.split_once("\r\n\r\n") {
                let length = head
                    .lines()
                    .find_map(|line| line.strip_prefix("content-length: "));
                break (head.len() + 4, length.unwrap().parse::<usize>().unwrap());
            }
        };
        while received.len() < head + length {
            assert_ne!(self.0.read_buf(&mut received).await.unwrap(), 0);
        }
        let body = received.split_off(head);
        (
            String::from_utf8(received).unwrap(),
            String::from_utf8(body).unwrap(),
        )
    }
}
