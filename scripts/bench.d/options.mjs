// What a measurement is asked for on the command line. What it cannot be is told in a sentence.

import { parseArgs } from "node:util";
import { Problem } from "../budget.d/program.mjs";

/** What was written for `options`, which are as `parseArgs` of `node:util` has them. */
export function valuesOf(args, options) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Problem(error.message);
  }
}

/** A whole number as it was written for the option `name`. */
export function whole(written, name, least, most) {
  const number = Number(written);
  if (!Number.isInteger(number) || number < least || number > most) throw new Problem(`--${name} ${written}: a whole number from ${least} to ${most} is meant`);
  return number;
}
