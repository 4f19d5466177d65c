// What is pasted into a story comes as clean Markdown, whatever program it was copied from.
import { body, expect, open, select, STORY, test } from "./editing.ts";

type Page = import("@playwright/test").Page;

/** Pastes as a browser does after Ctrl+V, with what a program put into the clipboard. */
async function paste(page: Page, data: Record<string, string>): Promise<void> {
  await body(page).evaluate((field: HTMLTextAreaElement, data) => {
    field.focus();
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(data)) clipboardData.setData(type, text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    // Where nobody takes it, the browser puts in the plain text.
    if (field.dispatchEvent(event)) document.execCommand("insertText", false, data["text/plain"] ?? "");
  }, data);
}

/** What HTML becomes as Markdown. */
async function markdownOf(page: Page, html: string): Promise<string | null> {
  return page.evaluate(async (html) => {
    // A variable, as the type checker knows no such file.
    const address = "/desk/files/build/editor/pasting/markdown.js";
    const { markdownOf } = await import(address);
    return markdownOf(html)?.markdown ?? null;
  }, html);
}

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri";} --></style></head><body lang=EN-GB style='tab-interval:36.0pt'>
<!--StartFragment--><h1 style='mso-style-next:Normal'>The bridge<o:p></o:p></h1>
<p class=MsoNormal>It <b style='mso-bidi-font-weight:normal'>opened</b> at&nbsp;<i>nine</i><span style='mso-spacerun:yes'>  </span>in the
morning.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>one<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>deeper</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>two</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>first</p>
<h2>Later</h2><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Hour</p></td><td><p class=MsoNormal>Trams</p></td></tr><tr><td><p class=MsoNormal>9</p></td><td><p class=MsoNormal>14</p></td></tr></table>
<div style='mso-element:footnote-list'><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Or a little later.</p></div></div>
<!--EndFragment--></body></html>`;

const GOOGLE_DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1b2c"><h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400;">The bridge</span></h2>
<p dir="ltr" style="line-height:1.38;"><span style="font-weight:400;">It </span><span style="font-weight:700;">op</span><span style="font-weight:700;">ened</span><span style="font-weight:400;font-style:italic;"> at nine</span><span> on </span><a href="https://www.google.com/url?q=https://example.org/a%3Fb%3D1&sa=D" style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline;">Monday</span></a><span>.</span></p><br />
<ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span>one</span></p></li><ul><li aria-level="2"><p><span>deeper</span></p></li></ul><li aria-level="1"><p><span style="text-decoration:line-through;">two</span></p></li></ul></b>`;

test("a text from Word keeps its headings, lists, table and footnotes, and nothing else", async ({ page }) => {
  await open(page);
  expect(await markdownOf(page, WORD)).toBe(
    "## The bridge\n\nIt **opened** at *nine* in the morning.[^1]\n\n- one\n  - deeper\n- two\n\n1. first\n\n### Later\n\n"
      + "| Hour | Trams |\n| --: | --: |\n| 9 | 14 |\n\n[^1]: Or a little later.",
  );
});

test("a text from Google Docs has what looks bold bold, and its links without what was put around them", async ({ page }) => {
  await open(page);
  expect(await markdownOf(page, GOOGLE_DOCS)).toBe(
    "## The bridge\n\nIt **opened** *at nine* on [Monday](https://example.org/a?b=1).\n\n- one\n  - deeper\n- ~~two~~",
  );
});

