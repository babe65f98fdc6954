// Forms that open over everything: the bot's modals, and the few questions of the page itself.

import { $, make } from './dom.js';
import { act } from './store.js';

/** Shows a modal of the bot and sends it. */
export function openModal(interaction, modal) {
  const fields = (modal.components ?? []).flatMap(c => c.type === 1 ? c.components.map(f => [f, f.label, null]) : c.type === 18 ? [[c.component, c.label, c.description]] : []);
  const inputs = fields.map(([field]) => control(field));
  show(modal.title, [
    ...(modal.components ?? []).filter(c => c.type === 10).map(c => make('p', {}, c.content)),
    ...fields.map(([field, label, about], i) => make('label', {}, label ?? field.custom_id, field.required === false ? '' : ' *',
      about ? make('span', { class: 'about' }, ` ${about}`) : null, inputs[i])),
  ], 'Submit', async () => {
    const values = {};
    fields.forEach(([field], i) => { values[field.custom_id] = inputs[i].multiple ? [...inputs[i].selectedOptions].map(o => o.value).join(',') : inputs[i].value; });
    await act({ do: 'modal', interaction, values });
  });
}

/** Asks for one line; null when it was cancelled. */
export function ask(title, label, value) {
  return new Promise(done => {
    const input = make('input', { value, maxLength: 100, required: true });
    show(title, [make('label', {}, label, input)], 'OK', async () => done(input.value.trim()), () => done(null));
    input.select();
  });
}

function control(field) {
  if (field.type === 4) {
    return make(field.style === 2 ? 'textarea' : 'input', {
      value: field.value ?? '', placeholder: field.placeholder ?? '', required: field.required !== false,
      ...(field.max_length ? { maxLength: field.max_length } : {}),
    });
  }
  const select = make('select', { multiple: (field.max_values ?? 1) > 1, required: field.required !== false });
  select.append(...(field.options ?? []).map(o => make('option', { value: o.value, selected: o.default === true }, o.label)));
  return select;
}

function show(title, children, label, send, cancelled = () => {}) {
  const dialog = $('dialog');
  const before = document.activeElement;
  let done = false;
  const wrong = make('p', { class: 'wrong', role: 'alert' });
  const submit = make('button', { type: 'submit', class: 'small primary' }, label);
  const form = make('form', { method: 'dialog', noValidate: true, onsubmit: async event => {
    event.preventDefault();
    submit.disabled = true;
    try {
      await send();
      done = true;
      dialog.close();
    } catch (refused) {
      wrong.textContent = refused.message;
    } finally {
      submit.disabled = false;
    }
  } }, make('h2', { id: 'dialog-title' }, title), ...children, wrong,
  make('div', { class: 'row' }, make('button', { type: 'button', class: 'small', onclick: () => dialog.close() }, 'Cancel'), submit));
  dialog.replaceChildren(form);
  dialog.addEventListener('close', () => {
    if (!done) cancelled();
    before?.focus?.();
  }, { once: true });
  dialog.showModal();
}
