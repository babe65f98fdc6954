// The page as a whole: which channel is shown, and what goes where when something happens.

import { $, make, notice } from './dom.js';
import { MessageList } from './list.js';
import { drawMessage, isOwn } from './message.js';
import { world, look, on, memory } from './store.js';
import { writeIn } from './composer.js';
import { openModal } from './dialog.js';
import { openThread, openedThread } from './thread.js';
import { begin } from './stage.js';

const list = new MessageList($('messages'), drawMessage);
const unread = new Set();
const typing = new Map();
let shown = memory.get('channel') ?? '';

function showChannels() {
  const roots = [...world.channels.values()].filter(c => !c.parent);
  $('server').textContent = world.server ?? 'PaperBot';
  $('channels').replaceChildren(...roots.flatMap(c => [c, ...[...world.channels.values()].filter(t => t.parent === c.id && !t.archived)]).map(c => make('li', {},
    make('button', {
      type: 'button', class: [c.parent ? 'thread' : '', unread.has(c.id) ? 'new' : ''].join(' ').trim(), ...(c.id === shown ? { 'aria-current': 'true' } : {}),
      onclick: () => { $('places').classList.remove('open'); $('menu').setAttribute('aria-expanded', 'false'); if (c.parent) openThread(c.id); else show(c.id); },
    }, label(c)))));
}

function label(channel) {
  return channel.kind === 1 ? `✉ ${channel.name} (private)` : channel.parent ? `🧵 ${channel.name}` : `# ${channel.name}`;
}

function show(id, { stay = false } = {}) {
  shown = id;
  memory.set('channel', id);
  unread.delete(id);
  const channel = world.channels.get(id);
  $('title').textContent = label(channel);
  $('topic').textContent = channel.topic ?? '';
  document.title = `${label(channel)} · PaperBot to try`;
  writeIn(id);
  mayWrite();
  if (stay && list.channel === id) list.redraw();
  else list.show(id);
  showChannels();
  showTyping();
}

function mayWrite() {
  const channel = world.channels.get(shown);
  const may = channel?.writers.includes(world.me) === true;
  $('write').disabled = $('send').disabled = !may;
  $('write').placeholder = may ? (channel.kind === 1 ? `Message ${channel.name}` : `Message ${label(channel)} (@ asks, / commands)`) : 'You cannot write here';
}

function showBot() {
  $('bot').textContent = lost ? '○ no connection' : world.bot.online ? `● ${world.bot.name} is online` : `○ ${world.bot.name} is offline`;
  $('bot').classList.toggle('online', world.bot.online && !lost);
}

function showTyping() {
  for (const [place, id] of [['typing', shown], ['thread-typing', openedThread()]]) {
    const those = [...typing.values()].filter(t => t.channel === id && t.until > Date.now() && t.person !== world.me);
    $(place).textContent = those.length === 0 ? '' : `${those.map(t => t.name).join(', ')} ${those.length === 1 ? 'is' : 'are'} typing…`;
  }
}

on('all', () => {
  typing.clear();
  if (!world.channels.has(shown) || world.channels.get(shown).parent) shown = world.home;
  showBot();
  show(shown, { stay: true });
});
on('message', m => {
  typing.delete(`${m.channel_id} ${m.author.id}`);
  showTyping();
  if (m.channel_id === shown) list.update(m.id, isOwn(m));
  else if (m.channel_id !== openedThread() && m.author.id !== world.me && !unread.has(m.channel_id)) { unread.add(m.channel_id); showChannels(); }
});
on('gone', g => { if (g.channel === shown) list.remove(g.message); });
on('channel', c => { showChannels(); if (c.id === shown) mayWrite(); });
on('channel-gone', c => { if (c.channel === shown) show(world.home); else showChannels(); });
on('bot', showBot);
on('clock', () => list.redraw());
on('typing', t => {
  typing.set(`${t.channel} ${t.person}`, { ...t, until: Date.now() + 10000 });
  showTyping();
});
on('interaction', i => {
  if (i.failed) notice('The application did not respond.');
  else if (i.modal) openModal(i.id, i.modal);
});

// A restart takes seconds; whoever waits for longer has to do something about it.
const SHORT = 5000;
let lost = 0;

on('lost', ({ over }) => {
  lost ||= Date.now();
  const text = over
    ? `PaperBot was started anew at another address: open the one it printed. ${world.whenGone ?? ''}`
    : Date.now() - lost < SHORT
      ? 'The connection is lost. It is tried again by itself.'
      : `PaperBot is not running; this page goes on by itself when its address answers again. ${world.whenGone ?? ''}`;

  // It is told again at each attempt, and is to be read out once.
  if ($('lost').textContent !== text || $('lost').hidden) $('lost').textContent = text;
  $('lost').hidden = false;
  showBot();
});
on('found', () => { lost = 0; $('lost').hidden = true; showBot(); });
setInterval(showTyping, 1000);

$('menu').addEventListener('click', () => {
  const open = $('places').classList.toggle('open');
  $('menu').setAttribute('aria-expanded', String(open));
  if (open) $('channels').querySelector('button')?.focus();
});
$('places').addEventListener('keydown', event => {
  if (event.key === 'Escape' && $('places').classList.contains('open')) { $('menu').click(); $('menu').focus(); }
});
document.addEventListener('click', event => {
  if ($('places').classList.contains('open') && !$('places').contains(event.target) && event.target !== $('menu')) $('menu').click();
});

begin();
look(memory.get('me'));
