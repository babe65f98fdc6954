// Discord's Markdown as a tree of plain objects, and that tree as elements. Text only ever becomes text nodes.
// A node is a string, or { kind, items } with what the kind needs beside.

const ESCAPABLE = /[\\`*_{}\[\]()#+\-.!|~<>@:&"']/;

/** Reads a whole message: an array of blocks. */
export function parse(text) {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  return blocks(lines);
}

function blocks(lines) {
  const out = [];
  let paragraph = [];
  const flush = () => {
    if (paragraph.length > 0) {
      out.push({ kind: 'paragraph', items: inline(paragraph.join('\n')) });
      paragraph = [];
    }
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    let match;
    const fence = line.indexOf('```');
    if (fence >= 0 && (match = fenced(lines, i, fence))) {
      if (fence > 0) paragraph.push(line.slice(0, fence));
      flush();
      out.push({ kind: 'code-block', language: match.language, text: match.text });
      i = match.last;
      if (match.rest.trim()) paragraph.push(match.rest);
    } else if (line.startsWith('>>> ')) {
      flush();
      out.push({ kind: 'quote', items: blocks([line.slice(4), ...lines.slice(i + 1)]) });
      return out;
    } else if (line.startsWith('> ') || line === '>') {
      flush();
      const quoted = [];
      for (; i < lines.length && (lines[i].startsWith('> ') || lines[i] === '>'); i++) quoted.push(lines[i].slice(2));
      i--;
      out.push({ kind: 'quote', items: blocks(quoted) });
    } else if ((match = /^(#{1,3}) +(\S.*)$/.exec(line))) {
      flush();
      out.push({ kind: 'heading', level: match[1].length, items: inline(match[2]) });
    } else if ((match = /^-# +(\S.*)$/.exec(line))) {
      flush();
      out.push({ kind: 'subtext', items: inline(match[1]) });
    } else if (LIST.test(line)) {
      flush();
      const all = [];
      for (; i < lines.length && (LIST.test(lines[i]) || (all.length > 0 && /^\s+\S/.test(lines[i]))); i++) all.push(lines[i]);
      i--;
      out.push(list(all));
    } else if (line.trim() === '') {
      flush();
      out.push({ kind: 'gap' });
    } else {
      paragraph.push(line);
    }
  }
  flush();
  return out;
}

const LIST = /^(\s*)([-*]|\d{1,9}[.)]) +(\S.*)$/;

function list(lines) {
  const first = LIST.exec(lines[0]);
  const indent = first[1].length;
  const ordered = /\d/.test(first[2]);
  const node = { kind: 'list', ordered, start: ordered ? parseInt(first[2], 10) : 1, items: [] };
  for (let i = 0; i < lines.length; i++) {
    const match = LIST.exec(lines[i]);
    if (match && match[1].length <= indent) {
      node.items.push({ kind: 'item', items: inline(match[3]) });
    } else {
      const inner = [];
      for (; i < lines.length && !(LIST.exec(lines[i]) && LIST.exec(lines[i])[1].length <= indent); i++) inner.push(lines[i]);
      i--;
      const last = node.items[node.items.length - 1];
      if (LIST.test(inner[0])) last.items.push(list(inner));
      else last.items.push('\n', ...inline(inner.map(l => l.trim()).join('\n')));
    }
  }
  return node;
}

function fenced(lines, at, column) {
  const opening = lines[at].slice(column + 3);
  const sameLine = opening.indexOf('```');
  if (sameLine > 0) return { language: '', text: opening.slice(0, sameLine), last: at, rest: opening.slice(sameLine + 3) };
  for (let i = at + 1; i < lines.length; i++) {
    const end = lines[i].indexOf('```');
    if (end >= 0) {
      const language = /^[\w+#-]*$/.test(opening) ? opening : '';
      const body = [...(language === opening ? [] : [opening]), ...lines.slice(at + 1, i), ...(end > 0 ? [lines[i].slice(0, end)] : [])];
      return { language, text: body.join('\n'), last: i, rest: lines[i].slice(end + 3) };
    }
  }
  return null;
}

const SPANS = [['***', 'bold-italic'], ['**', 'bold'], ['__', 'underline'], ['~~', 'strike'], ['||', 'spoiler'], ['*', 'italic'], ['_', 'italic']];

/** Reads what stands inside a line. */
export function inline(text, depth = 0) {
  const out = [];
  let plain = '';
  const flush = () => { if (plain) { out.push(plain); plain = ''; } };
  const add = node => { flush(); out.push(node); };
  for (let i = 0; i < text.length;) {
    const rest = text.slice(i);
    let match;
    if (text[i] === '\\' && i + 1 < text.length && ESCAPABLE.test(text[i + 1])) {
      plain += text[i + 1];
      i += 2;
    } else if (text[i] === '`') {
      match = code(text, i);
      if (match.text === null) plain += text.slice(i, i + match.length);
      else add({ kind: 'code', text: match.text });
      i += match.length;
    } else if ((match = special(rest))) {
      add(match.node);
      i += match.length;
    } else if (depth < 12 && (match = masked(rest, depth))) {
      add(match.node);
      i += match.length;
    } else if ((match = /^https?:\/\/[^\s<>"]+/.exec(rest)) && !/[\w/]/.test(text[i - 1] ?? ' ')) {
      const address = trimmedAddress(match[0]);
      add({ kind: 'link', address, items: [address] });
      i += address.length;
    } else if (depth < 12 && (match = span(text, i, depth))) {
      add(match.node);
      i += match.length;
    } else {
      const point = String.fromCodePoint(text.codePointAt(i));
      plain += point;
      i += point.length;
    }
  }
  flush();
  return out;
}

// Code ends with as many marks as it began with; marks that end nothing are text, all at once, so that many of them cost no more.
function code(text, at) {
  const marks = /^`+/.exec(text.slice(at))[0];
  for (let end = text.indexOf(marks, at + marks.length); end >= 0; end = text.indexOf(marks, end)) {
    let length = marks.length;
    while (text[end + length] === '`') length++;
    if (length === marks.length) {
      const inside = text.slice(at + length, end);
      return { text: length > 1 ? inside.trim() : inside, length: end + length - at };
    }
    end += length;
  }
  return { text: null, length: marks.length };
}

function special(rest) {
  if (rest[0] !== '<' && rest[0] !== '@') return null;
  let match;
  if ((match = /^<@!?(\d{1,20})>/.exec(rest))) return { node: { kind: 'person', id: match[1] }, length: match[0].length };
  if ((match = /^<#(\d{1,20})>/.exec(rest))) return { node: { kind: 'channel', id: match[1] }, length: match[0].length };
  if ((match = /^<@&(\d{1,20})>/.exec(rest))) return { node: { kind: 'role', id: match[1] }, length: match[0].length };
  if ((match = /^<\/([^:>]{1,100}):(\d{1,20})>/.exec(rest))) return { node: { kind: 'command', name: match[1] }, length: match[0].length };
  if ((match = /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/.exec(rest))) {
    return { node: { kind: 'time', seconds: Number(match[1]), style: match[2] ?? 'f' }, length: match[0].length };
  }
  if ((match = /^<(https?:\/\/[^\s<>]+)>/.exec(rest))) {
    return { node: { kind: 'link', address: match[1], items: [match[1]] }, length: match[0].length };
  }
  return null;
}

function masked(rest, depth) {
  const match = /^\[((?:\\.|[^\[\]\\\n]){1,500})\]\(<?(https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))+)>?\)/.exec(rest);
  return match && { node: { kind: 'link', address: match[2], items: inline(match[1], depth + 1) }, length: match[0].length };
}

function trimmedAddress(address) {
  let end = address.replace(/[.,:;!?*_~|]+$/, '');
  while (end.endsWith(')') && (end.match(/\(/g) ?? []).length < (end.match(/\)/g) ?? []).length) end = end.slice(0, -1);
  return end;
}

function span(text, at, depth) {
  for (const [mark, kind] of SPANS) {
    if (!text.startsWith(mark, at)) continue;
    const start = at + mark.length;
    if (mark === '_' && /\w/.test(text[at - 1] ?? ' ')) continue;
    if (mark !== '||' && /\s/.test(text[start] ?? ' ')) continue;
    const end = closing(text, start, mark);
    if (end < 0) continue;
    return { node: { kind, items: inline(text.slice(start, end), depth + 1) }, length: end + mark.length - at };
  }
  return null;
}

function closing(text, start, mark) {
  for (let i = start; i < text.length; i++) {
    if (text[i] === '\\') {
      i++;
    } else if (text[i] === '`') {
      i += code(text, i).length - 1;
    } else if (i > start && text.startsWith(mark, i) && !/\s/.test(text[i - 1])) {
      if (mark.length === 1 && text[i + 1] === mark) { i++; continue; }
      if (mark === '_' && /\w/.test(text[i + 1] ?? ' ')) continue;
      if (mark === '**' && text[i + 2] === '*') continue;
      return i;
    }
  }
  return -1;
}

const TAGS = {
  'bold': 'strong', 'italic': 'em', 'underline': 'u', 'strike': 's', 'quote': 'blockquote', 'item': 'li', 'paragraph': 'p',
};

/** Draws a tree. `names` tells people and channels by id, and the time. */
export function draw(nodes, names) {
  const part = document.createDocumentFragment();
  for (const node of nodes) part.append(typeof node === 'string' ? node : element(node, names));
  return part;
}

function element(node, names) {
  const make = (tag, className) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    return made;
  };
  const filled = made => { made.append(draw(node.items, names)); return made; };
  switch (node.kind) {
    case 'bold-italic': { const em = make('em'); em.append(filled(make('strong'))); return em; }
    case 'heading': return filled(make('p', `heading heading-${node.level}`));
    case 'subtext': return filled(make('p', 'subtext'));
    case 'gap': return make('div', 'gap');
    case 'list': { const made = make(node.ordered ? 'ol' : 'ul'); if (node.ordered && node.start !== 1) made.start = node.start; return filled(made); }
    case 'code': { const made = make('code'); made.textContent = node.text; return made; }
    case 'code-block': {
      const made = make('pre');
      made.tabIndex = 0;
      const code = make('code');
      code.textContent = node.text;
      made.append(code);
      return made;
    }
    case 'link': {
      const made = filled(make('a'));
      made.href = node.address;
      made.target = '_blank';
      made.rel = 'noopener noreferrer';
      return made;
    }
    case 'spoiler': {
      const made = filled(make('button', 'spoiler'));
      made.type = 'button';
      made.setAttribute('aria-label', 'Spoiler, press to show');
      made.addEventListener('click', () => { made.classList.add('open'); made.removeAttribute('aria-label'); });
      return made;
    }
    case 'person': return mention(make, '@' + (names.person(node.id) ?? 'unknown'));
    case 'channel': return mention(make, '#' + (names.channel(node.id) ?? 'unknown'));
    case 'role': return mention(make, '@role');
    case 'command': return mention(make, '/' + node.name);
    case 'time': return moment(make, node, names);
    default: return filled(make(TAGS[node.kind] ?? 'span'));
  }
}

function mention(make, text) {
  const made = make('span', 'mention');
  made.textContent = text;
  return made;
}

const STYLES = {
  t: { timeStyle: 'short' }, T: { timeStyle: 'medium' }, d: { dateStyle: 'short' }, D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' }, F: { dateStyle: 'full', timeStyle: 'short' },
};

function moment(make, node, names) {
  const made = make('time');
  const when = new Date(node.seconds * 1000);
  if (Number.isNaN(when.getTime())) { made.textContent = 'Invalid date'; return made; }
  made.dateTime = when.toISOString();
  made.textContent = node.style === 'R' ? relative(when - names.now()) : new Intl.DateTimeFormat('en-GB', { ...STYLES[node.style], timeZone: 'UTC' }).format(when);
  return made;
}

/** "in 3 hours", "2 days ago". */
export function relative(milliseconds) {
  const units = [['year', 31536e6], ['month', 2592e6], ['day', 864e5], ['hour', 36e5], ['minute', 6e4], ['second', 1e3]];
  const [unit, size] = units.find(([, length]) => Math.abs(milliseconds) >= length) ?? units[units.length - 1];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(milliseconds / size), unit);
}
