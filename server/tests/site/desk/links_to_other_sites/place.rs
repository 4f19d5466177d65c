//! An address on this machine, and who listens at it.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;

/// What a server says at whose address something is.
pub const THERE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

/// An address that nobody else gets, whether somebody listens at it or not. While nobody does, connections are refused.
pub struct Place {
    pub address: SocketAddr,
    _held: TcpSocket,
}

impl Place {
    pub fn new() -> Self {
        let held = socket(SocketAddr::from(([127, 0, 0, 1], 0)));
        Self {
            address: held.local_addr().unwrap(),
            _held: held,
        }
    }

    pub fn listener(&self) -> TcpListener {
        socket(self.address).listen(64).unwrap()
    }

    /// A server there that does that with every connection, until it is told to stop.
    pub fn serve<F: Future<Output = ()> + Send>(
        &self,
        greet: impl Fn(TcpStream) -> F + Send + 'static,
    ) -> JoinHandle<()> {
        let listener = self.listener();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                greet(stream).await;
            }
        })
    }

    /// A server there that says that to whoever asks it something.
    pub fn say(&self, words: &'static str) -> JoinHandle<()> {
        self.serve(async move |mut stream| {
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(words.as_bytes()).await;
        })
    }

    pub fn link(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

/// One of several at an address.
fn socket(address: SocketAddr) -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_reuseport(true).unwrap();
    socket.bind(address).unwrap();
    socket
}
