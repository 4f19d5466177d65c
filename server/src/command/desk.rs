//! `dateline desk`: who works at the desk, for whoever runs the server. It lets an owner in who lost their password, whatever
//! happens at the sign-in page.

use anyhow::{Context, bail};
use clap::Subcommand;
use domain::{EmailAddress, Slug};
use newsroom::clock::Clock;
use newsroom::desk::people;
use newsroom::desk::role::{Role, Sections};

use super::opened;
use crate::said::{note, say};
use crate::settings::Settings;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List everybody who has or had an account
    People,
    /// Make an account, and a link with which its holder comes in once
    Invite {
        /// What they sign in with
        address: String,
        /// What they are called
        #[arg(long)]
        name: String,
        /// owner, editor, reporter or guest
        #[arg(long, default_value = "reporter")]
        role: Role,
        /// A section they work in; all of them if none is named
        #[arg(long = "section", value_name = "SLUG")]
        sections: Vec<Slug>,
    },
    /// Make a link with which somebody comes in once and chooses a new password
    Link {
        /// What they sign in with
        address: EmailAddress,
    },
}

pub(super) async fn run(settings: &Settings, command: Command) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let clock = Clock::system();
    let link = |secret: newsroom::desk::secret::Secret| {
        say!("{}/desk/enter/{}", settings.url, secret.text())?;
        note!(
            "Whoever opens it comes in, once, within three days. A second step that the account had is switched off then. A \
             letter with another one goes to them as soon as letters are sent."
        );
        anyhow::Ok(())
    };
    match command {
        Command::People => {
            for account in store.accounts().await? {
                let state = match (account.closed_at, &account.password) {
                    (Some(_), _) => "closed",
                    (None, None) => "invited",
                    (None, Some(_)) => "open",
                };
                let slugs: Vec<&str> = account.sections.slugs().iter().map(Slug::as_str).collect();
                let sections = match slugs.as_slice() {
                    [] => "all sections".to_owned(),
                    slugs => slugs.join(","),
                };
                let second_step = match account.second_factor.is_on() {
                    true => "second step",
                    false => "password alone",
                };
                say!(
                    "{}\t{}\t{}\t{state}\t{sections}\t{second_step}",
                    account.address,
                    account.name,
                    account.role.as_str()
                )?;
            }
        }
        Command::Invite {
            address,
            name,
            role,
            sections,
        } => {
            let sections = Sections::of(sections);
            people::are_there(&store, &sections).await?;
            let who = (name.as_str(), address.as_str());
            let (_, secret) = people::invite(&store, &clock, None, who, role, &sections).await?;
            link(secret)?;
        }
        Command::Link { address } => {
            let account = store.account_at(&address).await?;
            let account = account.with_context(|| format!("there is no account for {address}"))?;
            if account.closed_at.is_some() {
                bail!("the account of {address} is closed; `dateline desk invite` opens it again");
            }
            let (_, secret) = people::link(&store, &clock, None, account.id).await?;
            link(secret)?;
        }
    }
    store.close().await;
    Ok(())
}
