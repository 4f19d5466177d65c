use newsroom::store::{StateCounts, Store};

use crate::said::say;

pub(super) async fn run(store: &Store) -> anyhow::Result<()> {
    let (all, of_letters) = store.subscribers_by_state().await?;
    say!(
        "{:<20} {:>9} {:>11} {:>8} {:>10}",
        "",
        "confirmed",
        "unconfirmed",
        "bounced",
        "complained"
    )?;
    say!("{}", line("all", all))?;
    for letter in store.letters().await? {
        let slug = &letter.definition.slug;
        let counts = of_letters.get(slug).copied().unwrap_or_default();
        say!("{}", line(slug.as_str(), counts))?;
    }
    Ok(())
}

fn line(name: &str, counts: StateCounts) -> String {
    let StateCounts {
        confirmed,
        unconfirmed,
        bounced,
        complained,
    } = counts;
    format!("{name:<20} {confirmed:>9} {unconfirmed:>11} {bounced:>8} {complained:>10}")
}
