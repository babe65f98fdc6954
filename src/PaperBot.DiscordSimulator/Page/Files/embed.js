// Embeds, files and pictures. The page asks nobody but its own server for anything: a picture that lies elsewhere shows as its place.

import { make, size } from './dom.js';
import { parse, draw } from './markdown.js';
import { world, names } from './store.js';

const ATTACHED = /^attachment:\/\/(.+)$/;

export function drawEmbed(message, embed) {
  const lines = text => draw(parse(text), names);
  const box = make('div', { class: 'embed' });
  if (embed.author?.name) box.append(make('p', { class: 'about' }, embed.author.name));
  if (embed.title) {
    const title = make('p', { class: 'embed-title' });
    const safe = /^https?:\/\//.test(embed.url ?? '');
    title.append(safe ? make('a', { href: embed.url, target: '_blank', rel: 'noopener noreferrer' }, embed.title) : embed.title);
    box.append(title);
  }
  if (embed.description) box.append(lines(embed.description));
  if (embed.fields?.length) {
    box.append(make('div', { class: 'fields' }, ...embed.fields.map(f => {
      const field = make('div', { class: f.inline ? 'field' : 'field wide' }, make('p', { class: 'field-name' }, f.name));
      field.append(lines(f.value));
      return field;
    })));
  }
  if (embed.thumbnail?.url) box.append(drawMedia(message, embed.thumbnail, embed.thumbnail.description));
  if (embed.image?.url) box.append(drawMedia(message, embed.image, embed.image.description));
  if (embed.footer?.text) box.append(make('p', { class: 'subtext' }, embed.footer.text));
  return box;
}

export function drawFile(message, file) {
  const address = `files/${message.channel_id}/${file.id}/${encodeURIComponent(file.filename)}?as=${world.me}`;
  if (/^image\/(png|jpeg|gif|webp)$/.test(file.content_type)) {
    return make('img', { class: 'picture', src: address, alt: file.description ?? file.filename, loading: 'lazy' });
  }
  return make('div', { class: 'attachment' }, '📄 ', make('a', { href: address, download: file.filename }, file.filename), make('span', { class: 'size' }, size(file.size)));
}

/** A picture or file that an embed or a component names: an attached one itself, one from elsewhere as its place with a way to it. */
export function drawMedia(message, media, description, what = 'Picture') {
  const name = ATTACHED.exec(media?.url ?? '')?.[1];
  const file = name && message.attachments?.find(a => a.filename === name);
  if (file) return drawFile(message, { ...file, description: description || file.description });
  const place = make('p', { class: 'elsewhere' }, make('span', { 'aria-hidden': 'true' }, '🖼 '), description ? `${what}: ${description} ` : `${what} `);
  const url = URL.canParse(media?.url ?? '') ? new URL(media.url) : null;
  const safe = url?.protocol === 'https:' || url?.protocol === 'http:';
  const note = name ? `${name} is not at this message` : safe ? 'not loaded here: this page asks nobody elsewhere' : 'its address leads nowhere';
  place.append(make('span', { class: 'size' }, `(${note})`));
  if (safe) place.append(' ', make('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, `open it at ${url.host} ↗`));
  return place;
}

/** Whether an attached file stands in an embed or a component of its message, where it is drawn. */
export function isShownElsewhere(message, file) {
  const address = `attachment://${file.filename}`;
  const named = part => [part.media, part.file, part.image, part.thumbnail].some(m => m?.url === address)
    || ['components', 'items'].some(inside => part[inside]?.some(named)) || (part.accessory && named(part.accessory));
  return [...message.embeds ?? [], ...message.components ?? []].some(part => named(part));
}
