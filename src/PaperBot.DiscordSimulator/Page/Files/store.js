// What the page knows, and the line to the server: the whole at first, then what changes, each with a mark from which to go on.

const listeners = new Map();

export const world = {
  me: null, people: [], bot: { id: '', name: '', online: false }, server: '', home: '', clock: null, digest: null,
  channels: new Map(), messages: new Map(), demonstrations: [], mark: '', whenGone: null,
};

/** Calls `listener` when something of this kind happens: all (`anew` after a restart of the server), message, gone, channel, … */
export function on(kind, listener) {
  if (!listeners.has(kind)) listeners.set(kind, []);
  listeners.get(kind).push(listener);
}

function tell(kind, body) {
  for (const listener of listeners.get(kind) ?? []) listener(body);
}

/** Remembers small choices over a reload; a browser that forbids it forgets. */
export const memory = {
  get(name) { try { return sessionStorage.getItem(name); } catch { return null; } },
  set(name, value) { try { sessionStorage.setItem(name, value); } catch { /* It is a comfort and no more. */ } },
};

export const names = {
  person: id => id === world.bot.id ? world.bot.name : world.people.find(p => p.id === id)?.name,
  channel: id => world.channels.get(id)?.name,
  now: () => now().getTime(),
};

/** The simulated time. */
export function now() {
  return new Date(Date.now() + (world.clock ?? 0));
}

export function messagesOf(channel) {
  return [...(world.messages.get(channel)?.values() ?? [])];
}

let stream = null;
let retry = 0;

/** Draws everything anew for a person, and follows what happens. */
export async function look(as) {
  clearTimeout(retry);
  stream?.close();
  if (as) memory.set('me', as);
  let all;
  try {
    const answer = await fetch('state' + (as ? `?as=${as}` : ''));
    if (answer.status === 404) {
      tell('lost', { over: true });
      retry = setTimeout(() => look(as), 4000);
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    all = await answer.json();
  } catch {
    tell('lost', {});
    retry = setTimeout(() => look(as), 1000);
    return;
  }
  // A mark begins with the name of the server's run.
  const anew = world.mark !== '' && world.mark.split('-')[0] !== all.mark.split('-')[0];
  Object.assign(world, { whenGone: all.whenGone, me: all.me, people: all.people, bot: all.bot, server: all.server, home: all.home, mark: all.mark, demonstrations: all.demonstrations });
  world.channels = new Map(all.channels.map(c => [c.id, c]));
  world.messages = new Map(Object.entries(all.messages).map(([id, those]) => [id, new Map(those.map(m => [m.id, m]))]));
  setClock(all.clock);
  memory.set('me', world.me);
  tell('found', {});
  tell('all', { anew });
  follow();
}

function setClock(clock) {
  world.clock = clock ? Date.parse(clock.now) - Date.now() : null;
  world.digest = clock?.digest ?? null;
}

function follow() {
  const mine = stream = new EventSource(`events?as=${world.me}&after=${world.mark}`);
  const kinds = {
    message: m => {
      if (!world.messages.has(m.channel_id)) world.messages.set(m.channel_id, new Map());
      world.messages.get(m.channel_id).set(m.id, m);
    },
    gone: g => world.messages.get(g.channel)?.delete(g.message),
    channel: c => world.channels.set(c.id, c),
    'channel-gone': c => { world.channels.delete(c.channel); world.messages.delete(c.channel); },
    bot: b => { world.bot = b; },
    clock: setClock,
    typing: () => {}, interaction: () => {}, demonstration: () => {},
  };
  for (const [kind, take] of Object.entries(kinds)) {
    mine.addEventListener(kind, event => {
      world.mark = event.lastEventId;
      const body = JSON.parse(event.data);
      take(body);
      tell(kind, body);
    });
  }
  mine.addEventListener('open', () => tell('found', {}));
  mine.addEventListener('reset', () => look(world.me));
  mine.addEventListener('error', () => {
    if (mine !== stream) return;
    tell('lost', {});
    if (mine.readyState === EventSource.CLOSED) {
      clearTimeout(retry);
      retry = setTimeout(() => look(world.me), 1000);
    }
  });
}

/** Does something as the person looked through; refused, it throws with the sentence that says why. */
export async function act(what, { upload = false } = {}) {
  let answer;
  try {
    answer = await fetch(`${upload ? 'upload' : 'act'}?as=${world.me}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(what),
    });
  } catch {
    throw new Error('The connection is lost; nothing was sent.');
  }
  const body = (answer.headers.get('Content-Type') ?? '').includes('json') ? await answer.json() : {};
  if (!answer.ok) throw new Error(body.error ?? `That was refused (${answer.status}).`);
  return body;
}

/** The commands offered in a channel. */
export async function commandsIn(channel) {
  const answer = await fetch(`commands?as=${world.me}&channel=${channel}`);
  return answer.ok ? (await answer.json()).commands : [];
}
