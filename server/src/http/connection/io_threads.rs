//! Threads for connections: each keeps its own ones from the first byte to the last.
//!
//! Most requests are answered from what is kept, in less time than it takes to wake another thread. So a connection is given
//! to one thread, with a runtime of its own from which no other takes anything; what needs more than that is sent to where
//! the rest of the program works.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::thread::available_parallelism;

use tokio::net::TcpStream;
use tokio::runtime::{Builder, Handle};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::admission::Admitted;
use super::doors::Door;

/// A connection that came in.
pub(in crate::http) struct Connection {
    pub(in crate::http) stream: TcpStream,
    pub(in crate::http) peer: SocketAddr,
    pub(in crate::http) door: Door,
    /// To be kept as long as it lasts.
    pub(in crate::http) open: Open,
}

/// Says that a connection is open.
pub(in crate::http) struct Open {
    _admitted: Admitted,
    count: Arc<AtomicUsize>,
    _on_thread: watch::Receiver<()>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Ordering::Relaxed);
    }
}

type Given = (std::net::TcpStream, SocketAddr, Door, Admitted);

/// The threads, one for each processor.
pub(in crate::http) struct IoThreads(Vec<IoThread>);

struct IoThread {
    connections: UnboundedSender<Given>,
    count: Arc<AtomicUsize>,
    ended: watch::Receiver<()>,
}

impl IoThreads {
    /// Starts them. Each does `answer` with every connection that it is given.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(in crate::http) fn start<F>(
        answer: impl Fn(Connection) -> F + Clone + Send + 'static,
    ) -> io::Result<Self>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let processors = available_parallelism().map_or(1, usize::from);
        let threads = (0..processors).map(|_| IoThread::start(answer.clone()));
        threads.collect::<io::Result<_>>().map(Self)
    }

    /// Gives a connection to the thread that has the fewest.
    ///
    /// # Errors
    /// When it cannot be taken from this runtime, or the thread has ended.
    pub(in crate::http) fn give(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        door: Door,
        admitted: Admitted,
    ) -> io::Result<()> {
        let open = |thread: &&IoThread| thread.count.load(Ordering::Relaxed);
        let thread = self.0.iter().min_by_key(open);
        let thread = thread.ok_or(io::ErrorKind::NotConnected)?;
        let stream = stream.into_std()?;
        // Before it is given: it may be closed by the time that this goes on.
        thread.count.fetch_add(1, Ordering::Relaxed);
        let given = thread.connections.send((stream, peer, door, admitted));
        given.map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    /// Waits until the last connection is closed.
    pub(in crate::http) async fn end(self) {
        for mut thread in self.0 {
            drop(thread.connections);
            // It closes when the thread drops its end.
            while thread.ended.changed().await.is_ok() {}
        }
    }
}

impl IoThread {
    fn start<F>(answer: impl Fn(Connection) -> F + Send + 'static) -> io::Result<Self>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let (connections, given) = unbounded_channel();
        let (lasts, ended) = watch::channel(());
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let runtime = Builder::new_current_thread().enable_all().build()?;
        std::thread::Builder::new()
            .name("connections".to_owned())
            .spawn(move || {
                runtime.block_on(work(given, counted, answer));
                drop(lasts);
            })?;
        Ok(Self {
            connections,
            count,
            ended,
        })
    }
}

async fn work<F>(
    mut given: UnboundedReceiver<Given>,
    count: Arc<AtomicUsize>,
    answer: impl Fn(Connection) -> F,
) where
    F: Future<Output = ()> + Send + 'static,
{
    let (on_thread, _) = watch::channel(());
    while let Some((stream, peer, door, admitted)) = given.recv().await {
        let open = Open {
            _admitted: admitted,
            count: count.clone(),
            _on_thread: on_thread.subscribe(),
        };
        match TcpStream::from_std(stream) {
            Ok(stream) => {
                tokio::spawn(answer(Connection {
                    stream,
                    peer,
                    door,
                    open,
                }));
            }
            Err(error) => tracing::error!(%error, "a connection could not be taken over"),
        }
    }
    on_thread.closed().await;
}

/// Work on another runtime, which is given up when nobody waits for it any more.
pub(in crate::http) struct Elsewhere<T>(JoinHandle<T>);

impl<T: Send + 'static> Elsewhere<T> {
    /// Begins it.
    pub(in crate::http) fn begin(
        on: &Handle,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Self {
        Self(on.spawn(work))
    }
}

impl<T> Future for Elsewhere<T> {
    type Output = io::Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map_err(Into::into)
    }
}

impl<T> Drop for Elsewhere<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
