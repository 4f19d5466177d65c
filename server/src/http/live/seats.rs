//! Whom to wake when there is news: a waker for each open stream, and nothing else.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Waker;

/// The open streams. A seat is a number that is used again after its reader has left.
#[derive(Debug, Default)]
pub(super) struct Seats(Mutex<Rows>);

#[derive(Debug, Default)]
struct Rows {
    seats: Vec<Seat>,
    free: Vec<usize>,
}

#[derive(Debug, Default)]
struct Seat {
    waker: Option<Waker>,
    /// A sign of life is due.
    beat: bool,
}

impl Seats {
    pub(super) fn take(&self) -> usize {
        let mut rows = self.lock();
        if let Some(seat) = rows.free.pop() {
            return seat;
        }
        rows.seats.push(Seat::default());
        rows.seats.len() - 1
    }

    pub(super) fn leave(&self, seat: usize) {
        let mut rows = self.lock();
        rows.seats[seat] = Seat::default();
        rows.free.push(seat);
    }

    /// Asks to be woken, and says whether a sign of life was due.
    pub(super) fn wait(&self, seat: usize, waker: &Waker) -> bool {
        let mut rows = self.lock();
        let seat = &mut rows.seats[seat];
        match &mut seat.waker {
            Some(before) => before.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
        std::mem::take(&mut seat.beat)
    }

    /// Wakes everybody who waits.
    pub(super) fn wake(&self) {
        // Woken without the lock, because whoever is woken on another core takes it first.
        let wakers: Vec<Waker> = {
            let mut rows = self.lock();
            rows.seats
                .iter_mut()
                .filter_map(|seat| seat.waker.take())
                .collect()
        };
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Makes a sign of life due in every `of`th seat from `first` on, so that not all send theirs at once.
    pub(super) fn beat(&self, first: usize, of: usize) {
        let wakers: Vec<Waker> = {
            let mut rows = self.lock();
            let seats = rows.seats.iter_mut().skip(first).step_by(of);
            seats
                .filter_map(|seat| {
                    let waker = seat.waker.take();
                    seat.beat = waker.is_some();
                    waker
                })
                .collect()
        };
        wakers.into_iter().for_each(Waker::wake);
    }

    fn lock(&self) -> MutexGuard<'_, Rows> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
