// Discord's Markdown as the page reads it: node markdown.mjs PATH OF markdown.js
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';

const { parse, inline, relative } = await import(pathToFileURL(process.argv[2]));

/** A tree in short: kind(inner) for nodes, text in quotes. */
const short = nodes => nodes.map(n => typeof n === 'string' ? JSON.stringify(n) : `${n.kind}(${[n.address, n.id, n.text, n.seconds].filter(v => v !== undefined).join(' ')}${n.items ? short(n.items) : ''})`).join('');
const line = text => short(inline(text));
const block = text => short(parse(text));

const lines = {
  'plain': '"plain"',
  '**b *i* b**': 'bold("b "italic("i")" b")',
  '***both***': 'bold-italic("both")',
  '_i_ __u__ ~~s~~ ||hidden||': 'italic("i")" "underline("u")" "strike("s")" "spoiler("hidden")',
  'snake_case_word and 2 * 3 * 4': '"snake_case_word and 2 * 3 * 4"',
  '\\*not\\* \\[1\\]': '"*not* [1]"',
  '`a *b* <@1>` ``c`d``': 'code(a *b* <@1>)" "code(c`d)',
  '[title](<https://a.example/x(y)>)': 'link(https://a.example/x(y)"title")',
  'see https://a.example/x).': '"see "link(https://a.example/x"https://a.example/x")")."',
  '<https://a.example>': 'link(https://a.example"https://a.example")',
  '[x](javascript:alert(1)) [y](data:text/html,1)': '"[x](javascript:alert(1)) [y](data:text/html,1)"',
  '<@12> <@!12> <#3> <@&4> @everyone': 'person(12)" "person(12)" "channel(3)" "role(4)" @everyone"',
  '<t:0:R>': 'time(0)',
  '<img src=x onerror=alert(1)>': '"<img src=x onerror=alert(1)>"',
  '**open': '"**open"',
  '👩‍🔬 *ß*': '"👩‍🔬 "italic("ß")',
};
for (const [text, tree] of Object.entries(lines)) assert.equal(line(text), tree, text);

const blocks = {
  'a\nb\n\nc': 'paragraph("a\\nb")gap()paragraph("c")',
  '# H\n## h *i*\n#no': 'heading("H")heading("h "italic("i"))paragraph("#no")',
  '-# small *print*': 'subtext("small "italic("print"))',
  '> one\n> two\nthree': 'quote(paragraph("one\\ntwo"))paragraph("three")',
  '>>> all\nof it': 'quote(paragraph("all\\nof it"))',
  '- a\n- b\n  - c\n1. d': 'list(item("a")item("b"list(item("c")))item("d"))',
  '```js\nx < 1\n```after': 'code-block(x < 1)paragraph("after")',
  '```never closed': 'paragraph("```never closed")',
};
for (const [text, tree] of Object.entries(blocks)) assert.equal(block(text), tree, text);
assert.equal(parse('3. c\n4. d')[0].start, 3);
assert.equal(relative(-7200000), '2 hours ago');

// Whatever somebody writes, reading it does not stop the page.
for (const text of ['*', '**a', '`', '``a', '[', '[a](', '||', '_ *', '> ', '- ', '~~a*', '<@', '\\', '```', '(((', 'https://a.b/((']) {
  const began = performance.now();
  parse(text.repeat(Math.ceil(2000 / text.length)).slice(0, 2000));
  assert.ok(performance.now() - began < 1000, `${text} repeated took ${performance.now() - began} ms`);
}
console.log('well');
