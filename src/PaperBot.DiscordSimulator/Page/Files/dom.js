// Small ways to make and find elements. Text becomes text nodes, always.

export const $ = id => document.getElementById(id);

/** Makes an element: properties by name, `class`, `data-…`, `aria-…` and `role` as attributes, `on…` as listeners. */
export function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class' || name === 'role' || name === 'for' || name.includes('-')) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter(c => c !== null && c !== undefined));
  return element;
}

const timers = new WeakMap();

/** Says a sentence below the messages, for some seconds. */
export function notice(text) {
  const place = $('notice');
  place.textContent = text;
  clearTimeout(timers.get(place));
  timers.set(place, setTimeout(() => { place.textContent = ''; }, 9000));
}

/** Does something that may be refused, and shows the refusal. */
export async function attempt(work) {
  try {
    return await work();
  } catch (refused) {
    notice(refused.message);
    return null;
  }
}

/** A file as the server takes it. */
export async function packed(file) {
  const url = await new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => failed(new Error(`${file.name} cannot be read.`));
    reader.readAsDataURL(file);
  });
  return { name: file.name, type: file.type || 'application/octet-stream', data: url.slice(url.indexOf(',') + 1) };
}

export function size(bytes) {
  return bytes < 1024 ? `${bytes} bytes` : bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
