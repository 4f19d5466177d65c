import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

// What the module hears of the window.
const heard = new EventTarget();
globalThis.addEventListener = heard.addEventListener.bind(heard);
const { Presses } = await import("../files/editor/presses.js");

/** @param {string} type */
function pointer(type) {
  heard.dispatchEvent(Object.assign(new Event(type), { pointerId: 1, button: 0 }));
}

beforeEach(() => mock.timers.reset());

test("what would move things acts at once while nothing is pressed", () => {
  const act = mock.fn();
  new Presses().whenOver(act);
  assert.equal(act.mock.callCount(), 1);
});

test("what comes after a finger was lifted waits until the browser has made a press of it", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const [presses, act] = [new Presses(), mock.fn()];
  pointer("pointerdown");
  pointer("pointerup");
  presses.whenOver(act);
  assert.equal(act.mock.callCount(), 0);
  mock.timers.tick(1000);
  assert.equal(act.mock.callCount(), 1);
});

test("of two presses in a row the second is waited for as well", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const [presses, act] = [new Presses(), mock.fn()];
  pointer("pointerdown");
  pointer("pointerup");
  pointer("pointerdown");
  presses.whenOver(act);
  mock.timers.tick(1000);
  assert.equal(act.mock.callCount(), 0);
  pointer("pointerup");
  mock.timers.tick(1000);
  assert.equal(act.mock.callCount(), 1);
});
