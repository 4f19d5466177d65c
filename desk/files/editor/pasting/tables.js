// Tables from a pasted page. One that only holds a page together, as some mails and old pages have, is taken apart.

/**
 * @param {Element} table
 * @param {(cell: Element) => string[]} blocksOf
 * @returns {string[]}
 */
export function tableOf(table, blocksOf) {
  const rows = spread([...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table));
  const width = Math.max(0, ...rows.map((row) => row.findLastIndex(Boolean) + 1));
  const most = Math.max(0, ...rows.map((row) => row.filter(Boolean).length));
  const holdsPage = most < 2 || rows.length < 2 || table.querySelector("table, h1, h2, h3, blockquote") !== null;
  if (holdsPage) return rows.flat().flatMap((cell) => (cell ? blocksOf(cell) : []));
  const lines = rows.map((row) => line(Array.from({ length: width }, (_, at) => oneLine(row[at] ? blocksOf(row[at]) : []))));
  const caption = table.querySelector("caption");
  const rule = line(Array.from({ length: width }, (_, at) => (isNumeric(rows, at) ? "--:" : "---")));
  return [...(caption ? blocksOf(caption) : []), [lines[0], rule, ...lines.slice(1)].join("\n")];
}

/**
 * The cells of each row, each below the head that it belongs to: one that goes over several columns or rows is followed by
 * empty ones, as Markdown has no such cells.
 * @param {Element[]} rows
 */
function spread(rows) {
  /** @type {(Element | null)[][]} */
  const grid = rows.map(() => []);
  rows.forEach((row, at) => {
    for (const cell of row.children) {
      if (!cell.matches("td, th")) continue;
      let column = 0;
      while (grid[at][column] !== undefined) column += 1;
      for (let down = 0; down < Math.min(span(cell, "rowspan"), rows.length - at); down += 1) {
        for (let along = 0; along < span(cell, "colspan"); along += 1) grid[at + down][column + along] = down + along === 0 ? cell : null;
      }
    }
  });
  return grid;
}

/** No more than any table has. @param {Element} cell @param {string} name */
function span(cell, name) {
  return Math.min(Math.max(Number.parseInt(cell.getAttribute(name) ?? "1", 10) || 1, 1), 100);
}

/** @param {string[]} cells */
function line(cells) {
  return `| ${cells.join(" | ")} |`;
}

/** A cell is one line. @param {string[]} blocks */
function oneLine(blocks) {
  return blocks.join(" ").replace(/\\?\n/g, " ").replace(/\|/g, "\\|");
}

/** Figures stand under each other. @param {(Element | null | undefined)[][]} rows @param {number} column */
function isNumeric(rows, column) {
  const texts = rows.slice(1).map((row) => row[column]?.textContent?.trim() ?? "").filter(Boolean);
  return texts.length > 0 && texts.every((text) => /^[-−+]?[\d.,\s]+\s*[%€$£]?$/.test(text));
}
