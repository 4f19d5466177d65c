//! Load for a live stream: thousands of readers in one thread, for `scripts/bench-live` and `scripts/soak`.
//!
//! It speaks just enough HTTP and server-sent events to follow Dateline and its peers alike, on sockets and epoll
//! by hand: on a machine that carries both sides, what the readers cost is missing to the server. Figures come out
//! as lines of JSON.

mod coming_back;
mod crowd;
mod figures;
mod holding;
mod reader;

use std::net::SocketAddrV4;

use clap::{Args, Parser, Subcommand};

/// Puts many readers on a live stream and says what they heard.
#[derive(Parser)]
struct Load {
    #[command(subcommand)]
    how: How,
}

#[derive(Args)]
struct Target {
    /// Where the server listens, such as 127.0.0.1:3000
    #[arg(long)]
    address: SocketAddrV4,
    /// The stream's path
    #[arg(long, default_value = "/live")]
    path: String,
}

#[derive(Subcommand)]
enum How {
    /// Opens streams, says `{"open":N}`, and stays; each line on its input is answered with what was heard since
    /// the one before, and it ends with its input
    Hold {
        #[command(flatten)]
        target: Target,
        /// Open streams
        #[arg(long)]
        streams: usize,
        /// How many of them drop out each second and come back at once
        #[arg(long, default_value_t = 0)]
        churn: u32,
    },
    /// Comes back again and again with the number of an event that lies behind, and checks that everything since
    /// is told once and in order
    ComeBack {
        #[command(flatten)]
        target: Target,
        /// Where all messages are told from the oldest on; they are what there is to hear
        #[arg(long)]
        all: String,
        /// How many messages those are
        #[arg(long)]
        messages: usize,
        /// New connections a second
        #[arg(long, default_value_t = 1000)]
        rate: u32,
        /// For how long
        #[arg(long, default_value_t = 10)]
        seconds: u32,
    },
}

fn main() -> anyhow::Result<()> {
    match Load::parse().how {
        How::Hold {
            target,
            streams,
            churn,
        } => holding::run(&target, streams, churn),
        How::ComeBack {
            target,
            all,
            messages,
            rate,
            seconds,
        } => coming_back::run(&target, &all, messages, rate, seconds),
    }
}
