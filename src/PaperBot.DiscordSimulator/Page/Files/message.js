// One message as Discord's program draws it.

import { make, attempt } from './dom.js';
import { drawEmbed, drawFile, drawMedia, isShownElsewhere } from './embed.js';
import { parse, draw, inline } from './markdown.js';
import { world, names, act } from './store.js';
import { openMenu } from './popup.js';
import { openThread } from './thread.js';

const LOADING = 1 << 7;

export function drawMessage(message, before) {
  const mine = message.only_for !== null && message.only_for !== undefined;
  const item = make('article', { class: 'message', 'aria-label': `${message.author.username}, ${clock(new Date(message.timestamp))}`, id: `m${message.id}`, 'data-id': message.id });
  if (mine) item.classList.add('private');
  if (message.mentions.some(m => m.id === world.me)) item.classList.add('mentions-me');
  const first = startsGroup(message, before);
  if (first) {
    item.classList.add('first');
    item.append(...head(message));
  }
  item.append(body(message));
  if (mine) {
    item.append(make('p', { class: 'only' }, '👁 Only you can see this · ',
      make('button', { type: 'button', onclick: () => attempt(() => act({ do: 'delete', channel: message.channel_id, message: message.id })) }, 'Dismiss message')));
  }
  item.append(make('button', {
    type: 'button', class: 'more', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-label': `More about this message of ${message.author.username}`,
    onclick: event => openMenu(message, event.currentTarget),
  }, '⋯'));
  item.addEventListener('contextmenu', event => {
    if (event.target.closest('a')) return;
    event.preventDefault();
    openMenu(message, item.querySelector('.more'), event);
  });
  return item;
}

/** Whether the person looked through wrote it or caused it. */
export function isOwn(message) {
  return message.author.id === world.me || message.interaction_metadata?.user.id === world.me;
}

function startsGroup(message, before) {
  return !before || before.author.id !== message.author.id || message.message_reference || message.interaction_metadata
    || before.only_for !== message.only_for || Date.parse(message.timestamp) - Date.parse(before.timestamp) > 7 * 60000;
}

function head(message) {
  const parts = [];
  const used = message.interaction_metadata;
  if (message.type === 19) parts.push(quoted(message));
  else if (used?.name && used.type === 2) parts.push(make('p', { class: 'replied' }, `↱ ${names.person(used.user.id) ?? used.user.username} used /${used.name}`));
  else if (used && (used.interacted_message_id || message.message_reference)) parts.push(quoted(message, used));
  const when = new Date(message.timestamp);
  parts.push(
    make('span', { class: `avatar ${colour(message.author)}`, 'aria-hidden': 'true' }, message.author.username.slice(0, 1)),
    make('span', { class: 'who' }, message.author.username),
    ...(message.author.bot ? [make('span', { class: 'tag' }, 'APP')] : []),
    make('time', { class: 'when', dateTime: when.toISOString(), title: when.toUTCString() }, clock(when)));
  return parts;
}

function quoted(message, used) {
  const target = message.referenced_message ?? world.messages.get(message.channel_id)?.get(message.message_reference?.message_id);
  const text = target ? `${target.author.username}: ${plain(target.content) || 'a message'}` : used ? `to ${used.user.username}` : 'the original message is gone';
  return make('p', { class: 'replied' }, '↱ ', make('button', {
    type: 'button', onclick: () => document.getElementById(`m${target?.id}`)?.scrollIntoView({ block: 'center' }),
  }, text.slice(0, 160)));
}

/** The words of a text, without marks. */
export function plain(text) {
  const words = nodes => nodes.map(n => typeof n === 'string' ? n : n.kind === 'person' ? `@${names.person(n.id) ?? 'unknown'}` : n.text ?? words(n.items ?? [])).join('');
  return words(inline(text.split('\n')[0]));
}

function colour(author) {
  return author.bot ? 'c0' : `c${1 + Math.max(0, world.people.findIndex(p => p.id === author.id)) % 3}`;
}

function clock(when) {
  const sameDay = when.toISOString().slice(0, 10) === new Date(names.now()).toISOString().slice(0, 10);
  const time = when.toISOString().slice(11, 16);
  return sameDay ? `Today at ${time}` : `${when.toISOString().slice(0, 10)} ${time}`;
}

