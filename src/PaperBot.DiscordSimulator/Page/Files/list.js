// The messages of one channel in their order, drawn anew only where something changed, and kept at the end while one is there.

import { messagesOf } from './store.js';

export class MessageList {
  /** @param draw makes the element of a message, given the message before it */
  constructor(element, draw) {
    this.element = element;
    this.draw = draw;
    this.jump = document.createElement('button');
    Object.assign(this.jump, { type: 'button', className: 'jump', textContent: '↓ New messages', hidden: true });
    this.jump.addEventListener('click', () => { this.toEnd(); element.focus({ preventScroll: true }); });
    element.after(this.jump);
    element.addEventListener('scroll', () => { if (this.isAtEnd) this.jump.hidden = true; }, { passive: true });
    this.channel = '';
  }

  /** Shows a channel from its end. */
  show(channel) {
    this.channel = channel;
    const all = messagesOf(channel);
    this.element.replaceChildren(...all.map((m, i) => this.draw(m, all[i - 1])));
    this.toEnd();
  }

  /** Draws all anew without leaving the place, because something about all of them changed. */
  redraw() {
    const top = this.element.scrollTop;
    const all = messagesOf(this.channel);
    const at = document.activeElement?.closest?.('[data-id]');
    const focused = at && this.element.contains(at) ? focusKey(document.activeElement) : null;
    this.keeping(false, () => {
      this.element.replaceChildren(...all.map((m, i) => this.draw(m, all[i - 1])));
      this.element.scrollTop = top;
    });
    if (focused) this.element.querySelector(`[data-id="${at.dataset.id}"] ${focused}`)?.focus({ preventScroll: true });
  }

  /** Draws one message, new or changed. What one reads stays where it is, save that one's own words and answers are gone to. */
  update(id, own = false) {
    const all = messagesOf(this.channel);
    const at = all.findIndex(m => m.id === id);
    if (at < 0) return;
    const isNew = !this.element.querySelector(`[data-id="${id}"]`);
    this.keeping(own && isNew, () => {
      const drawn = this.draw(all[at], all[at - 1]);
      const old = this.element.querySelector(`[data-id="${id}"]`);
      if (!old) {
        this.element.append(drawn);
        this.jump.hidden = own || this.isAtEnd;
        return;
      }
      const focused = old.contains(document.activeElement) ? focusKey(document.activeElement) : null;
      old.replaceWith(drawn);
      if (focused) drawn.querySelector(focused)?.focus({ preventScroll: true });
    });
  }

  remove(id) {
    const old = this.element.querySelector(`[data-id="${id}"]`);
    if (!old) return;
    const next = old.nextElementSibling?.dataset.id;
    this.keeping(false, () => { old.remove(); });
    if (next) this.update(next);
  }

  get isAtEnd() { return this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 40; }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
    this.jump.hidden = true;
  }

  keeping(end, change) {
    const atEnd = end || this.isAtEnd;
    change();
    if (atEnd) this.toEnd();
  }
}

function focusKey(element) {
  return element.dataset.custom ? `[data-custom="${CSS.escape(element.dataset.custom)}"]` : element.className ? `.${[...element.classList].map(c => CSS.escape(c)).join('.')}` : null;
}
