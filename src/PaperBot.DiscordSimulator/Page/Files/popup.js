// The menu of a message: what Discord itself offers, and the bot's own commands on messages.

import { $, make, attempt } from './dom.js';
import { world, act, commandsIn } from './store.js';
import { reply, edit } from './composer.js';
import { openThread } from './thread.js';
import { ask } from './dialog.js';

const EMOJI = ['👍', '👎', '🎉', '🤔', '❤️', '👀'];
let opener = null;
let openerOf = '';

export async function openMenu(message, button, at) {
  const popup = $('popup');
  close();
  [opener, openerOf] = [button, `m${message.id}`];
  button.setAttribute('aria-expanded', 'true');
  const target = { channel: message.channel_id, message: message.id };
  const entry = (label, work) => make('button', { type: 'button', role: 'menuitem', onclick: () => { close(true); attempt(work); } }, label);
  const mine = message.author.id === world.me;
  const isPrivate = Boolean(message.only_for);
  const entries = [];
  if (!isPrivate) {
    entries.push(make('div', { class: 'emoji', role: 'group', 'aria-label': 'React' }, ...EMOJI.map(emoji =>
      make('button', { type: 'button', role: 'menuitem', 'aria-label': `React with ${emoji}`, onclick: () => { close(true); attempt(() => act({ do: 'react', ...target, emoji })); } }, emoji))));
    entries.push(entry('Reply', async () => reply(message)));
    if (!message.thread && world.channels.get(message.channel_id)?.kind === 0) entries.push(entry('Start a thread', () => startThread(message)));
    if (message.thread) entries.push(entry('See the thread', async () => openThread(message.thread.id)));
    const commands = await attempt(() => commandsIn(message.channel_id));
    for (const command of (commands ?? []).filter(c => c.type === 3)) {
      entries.push(entry(`App: ${command.name}`, () => act({ do: 'menu', ...target, command: command.name })));
    }
  }
  entries.push(entry('Copy the text', () => navigator.clipboard.writeText(message.content)));
  if (mine) entries.push(entry('Edit', async () => edit(message)));
  const isAdmin = world.people.find(p => p.id === world.me)?.role === 'admin';
  if (isPrivate || mine || isAdmin) entries.push(entry(isPrivate ? 'Dismiss' : 'Delete', () => act({ do: 'delete', ...target })));
  if (opener !== button) return;
  popup.replaceChildren(...entries);
  popup.hidden = false;
  place(popup, button, at);
  popup.querySelector('button').focus();
}

function place(popup, button, at) {
  const from = at ? { left: at.clientX, top: at.clientY } : button.getBoundingClientRect();
  const box = popup.getBoundingClientRect();
  popup.style.setProperty('left', `${Math.max(8, Math.min(from.left, innerWidth - box.width - 8))}px`);
  popup.style.setProperty('top', `${Math.max(8, Math.min(from.top, innerHeight - box.height - 8))}px`);
}

function close(withFocus = false) {
  const popup = $('popup');
  if (opener) {
    opener.setAttribute('aria-expanded', 'false');
    // The message may have been drawn anew meanwhile, with another button.
    if (withFocus) (opener.isConnected ? opener : document.querySelector(`#${CSS.escape(openerOf)} .more`))?.focus();
  }
  opener = null;
  popup.hidden = true;
}

async function startThread(message) {
  const name = await ask('Start a thread', 'Name of the thread', message.content.replace(/[*_`<>@\d]/g, '').trim().slice(0, 60) || 'Thread');
  if (name) openThread((await act({ do: 'thread', channel: message.channel_id, message: message.id, name })).channel);
}

document.addEventListener('click', event => { if (opener && !$('popup').contains(event.target) && !opener.contains(event.target)) close(); });
$('popup').addEventListener('keydown', event => {
  const all = [...$('popup').querySelectorAll('button')];
  const at = all.indexOf(document.activeElement);
  const go = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (go) { event.preventDefault(); all[(at + go + all.length) % all.length].focus(); }
  else if (event.key === 'Escape' || event.key === 'Tab') { event.preventDefault(); close(true); }
});
