//! Signs that somebody writes to the store, this process or another: the system gives them as it happens
//! (inotify(7)), so that nobody has to look a hundred times a second. Only a hint: where it is not to be had, or one
//! gets lost, the log is looked at all the same.

use std::path::Path;

#[cfg(target_os = "linux")]
pub(super) use linux::Signs;
#[cfg(not(target_os = "linux"))]
pub(super) use none::Signs;

impl Signs {
    /// Those about a file, or none, with the reason in the log.
    pub(super) fn or_none(file: &Path) -> Option<Self> {
        let signs = Self::of(file);
        signs
            .inspect_err(|error| tracing::debug!(%error, "the system gives no signs of writing"))
            .ok()
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io;
    use std::path::Path;

    use rustix::fd::OwnedFd;
    use rustix::fs::inotify::{self, CreateFlags, WatchFlags};
    use rustix::io::Errno;
    use tokio::io::unix::AsyncFd;

    pub(in super::super) struct Signs(AsyncFd<OwnedFd>);

    impl Signs {
        pub(super) fn of(file: &Path) -> io::Result<Self> {
            let signs = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
            inotify::add_watch(&signs, file, WatchFlags::MODIFY)?;
            #[expect(
                deprecated,
                reason = "its successor is unsafe, for the sake of types that may change their file; this one owns it"
            )]
            let signs = AsyncFd::new(signs)?;
            Ok(Self(signs))
        }

        /// Waits for the next, and takes all that have come.
        pub(in super::super) async fn next(&self) -> io::Result<()> {
            let mut ready = self.0.readable().await?;
            let mut unread = [0_u8; 1024];
            loop {
                match rustix::io::read(&self.0, &mut unread) {
                    Ok(_) => {}
                    Err(Errno::AGAIN) => break,
                    Err(error) => return Err(error.into()),
                }
            }
            ready.clear_ready();
            Ok(())
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod none {
    use std::io;
    use std::path::Path;

    pub(in super::super) struct Signs;

    impl Signs {
        pub(super) fn of(_: &Path) -> io::Result<Self> {
            Err(io::ErrorKind::Unsupported.into())
        }

        pub(in super::super) async fn next(&self) -> io::Result<()> {
            std::future::pending().await
        }
    }
}
