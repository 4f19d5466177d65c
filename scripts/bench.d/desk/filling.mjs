// A desk with much on it. No command makes so many stories, log lines and pictures: a story begins with somebody who types its
// headline. So one of each is made through the doors that people take, and is then copied within the database while nobody has
// it open: the rows are those that the desk writes itself, with words and times of their own.

import fs from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { PROJECT, Problem } from "../../budget.d/program.mjs";
import { MINUTES_BETWEEN, writeArchive } from "../archive/corpus.mjs";
import { AtTheDesk } from "../at_the_desk.mjs";
import { takeOnReaders } from "../letters/office.mjs";
import { say } from "../on_a_paper.mjs";

/** Microseconds between two stories that were saved, as between two articles of the archive. */
const APART = MINUTES_BETWEEN * 60_000_000;
const HEADLINE = "The story that the others are copied from";
/** Articles that are taken back, a command each: a few among all, which are the longest to look for. */
const RECALLED = 20;
/**
 * Of every twenty stories eight came out, six are being written, three are in review, two are approved and one is scheduled.
 * What came out is what one article says, so that it has one.
 */
const STAGE = {
  review: "n % 20 in (9, 13, 18)",
  approved: "n % 20 in (8, 16)",
  scheduled: "n % 20 = 4",
  out: "n % 5 in (0, 2)",
};

/** Returns whoever owns the desk; they are signed in still when the paper is served again. */
export async function fill(paper, { stories }, now) {
  await importArticles(paper, stories, now);
  say(`taking on ${stories} readers`);
  await takeOnReaders(paper, stories);
  const first = await paper.serve();
  const owner = await AtTheDesk.founding(paper, first.origin);
  const { headers } = await owner.send("/desk/stories", { headline: HEADLINE, section: "world" });
  await owner.send(headers.location, { base: 1, do: "save", kind: "news", section: "world", headline: HEADLINE, byline: "Olga Marsh", body: "It happened." });
  await AtTheDesk.invited(paper, first.origin);
  // Of those whose story is to be one that came out.
  const apart = Math.floor(stories / RECALLED / 5) * 5;
  for (let number = 0; number < RECALLED; number += 1) await paper.run("withdraw", `article-${number * apart}`, "--reason", "It was measured.");
  await first.stop();
  say(`copying a story, a line of the log and a picture ${stories} times`);
  const database = new DatabaseSync(path.join(paper.folder, "data/dateline.sqlite"));
  try {
    database.exec("pragma foreign_keys = on; begin immediate");
    copyStories(database, stories);
    copyLines(database);
    copyPictures(database, stories);
    database.exec("commit; pragma wal_checkpoint(truncate)");
  } finally {
    database.close();
  }
  return owner;
}

/** As an editor would, and one that has a picture. */
async function importArticles(paper, count, now) {
  const folder = path.join(paper.folder, "stories");
  say(`writing ${count} articles`);
  writeArchive(folder, count, now);
  fs.copyFileSync(path.join(PROJECT, "public/icon-512.png"), path.join(folder, "picture.png"));
  fs.writeFileSync(path.join(folder, "picture.md"), "---\ntitle: With a picture\nsection: World\nimage: picture.png\nimage_alt: A picture\n---\n\nIt is above.\n");
  say(`importing ${count} articles`);
  await paper.run("import", folder);
  await paper.run("pictures");
  fs.rmSync(folder, { recursive: true });
}

function copyStories(database, stories) {
  const template = database.prepare("select id, save from stories where headline = ?").get(HEADLINE);
  if (template?.save !== 2) throw new Problem(`the desk did not save the story: ${JSON.stringify(template)}`);
  // Numbered from the newest article on; the story of the oldest one comes first, as it did.
  database.exec(`
    create temp table words as
      select row_number() over (order by a.id desc) - 1 as n, a.id as article, a.slug, a.state, v.number as version, v.headline, v.body, s.slug as section
        from articles a join versions v on v.id = a.version_id join sections s on s.id = a.section_id
       where a.slug like 'article-%' order by a.id desc limit ${stories};
    create temp table whose as select id, row_number() over (order by id) - 1 as n from accounts;
    create temp table template as select * from stories where id = ${template.id};
    create temp table copies as
      select (select max(id) from stories) + row_number() over (order by n desc) as id, *,
             (select saved_at from template) - n * ${APART} as at, (select id from whose where whose.n = words.n % 2) as account
        from words order by id;
    insert into stories (id, article_id, made_by, made_at, headline, section, save, saved_at, review_save, approved_save, out_save, out_version, publish_at)
      select id, iif(${STAGE.out}, article, null), account, at - 3600000000, headline, section, 2, at,
             iif(${STAGE.review} or ${STAGE.approved} or ${STAGE.scheduled}, 2, null),
             iif(${STAGE.approved} or ${STAGE.scheduled}, 2, null),
             iif(${STAGE.out}, 2, null), iif(${STAGE.out}, version, null),
             iif(${STAGE.scheduled}, (select saved_at from template) + (n + 1) * ${APART}, null)
        from copies order by id;
    insert into saves (story_id, number, base, account_id, at, kind, fields, out_at)
      select c.id, v.number, v.base, c.account, c.at, v.kind,
             iif(v.number = 1, json_set(v.fields, '$.headline', c.headline),
                               json_set(v.fields, '$.headline', c.headline, '$.section', c.section, '$.slug', c.slug, '$.body', c.body)),
             iif(v.number = 2 and ${STAGE.out}, c.at, null)
        from copies c cross join saves v on v.story_id = ${template.id};`);
}

/** Of every story that it was begun, and what became of it. */
function copyLines(database) {
  database.exec(`
    insert into desk_log (at, account_id, action, subject, is_refused, about, about_key)
      select at, account, action, headline, 0, l.about, cast(id as text)
        from (select *, 'began' as action from copies
               union all select *, 'asked for a review of' from copies where ${STAGE.review}
               union all select *, 'approved' from copies where ${STAGE.approved}
               union all select *, 'scheduled' from copies where ${STAGE.scheduled}
               union all select *, 'published' from copies where ${STAGE.out})
             join (select about from desk_log where action = 'began' limit 1) l
       order by at, id;`);
}

/** A picture that an article has, with other names. Its files are not asked for: a list has their addresses only. */
function copyPictures(database, pictures) {
  database.exec(`
    create temp table picture as select * from pictures where prepared_at is not null and problem is null and variants is not null limit 1;
    create temp table bringing as
      select (select max(id) from pictures) + row_number() over (order by n desc) as id, n, lower(hex(randomblob(16))) as hash, headline, at, account
        from copies limit ${pictures};
    insert into pictures (id, hash, media_type, width, height, prepared_at, variants, tone, kept_at, kept_by, file_name, alt, unused_since)
      select b.id, b.hash, p.media_type, p.width, p.height, b.at, p.variants, p.tone, b.at, b.account, 'picture ' || b.n || '.jpg', b.headline,
             iif(b.n % 4 = 0, b.at, null)
        from bringing b, picture p order by b.id;
    insert into picture_words (rowid, words) select id, 'picture ' || n || ' jpg ' || headline from bringing order by id;`);
  const { prepared } = database.prepare("select count(*) as prepared from picture").get();
  if (prepared === 0) throw new Problem("no picture was prepared that could be copied");
}