function body(message) {
  const text = make('div', { class: 'text' });
  if (message.flags & LOADING) {
    text.append(make('p', { class: 'thinking' }, `${message.author.username} is thinking…`));
    return text;
  }
  if (message.type === 21) text.append(make('p', { class: 'replied' }, 'This thread was started from a message in the channel.'));
  if (message.content) text.append(draw(parse(message.content), names));
  if (message.edited_timestamp) text.append(make('span', { class: 'edited' }, '(edited)'));
  for (const embed of message.embeds ?? []) text.append(drawEmbed(message, embed));
  for (const file of message.attachments ?? []) if (!isShownElsewhere(message, file)) text.append(drawFile(message, file));
  for (const part of message.components ?? []) text.append(...drawComponent(message, part));
  if (message.thread) {
    text.append(make('button', { type: 'button', class: 'thread-link', onclick: () => openThread(message.thread.id) }, `🧵 ${message.thread.name} – see thread`));
  }
  const reactions = Object.entries(message.reactors ?? {});
  if (reactions.length > 0) text.append(make('div', { class: 'reactions' }, ...reactions.map(([emoji, who]) => reaction(message, emoji, who))));
  return text;
}

function reaction(message, emoji, who) {
  const mine = who.includes(world.me);
  return make('button', {
    type: 'button', 'aria-pressed': String(mine), 'aria-label': `${emoji}, ${who.length} ${who.length === 1 ? 'reaction' : 'reactions'}`,
    title: who.map(id => names.person(id)).join(', '),
    onclick: () => attempt(() => act({ do: 'react', channel: message.channel_id, message: message.id, emoji, remove: mine })),
  }, `${emoji} ${who.length}`);
}

/** Rows, buttons, menus and the newer kinds that lay out text. */
function drawComponent(message, part) {
  switch (part.type) {
    case 1: return [make('div', { class: 'buttons' }, ...part.components.flatMap(c => drawComponent(message, c)))];
    case 2: return [button(message, part)];
    case 3: case 5: case 6: case 7: case 8: return [menu(message, part)];
    case 9: return [make('div', {}, ...part.components.flatMap(c => drawComponent(message, c)), ...(part.accessory ? drawComponent(message, part.accessory) : []))];
    case 10: { const text = make('div'); text.append(draw(parse(part.content), names)); return [text]; }
    case 11: return [drawMedia(message, part.media, part.description)];
    case 12: return part.items.map(i => drawMedia(message, i.media, i.description));
    case 13: return [drawMedia(message, part.file, '', 'File')];
    case 14: return [make('hr')];
    case 17: return [make('div', { class: 'embed' }, ...part.components.flatMap(c => drawComponent(message, c)))];
    default: return [];
  }
}

function button(message, part) {
  const label = [part.emoji?.name, part.label].filter(Boolean).join(' ');
  if (part.style === 5) return make('a', { class: 'thread-link', href: /^https?:\/\//.test(part.url) ? part.url : '#', target: '_blank', rel: 'noopener noreferrer' }, label + ' ↗');
  return make('button', {
    type: 'button', class: `style-${part.style}`, disabled: part.disabled === true, 'data-custom': part.custom_id,
    onclick: async event => {
      const pressed = event.currentTarget;
      pressed.setAttribute('aria-busy', 'true');
      await attempt(() => act({ do: 'press', channel: message.channel_id, message: message.id, button: part.custom_id }));
      pressed.removeAttribute('aria-busy');
    },
  }, label);
}

function menu(message, part) {
  const several = (part.max_values ?? 1) > 1;
  const options = part.options ?? (part.type === 5 ? world.people.map(p => ({ value: p.id, label: p.name })) : [...world.channels.values()].map(c => ({ value: c.id, label: '#' + c.name })));
  const select = make('select', { multiple: several, disabled: part.disabled === true, 'aria-label': part.placeholder ?? 'Choose' });
  if (!several) select.append(make('option', { value: '', disabled: true, selected: !options.some(o => o.default) }, part.placeholder ?? 'Choose'));
  select.append(...options.map(o => make('option', { value: o.value, selected: o.default === true }, o.label)));
  const send = () => attempt(() => act({ do: 'select', channel: message.channel_id, message: message.id, menu: part.custom_id, values: [...select.selectedOptions].map(o => o.value).filter(Boolean) }));
  if (!several) select.addEventListener('change', send);
  return several ? make('span', { class: 'row' }, select, make('button', { type: 'button', onclick: send }, 'Choose')) : select;
}

