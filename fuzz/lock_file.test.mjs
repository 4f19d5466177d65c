// The fuzz targets are a workspace of their own, with a lock file that no other command touches. It is told here when it is not
// about what our crates need now, instead of when somebody wants to fuzz.
import assert from "node:assert/strict";
import fs from "node:fs";
import test from "node:test";

/** @param {string} path */
const read = (path) => fs.readFileSync(new URL(path, import.meta.url), "utf8");

/**
 * What a crate needs by its manifest, but for its tests, whose needs no other workspace knows of.
 * @param {string} crate
 */
function needed(crate) {
  const tables = read(`../${crate}/Cargo.toml`).split(/^(?=\[)/m);
  const needs = tables.filter((table) => /^\[(.*\.)?(build-)?dependencies\]/.test(table));
  return needs.flatMap((table) => [...table.matchAll(/^([\w-]+)(\.| = )/gm)].map(([, name]) => name)).sort();
}

/**
 * What the lock file says that it needs, without versions, which stand there only where there are several of one name.
 * @param {string} crate
 */
function known(crate) {
  const entry = new RegExp(`^name = "${crate}"\\nversion = .*\\ndependencies = \\[\\n([^\\]]*)\\]`, "m").exec(read("Cargo.lock"));
  return [...(entry?.[1] ?? "").matchAll(/^ "([^ "]+)/gm)].map(([, name]) => name).sort();
}

for (const crate of ["domain", "newsroom"]) {
  test(`the lock file of the fuzz targets knows what ${crate} needs`, () => {
    assert.ok(needed(crate).length > 3, "its manifest could not be read");
    assert.deepEqual(known(crate), needed(crate), "run: cargo metadata --offline --manifest-path fuzz/Cargo.toml");
  });
}