test("figures keep their place above or below the line, unless they lead to a note", async ({ page }) => {
  await open(page);
  const cases: [string, string | null][] = [
    ["<p>10<sup>6</sup> km<sup>2</sup> of CO<sub>2</sub></p>", "10<sup>6</sup> km<sup>2</sup> of CO<sub>2</sub>"],
    ["<p><span style='font-weight:400'>10<span style='font-size:0.6em;vertical-align:super;'>6</span> H<span style='vertical-align: sub'>2</span>O</span></p>", "10<sup>6</sup> H<sub>2</sub>O"],
    // As Chromium copies it from a page whose style sheet raises it in another way.
    ["<p>10<sup style='vertical-align: baseline; position: relative; top: -0.5em;'>6</sup></p>", "10<sup>6</sup>"],
    ["<p><b>10<sup>6</sup></b> <i>m<sup> 2 </sup></i>x</p>", "**10<sup>6</sup>** *m <sup>2</sup>* x"],
    ["<p>x<sup> </sup><b>y</b></p>", "x **y**"],
    ["<h2>CO<sub>2</sub> falls</h2>", "## CO<sub>2</sub> falls"],
    ["<p>x<sup><a href='#_ftn1'>[1]</a></sup><sup>2</sup></p><p><a href='#_ftnref1'>[1]</a> Note.</p>", "x[^1]<sup>2</sup>\n\n[^1]: Note."],
    ["<p>x<sup><a class=sdfootnoteanc href='#sdfootnote1sym'><sup>1</sup></a></sup></p><div id=sdfootnote1><p><a class=sdfootnotesym href='#sdfootnote1anc'>1</a>Note.</p></div>", "x[^1]\n\n[^1]: Note."],
    [
      "<p>x<a href='#_ftn1'>[1]</a> y<a href='#_edn1'>[i]</a></p><p><a href='#_ftnref1'>[1]</a> Foot.</p><p><a href='#_ednref1'>[i]</a> End.</p>",
      "x[^1] y[^e1]\n\n[^1]: Foot.\n\n[^e1]: End.",
    ],
  ];
  for (const [html, markdown] of cases) expect.soft(await markdownOf(page, html), html).toBe(markdown);
});

test("parts of web pages become what they are in Markdown", async ({ page }) => {
  await open(page);
  const cases: [string, string | null][] = [
    ["<p>One</p><p>Two <strong>bold</strong></p>", "One\n\nTwo **bold**"],
    ["<div>One<br>two</div><div><br></div><div><b>Three</b></div>", "One\\\ntwo\n\n**Three**"],
    ["<p>a<b> b </b>c</p>", "a **b** c"],
    ["<p><b>a</b> <b>b</b> <i>c</i></p>", "**a b** *c*"],
    ["<p><b><i>both</i> bold</b></p>", "***both* bold**"],
    ["<blockquote><p>One</p><p>Two</p></blockquote>", "> One\n>\n> Two"],
    ["<ol start=3><li>three<li>four<p>more</p></ol>", "3. three\n4. four\n\n   more"],
    ["<ul><li><p>one</p><ol><li>a</li></ol></li></ul>", "- one\n  1. a"],
    ["<h3>Three <b>bold</b></h3><p>x", "### Three bold\n\nx"],
    ["<pre>let a = `b`;\n\n  c</pre>", "```\nlet a = `b`;\n\n  c\n```"],
    ["<p>a <code>b`c</code></p>", "a ``b`c``"],
    ["<p><a href='https://a.example/(b) c'>x [y]</a></p>", "[x [y]](https://a.example/%28b%29%20c)"],
    ["<p><a href='javascript:alert(1)'>x</a> <b>y</b></p>", "x **y**"],
    ["<p><a href='#top'>up</a> <b>y</b></p>", "up **y**"],
    ["<table><tr><td>a</td></tr></table><b>c</b>", "a\n\n**c**"],
    ["<table><tr><th>A|B</th><th>C</th></tr><tr><td>1</td><td>x<br>y</td></tr></table>", "| A\\|B | C |\n| --: | --- |\n| 1 | x y |"],
    ["<figure><img src='https://a.example/b.jpg' alt='x'><figcaption><em>Words</em></figcaption></figure>", "*Words*"],
    ["<p><b>x</b><img src='/media/ab.jpg' alt='a [b]'></p>", "**x**![a \\[b\\]](/media/ab.jpg)"],
    ["<iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ'></iframe>", "https://www.youtube.com/embed/dQw4w9WgXcQ"],
    ["<b>x</b><script>alert(1)</script><style>a{}</style><p hidden>no</p><p style='display:none'>no</p>", "**x**"],
    ["<p>2 * 3 * 4 and a_b and _c_ <b>x</b></p>", "2 \\* 3 \\* 4 and a_b and \\_c\\_ **x**"],
    ["<p># no heading</p><p>- no item</p><p>1. no</p><p>&gt; no <b>x</b></p>", "\\# no heading\n\n\\- no item\n\n1\\. no\n\n\\> no **x**"],
    ["<p>&lt;b&gt; &amp;amp; <b>x</b></p>", "\\<b> \\&amp; **x**"],
    ["<p>Soft\u00ADhyphen, zero\u200Bwidth, 10\u00A0km, «\u00A0oui\u00A0» <b>x</b></p>", "Softhyphen, zerowidth, 10 km, «\u00A0oui\u00A0» **x**"],
    ["<p><b></b><i> </i>x<b>y</b></p>", "x**y**"],
    ["<p>قافلة <b>الملح</b></p>", "قافلة **الملح**"],
    [
      "<p>x<sup><a href='#fn:1'>1</a></sup> <b>y</b></p><section><ol><li id='fn:1'><p>One. <a href='#fnref:1'>↩</a></p></li><li id='fn:2'><p>Two <i>more</i>. <a href='#fnref:2'>↩</a></p></li></ol></section>",
      "x[^1] **y**\n\n[^1]: One.\n\n[^2]: Two *more*.",
    ],
    ["<p>Plain words</p><p>and more</p>", null],
    ["<div style='color:red;font-family:monospace'><div><span style='color:blue'>let</span> a</div></div>", null],
  ];
  for (const [html, markdown] of cases) expect.soft(await markdownOf(page, html), html).toBe(markdown);
});

