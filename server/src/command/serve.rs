use std::path::Path;

use anyhow::Context;
use app::catalogue;
use app::paper::{Masthead, Outdoors, Paper};
use newsroom::backup::Shelf;
use newsroom::clock::Clock;
use newsroom::desk::entering;
use newsroom::letters::RefusedDomains;
use newsroom::media::Media;
use newsroom::store::{Store, StoreError};
use newsroom::weather::Coordinates;

use super::{backup, opened, sample};
use crate::Site;
use crate::acme::{self, Certificates};
use crate::backups::Backups;
use crate::http::{AppState, Doors, WithoutStore, listen, serving};
use crate::links::Links;
use crate::notifications::Notifications;
use crate::returned::WaysBack;
use crate::said::note;
use crate::settings::Settings;
use crate::tls::{self, Tls};

pub(super) async fn run(mut settings: Settings, sample_if_empty: bool) -> anyhow::Result<()> {
    let (doors, certificate) = doors(&settings).await?;
    let Some(store) = open(&settings, &doors).await? else {
        return Ok(());
    };
    if sample_if_empty && store.health().await?.articles == 0 {
        sample::load(&settings, &store).await?;
    }
    let is_sample = sample_if_empty && newsroom::sample::is_all_there_is(&store).await?;
    let home = is_sample.then(|| sample::settle(&mut settings)).flatten();
    let weather = settings.weather.clone();
    let heard = opened::heeding(settings.clone(), &store).await?;
    let site = Site::load();
    let media = settings.media_dir();
    clear_parts(&media);
    let pages = settings.pages_dir();
    let copies = settings.copies_dir();
    let place = format!("{}://{}", doors.scheme(), doors.address()?);
    let hsts = settings.hsts;
    let cdn = settings.cdn.clone();
    let proxies = settings.proxies.clone();
    let limits = settings.limits;
    let https_only = settings.https_only;
    let discovery = settings.discovery.clone();
    let live = settings.live;
    let backups = settings.backup.clone().map(|set| {
        let shelf = Shelf {
            folder: set.folder,
            every: set.every,
            keep: set.keep,
        };
        Backups::new(shelf, backup::house(&settings))
    });
    let ways_back = WaysBack::of(&settings.mail);
    let notifications = Notifications::open(&store, &settings.notifications).await?;
    let letters = opened::letters(&heard, &store).await?;
    let has_catalogue = settings.catalogue;
    let sample = settings.vitals;
    let origins = settings.origins.clone();
    let gate = settings.gate.clone();
    let set = settings.links;
    let links = set
        .asks
        .then(|| Links::new(&store, &Clock::system(), &settings.url, set.service));
    let refused_domains = refused_domains(settings.mail.refused_domains.as_deref())?;
    if has_catalogue {
        let kept = catalogue::keep_pictures(&Media::new(&media));
        kept.context("the catalogue's pictures cannot be kept")?;
    }
    let mut paper = Paper::new(
        masthead(settings, home),
        store.clone(),
        Clock::system(),
        site.build(),
        pages,
    );
    paper.has_catalogue = has_catalogue;
    note!("{} is at {place}", heard.name);
    if let Some(secret) = entering::founding_link(&store, &Clock::system()).await? {
        note!(
            "Nobody has the desk yet. Whoever opens {place}/desk/enter/{} founds it",
            secret.text()
        );
    }
    if let Some(outbox) = letters.outbox() {
        note!(
            "No mail server is set (DATELINE_SMTP_URL), so letters are put in {} and can be read at {place}/desk/outbox",
            outbox.folder().display()
        );
    }
    let state = AppState::new(paper, site, media)
        .with_discovery(discovery)
        .with_hsts(hsts)
        .with_cdn(cdn)
        .with_proxies(proxies)
        .with_limits(limits)
        .with_https_only(https_only)
        .with_certificate(certificate)
        .with_origins(origins)
        .with_gate(gate)
        .with_links(links)
        .with_live(live)
        .with_notifications(notifications)
        .with_letters(letters)
        .with_refused_domains(refused_domains)
        .with_weather(weather)
        .with_vitals(sample)
        .with_copies(copies)
        .with_backups(backups)
        .with_ways_back(ways_back);
    serving::serve(doors, state).await?;
    store.close().await;
    Ok(())
}

