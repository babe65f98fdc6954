// The box one writes in: mentions, slash commands, replies, files.

import { $, make, attempt, notice, packed, size } from './dom.js';
import { Choices } from './choices.js';
import { world, act, commandsIn, on } from './store.js';
import { flat, openForm } from './command.js';
import { plain } from './message.js';

const LARGEST = 10 * 1024 * 1024;

let channel = '';
let replyTo = null;
let editing = null;
let files = [];
let commands = [];
let typed = 0;

const box = $('write');
const choices = new Choices(box, $('choices'), take);

/** Writes into this channel from now on. */
export function writeIn(id) {
  if (id === channel) return;
  channel = id;
  files = [];
  showFiles();
  forget();
  $('form').replaceChildren();
}

export function reply(message) {
  editing = null;
  replyTo = message;
  shown(`Replying to ${message.author.username}: ${plain(message.content).slice(0, 80)}`);
}

export function edit(message) {
  replyTo = null;
  editing = message;
  box.value = message.content.replace(/<@(\d+)>/g, (all, id) => { const person = [...world.people, world.bot].find(p => p.id === id); return person ? '@' + person.name : all; });
  shown('Editing your message');
}

function shown(words) {
  $('reply').replaceChildren(words, make('button', { type: 'button', class: 'small', onclick: () => { forget(); box.focus(); } }, 'Cancel'));
  $('reply').hidden = false;
  box.focus();
}

function forget() {
  if (editing) box.value = '';
  replyTo = editing = null;
  $('reply').hidden = true;
}

async function send() {
  choices.close();
  const text = box.value.trim();
  if (!text && files.length === 0) return;
  if (text.startsWith('/') && files.length === 0 && !editing) {
    const command = (await offered()).find(c => text === `/${c.path}` || text.startsWith(`/${c.path} `));
    if (!command) { notice(`There is no command ${text.split(' ')[0]} for you here.`); return; }
    return begin(command, text.slice(command.path.length + 1).trim());
  }
  const what = editing
    ? { do: 'edit', channel, message: editing.id, text }
    : { do: 'say', channel, text, ...(replyTo ? { reply: replyTo.id } : {}) };
  const sent = await attempt(async () => {
    if (files.length > 0 && !editing) what.files = await Promise.all(files.map(packed));
    return act(what, { upload: Boolean(what.files) });
  });
  if (sent) {
    box.value = '';
    editing = null;
    files = [];
    showFiles();
    forget();
  }
  box.focus();
}

async function begin(command, rest) {
  box.value = '';
  if (command.options.length === 0) {
    await attempt(() => act({ do: 'slash', channel, command: command.path, options: {} }));
    box.focus();
    return;
  }
  const first = command.options.find(o => o.type === 3);
  openForm(command, channel, { done: () => box.focus(), values: rest && first ? { [first.name]: rest } : {} });
}

async function offered() {
  return flat(await attempt(() => commandsIn(channel)) ?? []);
}

async function suggest() {
  const text = box.value.slice(0, box.selectionStart);
  const called = /(?:^|\s)@([^\s@]*)$/.exec(text);
  if (text.startsWith('/') && !text.includes('\n')) {
    if (text === '/' || commands.length === 0) commands = await offered();
    const wanted = text.slice(1).toLowerCase();
    const fitting = commands.filter(c => c.path.startsWith(wanted)).concat(commands.filter(c => !c.path.startsWith(wanted) && c.path.includes(wanted)));
    choices.show(fitting.slice(0, 25).map(c => ({ label: `/${c.path}`, about: c.about, command: c })));
  } else if (called) {
    const wanted = called[1].toLowerCase();
    choices.show([world.bot, ...world.people].filter(p => p.name.toLowerCase().startsWith(wanted)).map(p => ({ label: `@${p.name}`, start: text.length - called[1].length - 1 })));
  } else {
    choices.close();
  }
}

function take(entry) {
  if (entry.command) { begin(entry.command, ''); return; }
  const end = box.selectionStart;
  box.value = box.value.slice(0, entry.start) + entry.label + ' ' + box.value.slice(end);
  box.selectionStart = box.selectionEnd = entry.start + entry.label.length + 1;
}

function attachFiles(those) {
  for (const file of those) {
    if (file.size > LARGEST) notice(`${file.name} is larger than 10 MiB.`);
    else files.push(file);
  }
  showFiles();
  box.focus();
}

function showFiles() {
  $('files').replaceChildren(...files.map((file, i) => make('li', {}, `📄 ${file.name} (${size(file.size)})`,
    make('button', { type: 'button', 'aria-label': `Leave out ${file.name}`, onclick: () => { files.splice(i, 1); showFiles(); } }, '✕'))));
}

/** A listing that was dropped goes to the bot's own way of adding papers, where it is offered; else it is attached. */
async function drop(those) {
  const add = (await offered()).find(c => c.path === 'add' && c.options.some(o => o.type === 11));
  if (add && those.length === 1) openForm(add, channel, { files: [...those], done: () => box.focus() });
  else attachFiles(those);
}

box.addEventListener('input', () => {
  suggest();
  if (Date.now() - typed > 8000 && box.value && !box.value.startsWith('/')) {
    typed = Date.now();
    act({ do: 'typing', channel }).catch(() => {});
  }
});
box.addEventListener('blur', () => choices.close());
box.addEventListener('keydown', event => {
  if (choices.key(event) || event.isComposing) return;
  if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); send(); }
  else if (event.key === 'Escape') { forget(); }
});
$('send').addEventListener('click', send);
$('attach').addEventListener('click', () => $('pick').click());
$('pick').addEventListener('change', () => { attachFiles([...$('pick').files]); $('pick').value = ''; });

let over = 0;
const isFile = event => [...(event.dataTransfer?.types ?? [])].includes('Files');
addEventListener('dragenter', event => { if (isFile(event)) { over++; $('drop').hidden = false; } });
addEventListener('dragleave', event => { if (isFile(event) && --over <= 0) { over = 0; $('drop').hidden = true; } });
addEventListener('dragover', event => { if (isFile(event)) event.preventDefault(); });
addEventListener('drop', event => {
  if (!isFile(event)) return;
  event.preventDefault();
  over = 0;
  $('drop').hidden = true;
  drop([...event.dataTransfer.files]);
});
on('bot', () => { commands = []; });
on('all', () => { commands = []; });
