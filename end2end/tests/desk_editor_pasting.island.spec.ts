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

/** What HTML becomes as Markdown, with the plain text that stands beside it in the clipboard if that is given. */
async function markdownOf(page: Page, html: string, plain?: string): Promise<string | null> {
  return page.evaluate(async ({ html, plain }) => {
    // A variable, as the type checker knows no such file.
    const address = "/desk/files/build/editor/pasting/markdown.js";
    const { markdownOf } = await import(address);
    return markdownOf(html, plain)?.markdown ?? null;
  }, { html, plain });
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

/** As Word copies a text with a comment, tracked changes in a sentence, a list and a table, and a footnote. */
const REVIEWED = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-GB>
<!--StartFragment--><p class=MsoNormal>Some <a style='mso-comment-reference:MK_1;mso-comment-date:20240305T1030'>noted</a><span class=MsoCommentReference><span
style='font-size:8.0pt;line-height:107%'><![if !supportAnnotations]><a class=msocomanchor id="_anchor_1" onmouseover="msoCommentShow('_anchor_1','_com_1')"
href="#_msocom_1" language=JavaScript name="_msoanchor_1">[MK1]</a><![endif]><span style='mso-special-character:comment'>&nbsp;</span></span></span> text, which <span
class=msoDel><del cite="mailto:Mara%20King" datetime="2024-03-05T10:31">ten</del></span><span class=msoIns><ins cite="mailto:Mara%20King"
datetime="2024-03-05T10:31">twelve</ins></span> people saw.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a><span
class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a class=msocomanchor href="#_msocom_2" name="_msoanchor_2">[MK2]</a><![endif]><span
style='mso-special-character: comment'>&nbsp;</span></span></span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>one</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]><span class=msoDel><del cite="mailto:Mara%20King" datetime="2024-03-05T10:32">two<o:p></o:p></del></span></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>three</p>
<table><tr><td><p>Hour</p></td><td><p>Trams</p></td></tr><tr><td><p><del cite="mailto:Mara%20King" datetime="2024-03-05T10:33">8</del></p></td><td><p><del cite="mailto:Mara%20King" datetime="2024-03-05T10:33">12</del></p></td></tr><tr><td><p>9</p></td><td><p>14</p></td></tr></table>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left size=1 width="33%"><![endif]>
<div style='mso-element:comment'><![if !supportAnnotations]><div id="_com_1" class=msocomtxt language=JavaScript><![endif]><span style='mso-comment-author:"Mara King"'><![if !supportAnnotations]><a name="_msocom_1"></a><![endif]></span>
<p class=MsoCommentText><span class=MsoCommentReference><span style='font-size:8.0pt'><span style='mso-special-character:comment'>&nbsp;<![if !supportAnnotations]><a href="#_msoanchor_1" class=msocomoff>[MK1]</a><![endif]></span></span></span>Libel risk, ask the <b>lawyer</b><o:p></o:p></p>
<![if !supportAnnotations]></div><![endif]></div></div>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Or <del cite="mailto:Mara%20King" datetime="2024-03-05T10:34">less</del>more.<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_3">[MK3]</a></span></p></div></div>
<!--EndFragment--></body></html>`;

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

test("what reviewers left in a text from Word stays out: their comments, and what they took away", async ({ page }) => {
  await open(page);
  expect(await markdownOf(page, REVIEWED)).toBe(
    "Some noted text, which twelve people saw.[^1]\n\n- one\n- three\n\n| Hour | Trams |\n| --: | --: |\n| 9 | 14 |\n\n[^1]: Or more.",
  );
  const cases: [string, string | null][] = [
    // As Word's "Web Page, Filtered" has them.
    [
      "<p>A <b>bridge</b><span class=MsoCommentReference><span><a class=msocomanchor id='_anchor_1' href='#_msocom_1'>[NG2]</a>&nbsp;</span></span>.</p>"
        + "<div><hr class=msocomoff size=1><div><div id='_com_1' class=msocomtxt><a name='_msocom_1'></a><p class=MsoCommentText><span class=MsoCommentReference>"
        + "<span>&nbsp;<a href='#_msoanchor_1' class=msocomoff>[NG2]</a></span></span>Which one?</p></div></div></div>",
      "A **bridge**.",
    ],
    // Whoever writes on right behind a comment writes in its style.
    ["<p class=MsoCommentText>A <b>bridge</b><span class=MsoCommentReference> opened</span></p>", "A **bridge** opened"],
    ["<p>x <s>old</s> <del>older</del> <ins>new</ins> <b>y</b></p>", "x ~~old older~~ new **y**"],
    ["<p>x<span class=msoDel>old</span><span class=msoIns><ins cite='mailto:A' datetime='2024-03-05T10:30'>new</ins></span></p>", "xnew"],
    ["<p>One</p><div style='mso-element:footnote-list'><hr><div style='mso-element:footnote'><p><del cite='mailto:A' datetime='2024-03-05T10:30'><a href='#_ftnref1'>[1]</a> No.</del></p></div></div>", "One"],
  ];
  for (const [html, markdown] of cases) expect.soft(await markdownOf(page, html), html).toBe(markdown);
  // Wherever text was taken out of the page, the plain text still has it.
  await select(page, "tram");
  await paste(page, { "text/html": "<p>night<del cite='mailto:A' datetime='2024-03-05T10:30'> tram</del><ins> bus</ins></p>", "text/plain": "night tram bus" });
  await expect(body(page)).toHaveValue("The night bus came.\n\nNobody cheered.");
  await expect(page.getByText("Tracked changes came in as if accepted.")).toBeVisible();
});

test("that Google Docs put suggestions in among the text is said, as only its own format tells them apart", async ({ page }) => {
  await open(page);
  const slice = (suggested: (string[] | null)[]) => JSON.stringify({ data: JSON.stringify({ resolved: { dsl_suggesteddeletions: { sgsl_sugg: suggested } } }) });
  const ofGoogle = "application/x-vnd.google-docs-document-slice-clip+wrapped";
  const data = { "text/html": "<b style='font-weight:normal' id='docs-internal-guid-1'><span>tentwelve</span></b>", "text/plain": "tentwelve" };
  const notice = page.getByText("suggestions that nobody has settled");
  await select(page, "tram");
  await paste(page, { ...data, [ofGoogle]: slice([[]]) });
  await expect(body(page)).toHaveValue("The tentwelve came.\n\nNobody cheered.");
  await expect(notice).toHaveCount(0);
  await paste(page, { ...data, [ofGoogle]: slice([null, ["suggest.1"], null, []]) });
  await expect(notice).toBeVisible();
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

test("paragraphs without any mark stay paragraphs, and nothing in them becomes one", async ({ page }) => {
  await open(page);
  const cases: [string, string, string | null][] = [
    ["<p class=MsoNormal>One<o:p></o:p></p>\n<p class=MsoNormal>1986. A great year<o:p></o:p></p>", "One\n1986. A great year\n", "One\n\n1986\\. A great year"],
    ["<div dir=ltr>One</div><div>two<br>three</div>", "One\ntwo\nthree", "One\n\ntwo\\\nthree"],
    ["<p>1986. A great year</p>", "1986. A great year", "1986\\. A great year"],
    ["<p>Soft\u00ADhyphen</p><p>two</p>", "Soft\u00ADhyphen\ntwo", "Softhyphen\n\ntwo"],
    ["<span style='white-space: pre-wrap; font-weight: 400'>One\n\ntwo\nthree</span>", "One\n\ntwo\nthree", "One\n\ntwo\\\nthree"],
    ["<span style='white-space: normal'>One\ntwo</span>", "One two", null],
    ["<p>Plain words</p><p>and more</p>", "Plain words\n\nand more", null],
    ["<span>very </span>", "very ", null],
    // Somebody wrote Markdown into a mail.
    ["<div>## Later</div><div><br></div><div>See [here](https://a.example).</div>", "## Later\n\nSee [here](https://a.example).", null],
    ["<div>He was **there**.</div><div>f**k</div>", "He was **there**.\nf**k", null],
    ["<div>f**k</div><div>and s**t</div>", "f**k\nand s**t", "f\\*\\*k\n\nand s\\*\\*t"],
    // Visual Studio Code in a browser that hides its own type, Windows Terminal, JetBrains, Visual Studio, a text file in Chromium.
    [
      "<meta charset='utf-8'><div style=\"color: #d4d4d4;font-family: 'Droid Sans Mono', 'monospace', monospace;font-weight: normal;white-space: pre;\"><div><span style='font-weight: bold;'># Title</span></div><br><div>- one</div></div>",
      "# Title\n\n- one",
      null,
    ],
    ["<DIV STYLE=\"display:inline-block;white-space:pre;font-family:Consolas,'Courier New';\"><SPAN>- one</SPAN><BR><SPAN>- two</SPAN></DIV>", "- one\n- two", null],
    ["<pre style=\"background-color:#2b2b2b;color:#a9b7c6;font-family:'JetBrains Mono',monospace;font-size:9,8pt;\"># Title<br>- <span style='font-weight:bold;'>one</span></pre>", "# Title\n- one", null],
    ["<pre style='font-family:Cascadia Mono;font-size:13px;color:black;background:white;'># Title</pre>", "# Title", null],
    ["<pre style='font-weight: 400; -webkit-text-stroke-width: 0px; overflow-wrap: break-word; white-space: pre-wrap;'># Title\n\n- one</pre><br class='Apple-interchange-newline'>", "# Title\n\n- one", null],
    ["<pre style='font-weight: 400; -webkit-text-stroke-width: 0px;'><code>a\nb</code></pre>", "a\nb", "```\na\nb\n```"],
    // A paragraph of Google Docs in a font of a typewriter.
    ["<b style='font-weight:normal' id='docs-internal-guid-1'><p><span style=\"font-family:'Courier New',monospace;white-space:pre-wrap\">a <b>c</b></span></p></b>", "a c", "a **c**"],
    ["<pre>a<br>b</pre>", "a\nb", "```\na\nb\n```"],
  ];
  for (const [html, plain, markdown] of cases) expect.soft(await markdownOf(page, html, plain), html).toBe(markdown);
});

test("breaks, marks of direction, lists and tables survive as what they are", async ({ page }) => {
  await open(page);
  const cases: [string, string | null][] = [
    ["<h2>One<br>two</h2><p>x", "## One two\n\nx"],
    ["<ul><li>one<br>two<li>three<br></ul>", "- one\\\n  two\n- three"],
    ["<ul><ul><li>deep</li></ul><li>one</li></ul>", "- deep\n- one"],
    ["<ul><li>one</li><ul><li>deep</li><ol><li>deeper</li></ol></ul></ul>", "- one\n  - deep\n    1. deeper"],
    ["<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>1986. A <b>year</b></p>", "- 1986\\. A **year**"],
    ["<p dir=rtl>\u200Fهو 10% \u200Eabc <b>x</b></p><p>\u200F</p>", "\u200Fهو 10% \u200Eabc **x**"],
    ["<p>«\u00A0<i>oui</i>\u00A0» <b>x</b>\u00A0: y</p>", "«\u00A0*oui*\u00A0» **x**\u00A0: y"],
    ["<p>می\u200Cخواهم <b>क्\u200Dष</b> 👩🏽\u200D🚀 Auf\u200Clage</p>", "می\u200Cخواهم **क्\u200Dष** 👩🏽\u200D🚀 Auflage"],
    [
      "<table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td colspan=2>x</td><td>1</td></tr><tr><td rowspan=2>y</td><td>z</td><td>2</td></tr><tr><td>v</td><td>3</td></tr></table>",
      "| A | B | C |\n| --- | --- | --: |\n| x |  | 1 |\n| y | z | 2 |\n|  | v | 3 |",
    ],
    ["<table><tr><td colspan=9>a</td></tr><tr><td colspan=9>b</td></tr></table><b>c</b>", "a\n\nb\n\n**c**"],
    ["<table><tr><td colspan=9>Trams</td></tr><tr><td>a</td><td>1</td></tr></table>", "| Trams |  |\n| --- | --: |\n| a | 1 |"],
  ];
  for (const [html, markdown] of cases) expect.soft(await markdownOf(page, html), html).toBe(markdown);
});

test("text that has no page beside it is pasted as it is, without what nobody sees", async ({ page }) => {
  await open(page);
  await select(page, "tram");
  await paste(page, { "text/plain": "**night** soft\u00ADly\u200B می\u200Cخواهم" });
  await expect(body(page)).toHaveValue("The **night** softly می\u200Cخواهم came.\n\nNobody cheered.");
  await page.keyboard.press("Control+z");
  await expect(body(page)).toHaveValue("The tram came.\n\nNobody cheered.");
  await select(page, "tram");
  await paste(page, { "text/html": "<p>night\u200B</p><p>bus</p>", "text/plain": "night\u200B\r\n\r\nbus" });
  await expect(body(page)).toHaveValue("The night\n\nbus came.\n\nNobody cheered.");
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
