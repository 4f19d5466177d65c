// Tables from a pasted page. One that only holds a page together, as some mails and old pages have, is taken apart.

/**
 * @param {Element} table
 * @param {(cell: Element) => string[]} blocksOf
 * @returns {string[]}
 */
export function tableOf(table, blocksOf) {
  const rows = [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table).map((row) => [...row.children].filter((cell) => cell.matches("td, th")));
  const width = Math.max(0, ...rows.map((row) => row.length));
  const holdsPage = width < 2 || rows.length < 2 || table.querySelector("table, h1, h2, h3, blockquote") !== null;
  if (holdsPage) return rows.flat().flatMap(blocksOf);
  const lines = rows.map((row) => line(Array.from({ length: width }, (_, at) => (row[at] ? cell(blocksOf(row[at])) : ""))));
  const caption = table.querySelector("caption");
  const rule = line(Array.from({ length: width }, (_, at) => (isNumeric(rows, at) ? "--:" : "---")));
  return [...(caption ? blocksOf(caption) : []), [lines[0], rule, ...lines.slice(1)].join("\n")];
}

/** @param {string[]} cells */
function line(cells) {
  return `| ${cells.join(" | ")} |`;
}

/** A cell is one line. @param {string[]} blocks */
function cell(blocks) {
  return blocks.join(" ").replace(/\\?\n/g, " ").replace(/\|/g, "\\|");
}

/** Figures stand under each other. @param {Element[][]} rows @param {number} column */
function isNumeric(rows, column) {
  const texts = rows.slice(1).map((row) => row[column]?.textContent?.trim() ?? "").filter(Boolean);
  return texts.length > 0 && texts.every((text) => /^[-−+]?[\d.,\s]+\s*[%€$£]?$/.test(text));
}
