// Figures for people: aligned columns, and bytes in KB of 1000.

/** Rows of text, the first column to the left, the others to the right, but those after a number in words. */
export function table(rows, left = [0]) {
  const widths = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  const align = (cell, column) => (left.includes(column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  return rows.map((row) => `  ${row.map(align).join("  ")}`.trimEnd()).join("\n");
}

export function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

export function signed(bytes) {
  return `${bytes < 0 ? "-" : "+"}${kilobytes(Math.abs(bytes))}`;
}
