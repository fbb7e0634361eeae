import { byId, fill, h } from './dom.js';
import { pick, t } from './language.js';
import { WaitingMap } from './waiting-map.js';
import { clock } from './status.js';

/** What the server does in one request. */
export const MOST = 200;

/** The cameras that wait for a decision: picture, place, what speaks against them; one by one or many at once. */
export class Approvals {
  #mayChange;
  #decide;
  #button;
  #rows = [];
  #cameras = [];
  #chosen = new Set();
  #images = new Map();
  #map;

  /**
   * @param mayChange whether the user may decide
   * @param decide asks for the reason and sends the decision on some rows
   * @param button makes one
   */
  constructor(mayChange, decide, button) {
    this.#mayChange = mayChange;
    this.#decide = decide;
    this.#button = button;
    byId('waiting-partner').addEventListener('change', () => this.draw());
    byId('waiting-clear').addEventListener('change', () => this.draw());
    byId('waiting-all').addEventListener('change', (event) => {
      this.#chosen = new Set(event.target.checked ? this.#shown().map((r) => r.id) : []);
      this.draw();
    });
  }

  /** Takes the rows and the cameras as they stand now. */
  update(rows, cameras) {
    this.#rows = rows;
    this.#cameras = cameras;
    const there = new Set(rows.map((r) => r.id));
    this.#chosen = new Set([...this.#chosen].filter((id) => there.has(id)));
  }

  clear() {
    this.update([], []);
    this.#images.clear();
    fill(byId('waiting-rows'));
  }

  #shown() {
    const partner = byId('waiting-partner').value;
    const clear = byId('waiting-clear').checked;
    return this.#rows.filter((r) => (!partner || r.partner === partner) && (!clear || !r.considerations?.warnings.length));
  }

  draw() {
    byId('waiting').hidden = this.#rows.length === 0;
    if (!this.#rows.length) {
      return fill(byId('waiting-rows'));
    }
    byId('waiting-title').textContent = t('desk.waiting', { count: this.#rows.length });
    this.#partners();
    const shown = this.#shown();
    const chosen = shown.filter((r) => this.#chosen.has(r.id));
    byId('waiting-all').checked = shown.length > 0 && chosen.length === shown.length;
    byId('waiting-all').indeterminate = chosen.length > 0 && chosen.length < shown.length;
    byId('waiting-choice').hidden = !this.#mayChange();
    byId('waiting-bulk').hidden = !this.#mayChange();
    fill(byId('waiting-bulk'), ...this.#bulk(chosen));
    const before = this.#images;
    this.#images = new Map();
    const rows = shown.map((row) => this.#row(row, before));
    fill(byId('waiting-rows'), ...(rows.length ? rows : [h('li', { class: 'empty' }, t('waiting.nothing'))]));
    this.#map ??= new WaitingMap(byId('waiting-map'), document.body.dataset);
    this.#map.show(shown, this.#cameras);
  }

  #partners() {
    const select = byId('waiting-partner');
    const names = [...new Set(this.#rows.map((r) => r.partner))].sort();
    const options = ['', ...names].map((name) => h('option', { value: name }, name || t('waiting.partners')));
    const wanted = names.includes(select.value) ? select.value : '';
    if ([...select.options].map((o) => o.textContent).join() !== options.map((o) => o.textContent).join()) {
      select.replaceChildren(...options);
    }
    select.value = wanted;
  }

  #bulk(chosen) {
    const subject = { rows: chosen, name: t('waiting.chosen', { count: chosen.length }) };
    const why = chosen.length ? '' : t('waiting.choose');
    return ['approve', 'ask', 'reject'].map((action) =>
      this.#button(`bulk-${action}`, `${t(`desk.${action}`)} (${chosen.length})`, subject.name, () => this.#decide(action, subject), { reject: 'danger', approve: 'button' }[action] ?? '', why),
    );
  }

  #row(row, before) {
    const known = row.considerations;
    const name = row.name ?? row.ref;
    return h(
      'li',
      { class: `row waiting${known?.warnings.length ? ' doubtful' : ''}` },
      h('div', { class: 'look' }, this.#picture(row, known?.preview, name, before)),
      h(
        'div',
        { class: 'about' },
        h('label', { class: 'title' }, this.#mayChange() ? this.#box(row) : null, h('b', {}, name)),
        facts(t('desk.partner', row), t(row.publicConsent ? 'desk.consent' : 'desk.noconsent')),
        ...(known?.warnings ?? []).map((w) => h('span', { class: 'warning' }, pick(w))),
        facts(t('waiting.declared', { scene: row.scene ? t(`scene.${row.scene}`) : '–' }), guess(known?.preview?.guess)),
        facts(place(row), distance(known?.premises), this.#mapButton(row, name)),
        ...(known?.neighbours ?? []).map(neighbour),
        facts(row.address),
      ),
      this.#mayChange()
        ? h('div', { class: 'buttons' }, ...['approve', 'ask', 'reject'].map((a) => this.#button(`${a}-${row.id}`, t(`desk.${a}`), name, () => this.#decide(a, row), a === 'reject' ? 'danger' : '')))
        : null,
    );
  }

  #box(row) {
    const toggle = (event) => {
      this.#chosen[event.target.checked ? 'add' : 'delete'](row.id);
      this.draw();
    };
    return h('input', { type: 'checkbox', 'data-key': `choose-${row.id}`, checked: this.#chosen.has(row.id), onchange: toggle });
  }

  #mapButton(row, name) {
    return row.latitude === undefined ? null : h('button', { type: 'button', class: 'link', 'data-key': `map-${row.id}`, 'aria-label': `${t('waiting.map')}: ${name}`, onclick: () => this.#map.focus(row) }, t('waiting.map'));
  }

  /** The same element for the same picture: a new one would be loaded again. */
  #picture(row, preview, name, before) {
    if (!preview?.picture) {
      return h('span', { class: 'none' }, pick(preview?.problem) || t('waiting.soon'));
    }
    const image = before.get(preview.picture) ?? h('img', { src: preview.picture, width: 320, height: 180, loading: 'lazy' });
    image.alt = t('waiting.picture', { name, time: clock(preview.taken, true) });
    image.title = image.alt;
    this.#images.set(preview.picture, image);
    return image;
  }
}

function facts(...parts) {
  const line = h('span', { class: 'facts' });
  parts.filter(Boolean).forEach((part, i) => line.append(...(i ? [' · ', part] : [part])));
  return line;
}

const guess = (known) => known && h('span', { title: known.because.map(pick).join(', ') }, t('waiting.guess', { guess: pick(known) }));

const place = (row) => row.latitude !== undefined && `${row.latitude.toFixed(5)}, ${row.longitude.toFixed(5)}`;

const distance = (premises) => (premises ? t(premises.inside ? 'waiting.inside' : 'waiting.outside', premises) : t('waiting.nopremises'));

function neighbour(other) {
  const words = t(`waiting.${other.relation}`, { name: other.name, partner: other.partner, metres: other.metres });
  return h('span', { class: 'facts' }, [words, t(other.camera ? 'waiting.registered' : 'waiting.waits'), other.sameView && t('waiting.sameview')].filter(Boolean).join(' · '));
}
