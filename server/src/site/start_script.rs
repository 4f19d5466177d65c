//! The start script, which is made when the server starts and so cannot be compressed by the build.

use std::io::Write as _;
use std::sync::OnceLock;

use brotli::CompressorWriter;

/// The hardest that there is: some milliseconds, once.
const QUALITY: u32 = 11;
/// The base-2 logarithm of how far back the compressor looks, in bytes: farther than the script is long.
const WINDOW: u32 = 18;
const BUFFER: usize = 4096;

/// The script in the forms that it is sent in.
#[derive(Debug)]
pub(super) struct StartScript {
    plain: String,
    /// Compressed with brotli, once somebody has asked for it.
    brotli: OnceLock<Vec<u8>>,
}

impl StartScript {
    pub(super) fn new(plain: String) -> Self {
        Self {
            plain,
            brotli: OnceLock::new(),
        }
    }

    /// The form whose name ends like that after the script's own: as it is, or `.br`.
    pub(super) fn form(&self, ending: &str) -> Option<&[u8]> {
        match ending {
            "" => Some(self.plain.as_bytes()),
            ".br" => Some(
                self.brotli
                    .get_or_init(|| compressed(self.plain.as_bytes())),
            ),
            _ => None,
        }
    }
}

fn compressed(script: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let mut writer = CompressorWriter::new(&mut compressed, BUFFER, QUALITY, WINDOW);
    // Memory takes all that is written to it.
    let _ = writer.write_all(script);
    drop(writer);
    compressed
}
