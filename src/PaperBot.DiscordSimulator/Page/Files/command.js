// A slash command being filled in: one field an option, with what the bot suggests while it is typed.

import { $, make, packed } from './dom.js';
import { Choices } from './choices.js';
import { world, act } from './store.js';

const SUBCOMMAND = 1, GROUP = 2, INTEGER = 4, TRUTH = 5, PERSON = 6, CHANNEL = 7, NUMBER = 10, FILE = 11;

/** The commands as one types them, subcommands with the command's name before. */
export function flat(commands) {
  return commands.filter(c => c.type === 1).flatMap(c => under(c.name, c));
}

function under(path, command) {
  const inner = (command.options ?? []).filter(o => o.type === SUBCOMMAND || o.type === GROUP);
  return inner.length > 0
    ? inner.flatMap(o => under(`${path} ${o.name}`, o))
    : [{ path, about: command.description, options: command.options ?? [] }];
}

/** Opens the form of a command in a channel. Its files may be there already. */
export function openForm(command, channel, { files = [], done = () => {}, values = {} } = {}) {
  const place = $('form');
  const fields = command.options.map(option => field(option, command, channel, () => given(fields), files, values[option.name]));
  const wrong = make('p', { class: 'notice', role: 'alert' });
  const close = () => { place.replaceChildren(); done(); };
  const send = make('button', { type: 'submit', class: 'primary' }, 'Send');
  const form = make('form', { class: 'form', 'aria-label': `/${command.path}`, onsubmit: async event => {
    event.preventDefault();
    send.disabled = true;
    wrong.textContent = '';
    try {
      const options = {};
      for (const f of fields) {
        const value = await f.value();
        if (value !== null) options[f.name] = value;
      }
      const missing = command.options.find(o => o.required && !(o.name in options));
      if (missing) throw new Error(`“${missing.name}” is missing.`);
      await act({ do: 'slash', channel, command: command.path, options }, { upload: fields.some(f => f.isFile) });
      close();
    } catch (refused) {
      wrong.textContent = refused.message;
    } finally {
      send.disabled = false;
    }
  } },
  make('p', { class: 'title' }, `/${command.path} `, make('span', { class: 'about' }, command.about ?? '')),
  ...fields.map(f => f.element), wrong,
  make('div', { class: 'row' }, send, make('button', { type: 'button', onclick: close }, 'Cancel')));
  form.addEventListener('keydown', event => { if (event.key === 'Escape' && !event.defaultPrevented) close(); });
  place.replaceChildren(form);
  (fields.find(f => !f.isFile)?.input ?? send).focus();
}

function given(fields) {
  const all = {};
  for (const f of fields) if (!f.isFile && f.input.value) all[f.name] = f.read();
  return all;
}

function field(option, command, channel, others, files, before) {
  const id = `option-${option.name}`;
  const input = control(option, id, before);
  const label = make('label', { for: id }, option.name, option.required ? ' * ' : ' ', make('span', { class: 'about' }, option.description ?? ''));
  const box = make('div', { class: 'box' }, input);
  const made = { name: option.name, input, isFile: option.type === FILE, element: make('div', {}, label, box), chosen: null };
  made.read = () => {
    if (made.chosen && made.chosen.label === input.value) return made.chosen.value;
    return option.type === INTEGER || option.type === NUMBER ? Number(input.value) : option.type === TRUTH ? input.value === 'true' : input.value;
  };
  made.value = async () => {
    if (option.type === FILE) {
      const file = input.files[0] ?? files.shift();
      return file ? packed(file) : null;
    }
    return input.value === '' ? null : made.read();
  };
  if (option.type === FILE && files.length > 0) label.append(make('span', { class: 'about' }, ` – ${files[0].name} is attached`));
  if (option.autocomplete) completing(made, option, command, channel, others, box);
  return made;
}

function control(option, id, before) {
  const from = pairs => {
    const select = make('select', { id });
    select.append(make('option', { value: '' }, '–'), ...pairs.map(([value, label]) => make('option', { value }, label)));
    return select;
  };
  if (option.choices?.length) return from(option.choices.map(c => [c.value, c.name]));
  switch (option.type) {
    case TRUTH: return from([['true', 'True'], ['false', 'False']]);
    case PERSON: return from([...world.people.map(p => [p.id, p.name]), [world.bot.id, world.bot.name]]);
    case CHANNEL: return from([...world.channels.values()].filter(c => c.kind === 0).map(c => [c.id, '#' + c.name]));
    case FILE: return make('input', { id, type: 'file' });
    case INTEGER: return make('input', { id, type: 'number', step: 1, ...bounds(option) });
    case NUMBER: return make('input', { id, type: 'number', step: 'any', ...bounds(option) });
    default: return make('input', { id, type: 'text', autocomplete: 'off', value: before ?? '', ...(option.max_length ? { maxLength: option.max_length } : {}) });
  }
}

function bounds(option) {
  return { ...('min_value' in option ? { min: option.min_value } : {}), ...('max_value' in option ? { max: option.max_value } : {}) };
}

function completing(made, option, command, channel, others, box) {
  const list = make('ul', { class: 'choices', id: `choices-${option.name}`, role: 'listbox', tabIndex: 0, 'aria-label': `Suggestions for ${option.name}`, hidden: true });
  box.append(list);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) made.input.setAttribute(name, value);
  const choices = new Choices(made.input, list, chosen => { made.chosen = chosen; made.input.value = chosen.label; });
  let asked = 0, timer = 0;
  const look = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      const rest = others();
      delete rest[option.name];
      try {
        const answer = await act({ do: 'complete', channel, command: command.path, option: option.name, text: made.input.value, options: rest });
        if (mine === asked && document.activeElement === made.input) choices.show(answer.choices.map(c => ({ label: c.name, value: c.value })));
      } catch {
        if (mine === asked) choices.close();
      }
    }, 150);
  };
  made.input.addEventListener('input', look);
  made.input.addEventListener('focus', look);
  made.input.addEventListener('blur', () => { asked++; choices.close(); });
  made.input.addEventListener('keydown', event => choices.key(event));
}
