// The readers' WASM by crate, now and as recorded, from the module that the compiler wrote: the one that is sent has
// no names. wasm-opt has yet to shorten it, and nothing is compressed, so these figures say who grew, not what is sent.

import fs from "node:fs";
import path from "node:path";
import { crateOf } from "./crate_of.mjs";
import { PROJECT } from "./program.mjs";
import { kilobytes, signed, table } from "./table.mjs";
import { BrokenModule, readModule } from "./wasm.mjs";

const MODULE = path.join(PROJECT, "target/front/wasm32-unknown-unknown/wasm-release/frontend.wasm");
const RECORD = path.join(PROJECT, "frontend/size.json");
/** Constants, of which nothing says whose they are. */
const DATA = "(constants)";
/** Functions by which wasm-bindgen learns of types; it runs and removes them. */
const DESCRIPTION = /__wbindgen_describe|WasmDescribe|wasm_bindgen8describe|wasm_bindgen::describe/;
const SHOWN = 12;

/** Bytes by crate, or in `problem` why there are none. */
export function measureCrates() {
  let module;
  try {
    module = readModule(fs.readFileSync(MODULE));
  } catch (error) {
    if (error.code === "ENOENT") return { problem: `There is no ${relative(MODULE)}: sizes by crate are left out.` };
    if (error instanceof BrokenModule) return { problem: `${relative(MODULE)} cannot be read: ${error.message}.` };
    throw error;
  }
  if (!module.named) {
    return { problem: `${relative(MODULE)} has no names in it (strip = "debuginfo" keeps them): sizes by crate are left out.` };
  }
  return { sizes: byCrate(module) };
}

export function byCrate({ functions, data }) {
  const sizes = { [DATA]: data };
  for (const { name = "", bytes } of functions) {
    if (DESCRIPTION.test(name)) continue;
    const crate = crateOf(name);
    sizes[crate] = (sizes[crate] ?? 0) + bytes;
  }
  return sizes;
}

/** One crate a line, by name, so that a change shows as such. */
export function record(sizes) {
  const sorted = Object.fromEntries(Object.entries(sizes).sort(([one], [other]) => (one < other ? -1 : 1)));
  fs.writeFileSync(RECORD, `${JSON.stringify(sorted, null, 2)}\n`);
  return relative(RECORD);
}

function recorded() {
  try {
    return JSON.parse(fs.readFileSync(RECORD, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** The largest crates with their change, and the ones that grew most. */
export function describeCrates(sizes) {
  const before = recorded();
  const total = (all) => Object.values(all).reduce((sum, bytes) => sum + bytes, 0);
  const entries = Object.entries(sizes).sort(([, one], [, other]) => other - one);
  const change = (crate) => (before ? signed(sizes[crate] - (before[crate] ?? 0)) : "");
  const rows = entries.slice(0, SHOWN).map(([crate, bytes]) => [crate, kilobytes(bytes), change(crate)]);
  rows.push(["all", kilobytes(total(sizes)), before ? signed(total(sizes) - total(before)) : ""]);
  const lines = ["The largest crates, before wasm-opt, and their change since frontend/size.json:", table(rows)];
  lines.push(before ? describeGrowth(growth(before, sizes)) : "There is no frontend/size.json yet. Run: scripts/budget --record");
  return lines.join("\n");
}

/** Crates that changed, the one that grew most first. */
export function growth(before, now) {
  const crates = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...crates]
    .map((crate) => ({ crate, before: before[crate] ?? 0, now: now[crate] ?? 0 }))
    .filter((one) => one.now !== one.before)
    .sort((one, other) => other.now - other.before - (one.now - one.before));
}

function describeGrowth(changed) {
  const grown = changed.filter((one) => one.now > one.before).slice(0, SHOWN);
  if (grown.length === 0) return "None of them grew since then.";
  const rows = grown.map((one) => [one.crate, kilobytes(one.before), "->", kilobytes(one.now), signed(one.now - one.before)]);
  return `What grew most since then:\n${table(rows)}`;
}

function relative(file) {
  return path.relative(PROJECT, file);
}