test("what is pasted stands apart where it is paragraphs, within the sentence where it is words, and is undone at once", async ({ page }) => {
  await open(page);
  await select(page, "tram");
  await paste(page, { "text/html": "<b>night</b> bus", "text/plain": "night bus" });
  await expect(body(page)).toHaveValue("The **night** bus came.\n\nNobody cheered.");
  await select(page, "Nobody cheered.");
  await paste(page, { "text/html": "<h2>Later</h2><p>One</p>", "text/plain": "Later One" });
  await expect(body(page)).toHaveValue("The **night** bus came.\n\n## Later\n\nOne");
  await page.keyboard.press("Control+z");
  await expect(body(page)).toHaveValue("The **night** bus came.\n\nNobody cheered.");
});

test("an address that is pasted over words links them", async ({ page }) => {
  await open(page);
  await select(page, "tram");
  await paste(page, { "text/plain": "https://example.org/tram", "text/html": "<a href='https://example.org/tram'>https://example.org/tram</a>" });
  await expect(body(page)).toHaveValue("The [tram](https://example.org/tram) came.\n\nNobody cheered.");
});

test("with shift held, and from a program's text, the plain text is pasted", async ({ page }) => {
  await open(page);
  const data = { "text/html": "<b>bold</b>", "text/plain": "**plain**" };
  await select(page, "tram");
  await page.keyboard.down("Control");
  await page.keyboard.down("Shift");
  await body(page).dispatchEvent("keydown", { key: "V", ctrlKey: true, shiftKey: true });
  await paste(page, data);
  await page.keyboard.up("Shift");
  await page.keyboard.up("Control");
  await expect(body(page)).toHaveValue("The **plain** came.\n\nNobody cheered.");
  await select(page, "Nobody");
  await paste(page, { ...data, "vscode-editor-data": "{}" });
  await expect(body(page)).toHaveValue("The **plain** came.\n\n**plain** cheered.");
});

test("pictures of other sites are left out, which is said", async ({ page }) => {
  await open(page);
  await select(page, "tram");
  await paste(page, { "text/html": "<b>bus</b><img src='https://a.example/b.jpg'><img src='https://a.example/c.gif' width=1>", "text/plain": "bus" });
  await expect(body(page)).toHaveValue(/^The \*\*bus\*\* came/);
  await expect(page.getByText("A picture was left out")).toBeVisible();
  await expect(page).toHaveURL(STORY);
});
