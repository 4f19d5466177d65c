//! AVIF (ISO/IEC 14496-12 and 23008-12): metadata are items like the pixels, found through tables of
//! places. What they hold is overwritten with zeros, so that no place in the tables changes.

use std::ops::Range;

pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    let meta = find(file, 0..file.len(), b"meta")?;
    // A version and flags come before the boxes inside.
    let inside = meta.start.checked_add(4)?..meta.end;
    let names = metadata_items(file, find(file, inside.clone(), b"iinf")?)?;
    let data = find(file, inside.clone(), b"idat").map_or(0, |data| data.start);
    let places = places(file, find(file, inside, b"iloc")?, data)?;
    let mut clean = file.to_vec();
    for (item, place) in places {
        if names.contains(&item)
            && let Some(bytes) = clean.get_mut(place)
        {
            bytes.fill(0);
        }
    }
    Some(clean)
}

/// The content of the first box of that name among those in `range`.
fn find(file: &[u8], range: Range<usize>, wanted: &[u8; 4]) -> Option<Range<usize>> {
    let mut place = range.start;
    loop {
        let length = number(file, place, 4)?;
        let name = file.get(place + 4..place + 8)?;
        let (header, length) = match length {
            0 => (8, range.end.checked_sub(place)?),
            1 => (16, number(file, place + 8, 8)?),
            other => (8, other),
        };
        let end = place.checked_add(length).filter(|end| *end <= range.end)?;
        let content = place + header..end;
        if content.start > content.end {
            return None;
        }
        if name == wanted {
            return Some(content);
        }
        place = end;
    }
}

/// The numbers of the items that are Exif or text such as XMP.
fn metadata_items(file: &[u8], table: Range<usize>) -> Option<Vec<usize>> {
    let count_size = if *file.get(table.start)? == 0 { 2 } else { 4 };
    let mut place = table.start + 4 + count_size;
    let mut items = Vec::new();
    while let Some(entry) = find(file, place..table.end, b"infe") {
        place = entry.end;
        let id_size = match *file.get(entry.start)? {
            2 => 2,
            3 => 4,
            _ => continue,
        };
        let kind = entry.start + 4 + id_size + 2;
        if matches!(file.get(kind..kind + 4)?, b"Exif" | b"mime" | b"uri ") {
            items.push(number(file, entry.start + 4, id_size)?);
        }
    }
    Some(items)
}

/// Where in the file the items are. `data` is where the content of the `idat` box begins.
fn places(file: &[u8], table: Range<usize>, data: usize) -> Option<Vec<(usize, Range<usize>)>> {
    let version = *file.get(table.start)?;
    let sizes = number(file, table.start + 4, 2)?;
    let size = |shift: usize| (sizes >> shift) & 0xF;
    let (offset_size, length_size, base_size) = (size(12), size(8), size(4));
    let index_size = if version == 0 { 0 } else { size(0) };
    let id_size = if version < 2 { 2 } else { 4 };
    let mut place = table.start + 6;
    let mut take = |size: usize| {
        let value = number(file, place, size)?;
        place += size;
        (place <= table.end).then_some(value)
    };
    let mut places = Vec::new();
    for _ in 0..take(id_size)? {
        let item = take(id_size)?;
        let in_data = version > 0 && take(2)? & 0xF == 1;
        take(2)?;
        let base = take(base_size)?.checked_add(if in_data { data } else { 0 })?;
        for _ in 0..take(2)? {
            take(index_size)?;
            let start = base.checked_add(take(offset_size)?)?;
            let end = start.checked_add(take(length_size)?)?;
            places.push((item, start..end));
        }
    }
    Some(places)
}

/// A number of so many bytes, the highest first; 0 for none.
fn number(file: &[u8], place: usize, size: usize) -> Option<usize> {
    let bytes = file.get(place..place.checked_add(size)?)?;
    let value = bytes
        .iter()
        .fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    usize::try_from(value).ok()
}