/// Where readers come in. A certificate that cannot be used stops the start.
async fn doors(settings: &Settings) -> anyhow::Result<(Doors, Option<acme::Standing>)> {
    let encrypted = match &settings.tls {
        Some(files) => Some((files, Tls::open(files)?)),
        None => None,
    };
    let doors = Doors::plain(listen(settings.address).await?);
    let Some((files, tls)) = encrypted else {
        return Ok((doors, None));
    };
    tls.follow(tls::PACE).context("cannot listen for signals")?;
    let doors = doors.encrypted_with(tls.clone());
    let doors = match files.redirect_from {
        Some(address) => {
            let from = listen(address).await;
            doors.sending_on(
                from.context("tls.redirect_from cannot be used")?,
                &settings.url,
            )
        }
        None => doors,
    };
    // Whoever issues one comes in by these doors, so they are there first.
    let standing = files.acme.clone().map(|set| {
        let certificates = Certificates::new(set, tls, Clock::system());
        let standing = certificates.standing();
        certificates.keep(acme::PACE);
        standing
    });
    Ok((doors, standing))
}

/// The store. If it cannot be opened, or nothing can be written to it, and there are pages from before, those are served until it
/// can be; `None` if the program was told to stop meanwhile.
async fn open(settings: &Settings, doors: &Doors) -> anyhow::Result<Option<Store>> {
    let (store, error) = match opened::store(settings).await {
        Ok(store) => match store.try_writing().await {
            // Somebody else's write ends some time.
            Ok(()) | Err(StoreError::Busy) => return Ok(Some(store)),
            Err(error) => (Some(store), anyhow::Error::from(error)),
        },
        Err(error) => (None, error),
    };
    let cause = error.downcast_ref::<StoreError>();
    let may_mend = cause.is_some_and(|error| match error {
        StoreError::Unreachable(_)
        | StoreError::ReadOnly
        | StoreError::Full
        | StoreError::Busy
        | StoreError::Damaged(_)
        | StoreError::Refused(_) => true,
        StoreError::Newer { .. } | StoreError::Unsupported(_) => false,
    });
    let reason = format!("{error:#}");
    // Where the file is, is nobody's business who asks whether all is well.
    let told = cause.map(ToString::to_string).unwrap_or_default();
    let paper = WithoutStore::of(
        masthead(settings.clone(), None),
        Site::load(),
        &settings.media_dir(),
        &settings.copies_dir(),
        &told,
    );
    let Some(paper) = paper.filter(|_| may_mend) else {
        // What can only be read is still a paper, if the start itself has nothing to write.
        return store.map(Some).ok_or(error);
    };
    if let Some(store) = store {
        store.close().await;
    }
    let paper = paper
        .with_hsts(settings.hsts)
        .telling_crawlers(settings.discovery.ai_crawlers)
        .admitting(settings.proxies.clone(), settings.limits)
        .with_https_only(settings.https_only);
    tracing::error!(
        reason,
        "the last good pages are shown until the database can be opened"
    );
    note!(
        "{reason}. The last good pages are shown at {}://{} until it can",
        doors.scheme(),
        doors.address()?
    );
    paper.serve(doors, || writable(settings)).await
}

/// Lets go of what a server that was killed left of pictures it wrote. That they stay is no reason not to start.
fn clear_parts(media: &Path) {
    match Media::new(media).clear_parts() {
        Ok(0) => {}
        Ok(cleared) => tracing::info!(cleared, "left-over parts of pictures are gone"),
        Err(error) => tracing::warn!(%error, "left-over parts of pictures stay"),
    }
}

async fn writable(settings: &Settings) -> Result<Store, StoreError> {
    let store = Store::open(&settings.database).await?;
    if let Err(error) = store.try_writing().await {
        store.close().await;
        return Err(error);
    }
    Ok(store)
}

/// A list that was named and cannot be read stops the start: sign-ups would come in that the paper does not want.
fn refused_domains(file: Option<&Path>) -> anyhow::Result<RefusedDomains> {
    let Some(file) = file else {
        return Ok(RefusedDomains::default());
    };
    let list = std::fs::read_to_string(file);
    let list = list.with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(RefusedDomains::read(&list))
}

/// As the settings have it, without the desk. A place that they do not name themselves has the weather of `home`.
fn masthead(settings: Settings, home: Option<Coordinates>) -> Masthead {
    let time_zone = settings.time_zone();
    let Settings {
        name,
        motto,
        place,
        language,
        sections,
        menu,
        url,
        mut weather,
        ..
    } = settings;
    weather.at = weather.at.or(home);
    let outdoors = weather.place(place.as_deref()).map(|place| Outdoors {
        place,
        unit: weather.unit,
    });
    Masthead {
        name,
        motto,
        place,
        language,
        time_zone,
        sections,
        menu,
        url,
        outdoors,
    }
}
