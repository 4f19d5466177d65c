//! Many readers, and one wait for whatever comes to any of them.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::Duration;

use rustix::buffer::spare_capacity;
use rustix::event::{Timespec, epoll};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{AddressFamily, SendFlags, SocketFlags, SocketType};

use crate::Target;
use crate::reader::{Heard, Reader};

/// How many addresses of this machine the readers come from. From a single one, there would be ports for 28,000
/// connections (ip(7), `ip_local_port_range`), those that closed within the last minute included.
const SOURCES: usize = 64;
const AT_A_TIME: usize = 1024;

pub struct Crowd {
    target: SocketAddrV4,
    epoll: OwnedFd,
    readers: Vec<Option<Reader>>,
    free: Vec<usize>,
    opened: usize,
    buffer: Vec<u8>,
}

impl Crowd {
    pub fn of(target: &Target) -> anyhow::Result<Self> {
        allow_many()?;
        Ok(Self {
            target: target.address,
            epoll: epoll::create(epoll::CreateFlags::CLOEXEC)?,
            readers: Vec::new(),
            free: Vec::new(),
            opened: 0,
            buffer: vec![0; 64 * 1024],
        })
    }

    /// Another reader, who has heard of everything up to `last`, if that is named.
    pub fn open(&mut self, path: &str, last: Option<&str>) -> anyhow::Result<usize> {
        let socket = rustix::net::socket_with(
            AddressFamily::INET,
            SocketType::STREAM,
            SocketFlags::NONBLOCK | SocketFlags::CLOEXEC,
            None,
        )?;
        let source = u8::try_from(self.opened % SOURCES)? + 2;
        self.opened += 1;
        rustix::net::bind(
            &socket,
            &SocketAddrV4::new(Ipv4Addr::new(127, 0, 0, source), 0),
        )?;
        match rustix::net::connect(&socket, &self.target) {
            Ok(()) | Err(Errno::INPROGRESS) => {}
            Err(error) => return Err(error.into()),
        }
        let last = last.map_or_else(String::new, |last| format!("last-event-id: {last}\r\n"));
        // What a browser sends is some lines longer; both sides of a comparison get the same.
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\naccept: text/event-stream\r\ncache-control: no-cache\r\n{last}\r\n",
            self.target
        );
        let place = self.free.pop().unwrap_or(self.readers.len());
        epoll::add(
            &self.epoll,
            &socket,
            epoll::EventData::new_u64(place as u64),
            epoll::EventFlags::IN | epoll::EventFlags::OUT,
        )?;
        let reader = Some(Reader::new(socket, request.into_bytes()));
        match self.readers.get_mut(place) {
            Some(free) => *free = reader,
            None => self.readers.push(reader),
        }
        Ok(place)
    }

    /// A reader leaves. Says whether one was there.
    pub fn close(&mut self, place: usize) -> bool {
        // Closing takes it off the list of what is waited for (epoll(7)).
        let was_there = self
            .readers
            .get_mut(place)
            .is_some_and(|it| it.take().is_some());
        if was_there {
            self.free.push(place);
        }
        was_there
    }

    /// Waits for at most `time`, and says what was heard and by whom. Whoever is told of with an error is gone.
    pub fn listen(
        &mut self,
        time: Duration,
        mut hear: impl FnMut(usize, Result<Heard<'_>, String>),
    ) -> anyhow::Result<()> {
        let mut ready: Vec<epoll::Event> = Vec::with_capacity(AT_A_TIME);
        let time = Timespec::try_from(time)?;
        match epoll::wait(&self.epoll, spare_capacity(&mut ready), Some(&time)) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        for event in ready {
            let place = usize::try_from(event.data.u64())?;
            if let Err(problem) = self.attend(place, event.flags, &mut hear) {
                self.close(place);
                hear(place, Err(problem));
            }
        }
        Ok(())
    }

    fn attend(
        &mut self,
        place: usize,
        flags: epoll::EventFlags,
        hear: &mut impl FnMut(usize, Result<Heard<'_>, String>),
    ) -> Result<(), String> {
        let Some(Some(reader)) = self.readers.get_mut(place) else {
            return Ok(());
        };
        if !reader.request.is_empty() && flags.contains(epoll::EventFlags::OUT) {
            ask(&self.epoll, place, reader).map_err(|error| error.to_string())?;
        }
        match rustix::io::read(&reader.socket, &mut self.buffer[..]) {
            Ok(0) => Err("the connection was closed".to_owned()),
            Ok(length) => reader.take(&self.buffer[..length], &mut |heard| hear(place, Ok(heard))),
            Err(Errno::AGAIN | Errno::INTR | Errno::NOTCONN) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// Sends the request, which is short enough to go out at once, and waits for the answer from then on.
fn ask(epoll: &OwnedFd, place: usize, reader: &mut Reader) -> rustix::io::Result<()> {
    let request = std::mem::take(&mut reader.request);
    rustix::net::send(&reader.socket, &request, SendFlags::NOSIGNAL)?;
    let data = epoll::EventData::new_u64(place as u64);
    epoll::modify(epoll, &reader.socket, data, epoll::EventFlags::IN)
}

fn allow_many() -> anyhow::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let most = Rlimit {
        current: limit.maximum,
        ..limit
    };
    Ok(setrlimit(Resource::Nofile, most)?)
}
