//! GIF 89a: blocks of sub-blocks. Comments and what programs add go; frames, their timing and how
//! often they repeat stay.

const EXTENSION: u8 = 0x21;
const FRAME: u8 = 0x2C;
const END: u8 = 0x3B;
const GRAPHIC_CONTROL: u8 = 0xF9;
const APPLICATION: u8 = 0xFF;

pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    let colours = colour_table(*file.get(10)?);
    let mut place = 13 + colours;
    let mut clean = file.get(..place)?.to_vec();
    loop {
        let start = place;
        let is_kept = match *file.get(place)? {
            EXTENSION => {
                let label = *file.get(place + 1)?;
                let name = file.get(place + 3..place + 14).unwrap_or_default();
                place = after_sub_blocks(file, place + 2)?;
                label == GRAPHIC_CONTROL
                    || (label == APPLICATION && (name == b"NETSCAPE2.0" || name == b"ANIMEXTS1.0"))
            }
            FRAME => {
                let colours = colour_table(*file.get(place + 9)?);
                // The descriptor, its colours, and one byte that says how the pixels are packed.
                place = after_sub_blocks(file, place + 10 + colours + 1)?;
                true
            }
            END => {
                clean.push(END);
                return Some(clean);
            }
            _ => return None,
        };
        if is_kept {
            clean.extend(file.get(start..place)?);
        }
    }
}

/// How many bytes of colours follow, by the flags before them.
fn colour_table(flags: u8) -> usize {
    match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 0x07) + 1),
    }
}

/// The place behind a row of sub-blocks, each with its length before it; an empty one is the last.
fn after_sub_blocks(file: &[u8], mut place: usize) -> Option<usize> {
    loop {
        let length = usize::from(*file.get(place)?);
        place += 1 + length;
        if length == 0 {
            return Some(place);
        }
    }
}
