//! A body taken apart into paragraphs, so that putting them together again gives the same bytes.

/// A body's paragraphs and the white space around them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Blocks<'t> {
    /// Blank lines before the first.
    pub(super) head: &'t str,
    /// In order.
    pub(super) all: Vec<Block<'t>>,
    /// What is left after the last one's words.
    pub(super) tail: &'t str,
}

/// A paragraph, an item of a list with room around it, a fenced block: what stands between blank lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block<'t> {
    /// Its lines, without the end of the last.
    pub(super) text: &'t str,
    /// The end of its last line and the blank lines up to the next; none for the last block.
    pub(super) gap: Option<&'t str>,
}

impl<'t> Blocks<'t> {
    pub(super) fn of(body: &'t str) -> Self {
        let spans = spans(body);
        let end = |place: usize| spans.get(place).map(|span: &(usize, usize)| span.0);
        let all = spans
            .iter()
            .enumerate()
            .map(|(place, &(start, stop))| Block {
                text: &body[start..stop],
                gap: end(place + 1).map(|next| &body[stop..next]),
            });
        Self {
            head: &body[..spans.first().map_or(body.len(), |span| span.0)],
            all: all.collect(),
            tail: &body[spans.last().map_or(body.len(), |span| span.1)..],
        }
    }
}

/// Where blocks begin and end.
fn spans(body: &str) -> Vec<(usize, usize)> {
    let lines = lines(body);
    let mut fences = Fences::default();
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut is_open = false;
    let mut number = 0;
    while let Some(&(start, text)) = lines.get(number) {
        if text.trim().is_empty() {
            is_open = false;
            number += 1;
            continue;
        }
        number = fences.close(&lines, number).unwrap_or(number);
        let (last_start, last) = lines[number];
        let end = last_start + last.len();
        match spans.last_mut() {
            Some(span) if is_open => span.1 = end,
            _ => spans.push((start, end)),
        }
        is_open = true;
        number += 1;
    }
    spans
}

/// Each line without its end, and where it starts.
fn lines(body: &str) -> Vec<(usize, &str)> {
    let mut start = 0;
    let lines = body.split('\n').map(|line| {
        let here = start;
        start += line.len() + 1;
        (here, line)
    });
    lines.collect()
}

/// Finds where fenced code ends (CommonMark 0.31, section 4.5). One that is never closed is no reason to take the rest of the
/// story for one block.
#[derive(Default)]
struct Fences {
    /// The shortest fence of each kind of mark that was found to be never closed: none as long is closed further down.
    unclosed: [Option<usize>; 2],
}

impl Fences {
    /// The number of the line that closes the fence which opens in line `number`, if it is one.
    fn close(&mut self, lines: &[(usize, &str)], number: usize) -> Option<usize> {
        let (mark, length) = opens(lines[number].1)?;
        let unclosed = &mut self.unclosed[usize::from(mark == '~')];
        if unclosed.is_some_and(|shortest| shortest <= length) {
            return None;
        }
        let is_close = |line: &str| {
            let line = line.trim();
            line.len() >= length && line.chars().all(|c| c == mark)
        };
        let rest = lines.iter().enumerate().skip(number + 1);
        let close = rest
            .map(|(number, (_, line))| (number, line))
            .find(|(_, line)| is_close(line))
            .map(|(number, _)| number);
        if close.is_none() {
            *unclosed = Some(length);
        }
        close
    }
}

/// The mark of a line that opens a fence and how often it stands there.
fn opens(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    let info = &line[length..];
    (length >= 3 && !(mark == '`' && info.contains('`'))).then_some((mark, length))
}
