// A list of suggestions at a box, by the listbox pattern: the focus stays in the box, and arrows choose.

export class Choices {
  /** @param box the input @param list the `ul role=listbox` @param take called with the entry that was chosen */
  constructor(box, list, take) {
    Object.assign(this, { box, list, take, entries: [], at: -1 });
  }

  get isOpen() { return !this.list.hidden; }

  /** Shows entries { label, about, … }; none closes it. */
  show(entries) {
    this.entries = entries;
    this.at = entries.length > 0 ? 0 : -1;
    this.list.replaceChildren(...entries.map((entry, i) => {
      const item = document.createElement('li');
      item.id = `${this.list.id}-${i}`;
      item.setAttribute('role', 'option');
      item.append(entry.label);
      if (entry.about) {
        const about = document.createElement('span');
        about.className = 'about';
        about.textContent = entry.about;
        item.append(about);
      }
      item.addEventListener('mousedown', event => { event.preventDefault(); this.choose(i); });
      return item;
    }));
    this.list.hidden = entries.length === 0;
    if (this.box.hasAttribute('aria-expanded')) this.box.setAttribute('aria-expanded', String(this.isOpen));
    this.mark();
  }

  close() { this.show([]); }

  choose(i) {
    const chosen = this.entries[i];
    this.close();
    if (chosen) this.take(chosen);
  }

  /** True when the key was for the list. */
  key(event) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.entries.length) % this.entries.length;
    else if (event.key === 'Enter' || event.key === 'Tab') this.choose(this.at);
    else if (event.key === 'Escape') this.close();
    else return false;
    event.preventDefault();
    if (step) this.mark();
    return true;
  }

  mark() {
    [...this.list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === this.at)));
    const marked = this.list.children[this.at];
    if (marked) {
      this.box.setAttribute('aria-activedescendant', marked.id);
      marked.scrollIntoView({ block: 'nearest' });
    } else {
      this.box.removeAttribute('aria-activedescendant');
    }
  }
}
