import assert from "node:assert/strict";
import { test } from "node:test";
import { modulesIn, readPage, readStyle, webAssemblyIn } from "./page.mjs";

const PAGE = "http://paper/city/bridge";
const read = (html) => readPage(html, PAGE);

test("the parts of a page are told from each other", () => {
  const found = read(`<!DOCTYPE html><head>
    <link rel="icon" href="/favicon.svg">
    <link rel="stylesheet" href="/pkg/a.css" id="leptos">
    <link rel="modulepreload" href="/pkg/a.js"><link rel=preload href=/pkg/a.wasm as=fetch crossorigin>
    <link rel="preload" as="font" href="/fonts/a.woff2"><link rel="canonical" href="https://dateline.example/">
    <script type="module" src="/pkg/start.js"></script></head><img src="/media/a.webp" srcset="/a1.webp 1x, /a2.webp 2x">`);
  assert.deepEqual(found, {
    styles: ["http://paper/pkg/a.css"],
    modules: ["http://paper/pkg/a.js", "http://paper/pkg/start.js"],
    wasm: ["http://paper/pkg/a.wasm"],
    fonts: ["http://paper/fonts/a.woff2"],
    blocking: [],
    others: ["http://paper/favicon.svg", "http://paper/media/a.webp", "http://paper/a1.webp", "http://paper/a2.webp"],
  });
});

test("a script holds up the page unless it is a module, waits, or is data", () => {
  const { blocking } = read(`<script src="/a.js"></script><script>go("é")</script>
    <script defer src="/b.js"></script><script src="/c.js" async></script>
    <script type="module">x</script><script type="application/ld+json">{}</script>
    <script type="text/javascript" defer>y</script>`);
  assert.deepEqual(blocking, [
    { address: "http://paper/a.js", bytes: undefined },
    { address: undefined, bytes: 8 },
    { address: undefined, bytes: 1 },
  ]);
});

test("a module that an inline script asks for is one of the page", () => {
  const { modules, blocking } = read(`<script data-module="/pkg/start.js">go()</script>`);
  assert.deepEqual(modules, ["http://paper/pkg/start.js"]);
  assert.deepEqual(blocking, [{ address: undefined, bytes: 4 }]);
});

test("other hosts are seen wherever a browser would go to them", () => {
  const { others, styles } = read(`<link rel="preconnect" href="//fonts.example"><link rel=stylesheet href="https://cdn.example/a.css">
    <iframe title='a > b' src="https://video.example/1"></iframe><!-- <img src="https://commented.example/"> -->`);
  assert.deepEqual([...others, ...styles], ["http://fonts.example/", "https://video.example/1", "https://cdn.example/a.css"]);
});

test("imports by a literal address are found, and words that look like one are not", () => {
  const script = `import a,{b}from"./a.js";export * from './b.js';import "/c.js";import("../d.js").then(go);
    import(\`\${root}/e.js\`); const s = "imported from './nowhere'"; new URL("f.wasm", import.meta.url); fetch("./g.js")`;
  const found = modulesIn(script, "http://paper/pkg/1/start.js").filter((address) => !address.endsWith("nowhere"));
  assert.deepEqual(found, ["http://paper/pkg/1/a.js", "http://paper/pkg/1/b.js", "http://paper/c.js", "http://paper/pkg/d.js"]);
});

test("what a script names beside itself is found", () => {
  const script = `const MODULE = new URL("a.js", import.meta.url), W = new URL( './a.wasm', import.meta.url );
    new URL("/page", location); new URL(name, import.meta.url); new URL(\`\${name}.wasm\`, import.meta.url)`;
  assert.deepEqual(modulesIn(script, "http://paper/pkg/1/start.js"), ["http://paper/pkg/1/a.js"]);
  assert.deepEqual(webAssemblyIn(script, "http://paper/pkg/1/start.js"), ["http://paper/pkg/1/a.wasm"]);
});

test("fonts of a style sheet are told from its other files", () => {
  const css = `@import url("/more.css");@import 'https://cdn.example/x.css' screen;
    @font-face{font-family:A;src:url(/fonts/a.woff2) format("woff2")}.b{background:url('b.svg')}.c{mask:url(data:image/svg+xml,1)}`;
  assert.deepEqual(readStyle(css, "http://paper/pkg/a.css"), {
    styles: ["http://paper/more.css", "https://cdn.example/x.css"],
    fonts: ["http://paper/fonts/a.woff2"],
    others: ["http://paper/pkg/b.svg"],
  });
});
