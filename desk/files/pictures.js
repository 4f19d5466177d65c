// The library of pictures: files that are let go over its form or pasted are sent with their progress, the focal point is
// moved on the picture itself, and a page says when a picture is ready. All of it can be done without.

import { start as startBringing } from "./pictures/bringing.js";
import { start as startFocal } from "./pictures/focal.js";
import { followAll, followOne } from "./pictures/waiting.js";

const form = document.getElementById("bring-in");
if (form instanceof HTMLFormElement) startBringing(form);

const focal = document.getElementById("focal");
const words = document.getElementById("describe");
if (focal && words instanceof HTMLFormElement) startFocal(focal, words, document.getElementById("cuts"));

const one = document.querySelector("[data-state]");
if (one instanceof HTMLElement) followOne(one);

const all = document.querySelector("[data-waiting]");
if (all instanceof HTMLElement) followAll(all);
