import assert from "node:assert/strict";
import http from "node:http";
import { test } from "node:test";
import zlib from "node:zlib";
import { byCrate, growth } from "./crates.mjs";
import { beginning } from "./fifteen_paragraphs.mjs";
import { judge, row } from "./limits.mjs";
import { sums, weigh } from "./transfer.mjs";

const LIGHT = { html: 8000, css: 9000, script: 60_000, fonts: 90_000, requestsToPaint: 2, blockingScripts: 0, inlineScript: 640, foreign: 0 };

test("a figure at its limit is within it, one above is over", () => {
  assert.deepEqual(judge(LIGHT).filter((one) => one.over), []);
  for (const name of ["html", "css", "script", "requestsToPaint", "blockingScripts", "inlineScript", "foreign"]) {
    const [limited] = judge(LIGHT).filter((one) => one.sum === name);
    const over = judge({ ...LIGHT, [name]: limited.limit + 1 }).filter((one) => one.over);
    assert.deepEqual(over.map((one) => one.sum), [name]);
  }
});

test("the goal is remarked on, and gives way to what is worse", () => {
  const remark = (script) => row(judge({ ...LIGHT, script }).find((one) => one.sum === "script")).at(-1);
  assert.match(remark(60_000), /is met/);
  assert.match(remark(60_001), /is missed/);
  assert.equal(remark(75_001), "OVER THE LIMIT");
});

test("the crate that grew most comes first, and new and dropped ones count", () => {
  const changed = growth({ a: 100, b: 100, gone: 50 }, { a: 110, b: 100, new: 70 });
  assert.deepEqual(changed.map((one) => one.crate), ["new", "a", "gone"]);
});

test("what only wasm-bindgen runs is nobody's", () => {
  const functions = [
    { name: "__wbindgen_describe___wbg_log_1", bytes: 1000 },
    { name: "_ZN4core3fmt5write17h0123456789abcdefE", bytes: 10 },
    { name: "_ZN4core3fmt3num17h0123456789abcdefE", bytes: 5 },
    { bytes: 1 },
  ];
  assert.deepEqual(byCrate({ functions, data: 7 }), { "(constants)": 7, core: 15, "(no crate)": 1 });
});

test("fifteen paragraphs are fifteen, with the headings between", () => {
  const markdown = "---\ntitle: T\n---\nOne.\n\n## Heading\n\nTwo\non two lines.\n\n## Another\n\nThree.\n";
  assert.equal(beginning(markdown, 2), "---\ntitle: T\n---\nOne.\n\n## Heading\n\nTwo\non two lines.\n");
  assert.throws(() => beginning(markdown, 4), /3 paragraphs/);
});

test("bytes are counted as sent, each file once, and nothing is fetched from elsewhere", async () => {
  const css = zlib.brotliCompressSync("@import '/two.css';@font-face{src:url(/a.woff2)}.x{background:url(https://cdn.example/x.png)}");
  const answers = {
    "/page": `<link rel=stylesheet href=/one.css><link rel=modulepreload href=/a.js><script type=module src=/a.js></script>
      <script src=/old.js></script><script>go()</script><img src=https://pictures.example/1><link rel=preload as=fetch href=/a.wasm>`,
    "/one.css": css,
    "/two.css": "",
    "/a.js": "import'./b.js';new URL('a.wasm',import.meta.url)",
    "/b.js": "import'./a.js';new URL('b.wasm',import.meta.url)",
    "/old.js": "12345",
    "/a.wasm": "123",
    "/a.woff2": "1234567",
  };
  const asked = [];
  const server = http.createServer((request, answer) => {
    asked.push(request.url);
    if (request.url === "/one.css") answer.setHeader("content-encoding", "br");
    answer.end(answers[request.url]);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const weight = await weigh(`http://127.0.0.1:${server.address().port}/page`);
    assert.deepEqual(sums(weight), {
      html: answers["/page"].length,
      css: css.length,
      script: 48 + 48 + 5 + 3,
      fonts: 7,
      requestsToPaint: 4,
      blockingScripts: 1,
      inlineScript: 4,
      foreign: 2,
    });
    assert.deepEqual(asked.sort(), Object.keys(answers).sort());
  } finally {
    server.close();
  }
});
