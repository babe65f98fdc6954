// A thread beside its channel.

import { $, attempt } from './dom.js';
import { MessageList } from './list.js';
import { drawMessage, isOwn } from './message.js';
import { world, act, on } from './store.js';

const list = new MessageList($('thread-messages'), (message, before) => drawMessage(message, before));
let before = null;
let wanted = '';

export function openThread(id) {
  const thread = world.channels.get(id);

  // The answer to a request may be faster than the news of what it did.
  wanted = thread ? '' : id;
  if (!thread) return;
  before ??= document.activeElement;
  $('side').hidden = false;
  list.show(id);
  about(thread);
  $('thread-write').focus();
}

function about(thread) {
  $('thread-title').textContent = `🧵 ${thread.name}`;
  const mayWrite = thread.writers.includes(world.me) && !thread.locked;
  $('thread-write').disabled = $('thread-send').disabled = !mayWrite;
  $('thread-write').placeholder = mayWrite ? `Message “${thread.name}”` : 'You cannot write here';
}

export function openedThread() { return $('side').hidden ? '' : list.channel; }

export function closeThread() {
  if ($('side').hidden) return;
  $('side').hidden = true;
  before?.focus?.();
  before = null;
}

async function send() {
  const text = $('thread-write').value.trim();
  if (text && await attempt(() => act({ do: 'say', channel: list.channel, text }))) $('thread-write').value = '';
}

on('channel', c => { if (c.id === wanted) openThread(c.id); });
on('message', m => { if (m.channel_id === openedThread()) list.update(m.id, isOwn(m)); });
on('gone', g => { if (g.channel === openedThread()) list.remove(g.message); });
on('channel-gone', c => { if (c.channel === openedThread()) closeThread(); });
on('all', () => {
  const open = world.channels.get(openedThread());
  if (!open) { closeThread(); return; }
  list.redraw();
  about(open);
});
$('thread-close').addEventListener('click', closeThread);
$('thread-send').addEventListener('click', send);
$('thread-write').addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
});
$('side').addEventListener('keydown', event => { if (event.key === 'Escape') closeThread(); });
