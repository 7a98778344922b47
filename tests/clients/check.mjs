// What mail programs make of a digest, by the data of caniemail.com: every shortfall must be one that is known and harmless.
// node check.mjs FILE.html...
import { readFileSync } from 'node:fs';
import { caniemail } from 'caniemail';

const clients = ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*', 'samsung-email.*'];

// Each with what is seen where it isn't supported.
const harmless = new Map([
  ['<style> element', 'the light form: it is inline'],
  ['@media', 'the light form, or the colours that the client makes of it'],
  ['color-scheme CSS property', 'the client chooses by itself'],
  ['color-scheme meta tag', 'the client chooses by itself'],
  ['<body> element', 'its ground is repeated on the outermost cell'],
  ['max-width property', 'Word has a table of fixed width'],
  ['max-height property', 'of the preview line alone, which is also display:none'],
  ['overflow', 'of the preview line alone'],
  ['display:none', 'the preview line holds no table'],
  ['table-layout', 'columns as wide as their text; widths are attributes too'],
  ['overflow-wrap', 'word-break is beside it'],
  ['word-break', 'overflow-wrap is beside it'],
  ['border-radius', 'square corners'],
  ['height property', 'of pictures alone, which have their own'],
  ['role attribute', 'a layout table is read as one'],
  ['aria-label attribute', 'the plain form says it'],
  ['aria-hidden attribute', 'a legend is read out'],
  ['white-space', 'the days at the ends of a strip may break'],
  ['lang attribute', 'a screen reader takes its own'],
]);

let failed = false;
for (const file of process.argv.slice(2)) {
  const { issues } = caniemail({ clients, html: readFileSync(file, 'utf8') });
  if (issues.errors.size === 0) throw new Error(`${file}: not even known shortfalls were found: is it a digest?`);
  for (const [client, found] of issues.errors) {
    for (const { title } of found.filter((issue) => !harmless.has(issue.title))) {
      console.error(`${file}: ${client} doesn't know ${title}`);
      failed = true;
    }
  }
}
if (failed) process.exit(1);
console.log(`mail clients: ${process.argv.length - 2} digest(s) shown by all of ${clients.join(', ')}`);
