use newsroom::vitals::Sample;

use super::source::Source;
use super::{Refused, file};

pub(super) fn read(source: &Source<'_>, file: file::Vitals) -> Result<Option<Sample>, Refused> {
    let sample = source
        .setting("DATELINE_VITALS_SAMPLE", "vitals.sample", file.sample)
        .checked(
            "a whole percentage from 1 to 100, or off",
            |word| match word {
                "off" => Some(None),
                percent => percent.parse().ok().map(Some),
            },
        )?;
    Ok(sample.unwrap_or_else(|| Some(Sample::default())))
}
