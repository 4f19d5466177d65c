// The article that the design's limits speak of, made from the beginning of the sample's longest.

import fs from "node:fs";
import path from "node:path";
import { PROJECT, Problem } from "./program.mjs";

const LONG_READ = "sample/articles/culture/night-the-sea-came-up-tallow-street.md";
const PARAGRAPHS = 15;
export const ARTICLE = "/culture/fifteen-paragraphs";

/** Loads the sample paper and that article. It is dated long ago, so the other pages stay those of the sample. */
export async function fill(paper) {
  await paper.run("sample");
  await paper.run("import", writeArticle(paper.folder));
}

/** Writes the article, with its picture beside it, and returns where it is. */
function writeArticle(folder) {
  const source = path.join(PROJECT, LONG_READ);
  const text = articleText();
  const picture = /^image: (.*)$/m.exec(text)?.[1];
  if (!picture) throw new Problem(`${LONG_READ} has no picture any more; the measured article needs one`);
  fs.copyFileSync(path.resolve(path.dirname(source), picture), path.join(folder, path.basename(picture)));
  const file = path.join(folder, `${path.basename(ARTICLE)}.md`);
  fs.writeFileSync(file, text.replace(/^image: .*$/m, `image: ${path.basename(picture)}`));
  return file;
}

/** The article as a file. */
export function articleText() {
  return beginning(fs.readFileSync(path.join(PROJECT, LONG_READ), "utf8"), PARAGRAPHS);
}

/** The front matter and the text up to the end of paragraph number `count`, headings between included. */
export function beginning(markdown, count) {
  const [, frontMatter, body] = /^(---\n[^]*?\n---\n)([^]*)$/.exec(markdown) ?? [];
  if (!frontMatter) throw new Problem("the article has no front matter");
  const kept = [];
  let paragraphs = 0;
  for (const block of body.trim().split(/\n{2,}/)) {
    if (paragraphs === count) break;
    kept.push(block);
    if (!block.startsWith("#")) paragraphs += 1;
  }
  if (paragraphs < count) throw new Problem(`the article has ${paragraphs} paragraphs, not ${count}`);
  return `${frontMatter}${kept.join("\n\n")}\n`;
}
