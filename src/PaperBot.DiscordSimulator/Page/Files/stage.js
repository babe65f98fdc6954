// What nobody in Discord has: other people's eyes, a clock that can be moved, demonstrations, light and dark.

import { $, make, attempt } from './dom.js';
import { world, act, look, now, on, memory } from './store.js';

function showPeople() {
  $('people').replaceChildren(...world.people.map(person => make('label', {},
    make('input', { type: 'radio', name: 'person', value: person.id, checked: person.id === world.me, onchange: () => look(person.id) }),
    make('span', {}, person.name), make('span', { class: 'role' }, person.role))));
}

function showDemonstrations() {
  $('demonstrations').replaceChildren(...world.demonstrations.map(d => make('button', {
    type: 'button', class: 'small', title: d.description, 'data-name': d.name, onclick: () => start(d),
  }, d.label)));
}

async function start(demonstration) {
  if (await attempt(() => act({ do: 'demonstrate', name: demonstration.name }))) {
    $('places').classList.remove('open');
  }
}

let playing = false;

function step({ name, step: text, running }) {
  playing = running;
  const demonstration = world.demonstrations.find(d => d.name === name);
  const stage = $('stage');
  if (text === null && running) {
    $('stage-title').textContent = demonstration?.label ?? name;
    $('stage-steps').replaceChildren(make('li', {}, demonstration?.description ?? ''));
    stage.hidden = false;
  } else if (text !== null) {
    $('stage-steps').append(make('li', {}, text));
    stage.scrollTop = stage.scrollHeight;
  }
  for (const button of $('demonstrations').children) button.disabled = running;
}

function showClock() {
  if (world.clock === null) return;
  const text = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC' }).format(now());
  $('now').textContent = `${text} UTC`;
  $('now').dateTime = now().toISOString();
}

function dark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function theme(name) {
  document.documentElement.dataset.theme = name;
  $('theme').setAttribute('aria-pressed', String(name === 'dark'));
  memory.set('theme', name);
}

export function begin() {
  const kept = memory.get('theme');
  if (kept === 'light' || kept === 'dark') theme(kept);
  $('theme').addEventListener('click', () => theme(dark() ? 'light' : 'dark'));
  $('hour').addEventListener('click', () => attempt(() => act({ do: 'clock', minutes: 60 })));
  $('digest').addEventListener('click', () => attempt(() => act({ do: 'clock', to: 'digest' })));
  $('stage-close').addEventListener('click', () => { $('stage').hidden = true; });
  on('all', ({ anew }) => {
    if (playing && anew) {
      playing = false;
      $('stage-steps').append(make('li', {}, 'It was broken off: PaperBot itself was started anew.'));
    }
    showPeople();
    showDemonstrations();
    $('digest').textContent = world.digest ? `To the next digest (${world.digest})` : 'To the next digest';
    $('hour').disabled = $('digest').disabled = world.clock === null;
    showClock();
  });
  on('clock', showClock);
  on('demonstration', step);
  setInterval(showClock, 1000);
}
