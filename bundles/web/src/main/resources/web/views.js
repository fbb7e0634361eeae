import { byId, fill, h } from './dom.js';
import { t } from './language.js';
import { call } from './staff-api.js';
import { badge, clock } from './status.js';

/** A person decides on a picture that is this old at most, so that a newer one is shown before. */
const EVERY = 15000;

/** The cameras that show something else than was approved: the two pictures side by side. */
export class ChangedViews {
  #decide;
  #cameras = [];
  #views = new Map();
  #images = new Map();
  #drawn = '';

  /** @param decide the buttons for a camera and the picture of it that is shown, if any */
  constructor(decide) {
    this.#decide = decide;
  }

  /** Takes the cameras as they stand now; asks for the views of those that wait. */
  update(cameras) {
    this.#cameras = cameras.filter((camera) => camera.viewChanged);
    for (const id of [...this.#views.keys()].filter((id) => !this.#cameras.some((c) => c.id === id))) {
      this.#views.delete(id);
    }
    this.#cameras.filter((c) => !(this.#views.get(c.id)?.asked > Date.now() - EVERY)).forEach((c) => this.#ask(c));
    this.draw();
  }

  async #ask(camera) {
    const known = this.#views.get(camera.id);
    this.#views.set(camera.id, { ...known, asked: Date.now() });
    try {
      const view = await call('GET', `cameras/${encodeURIComponent(camera.id)}/view`);
      if (this.#views.has(camera.id)) {
        this.#views.set(camera.id, { view, asked: Date.now() });
        this.draw();
      }
    } catch {
      // what is shown stays; the list of cameras, which is asked for more often, says when the server is lost
    }
  }

  draw(force) {
    const state = JSON.stringify(this.#cameras.map((c) => [c.id, c.name, c.point, this.#views.get(c.id)?.view]));
    if (state === this.#drawn && !force) {
      return;
    }
    this.#drawn = state;
    byId('views').hidden = this.#cameras.length === 0;
    byId('views-title').textContent = t('views.title', { count: this.#cameras.length });
    const before = this.#images;
    this.#images = new Map();
    fill(byId('views-rows'), ...this.#cameras.map((c) => this.#row(c, this.#views.get(c.id)?.view, before)));
  }

  #row(camera, view, before) {
    const current = view && newest(view);
    return h(
      'li',
      { class: 'row view' },
      h(
        'div',
        { class: 'about' },
        h('span', { class: 'title' }, h('b', {}, camera.name), camera.publication.reason ? badge('withdrawn') : null),
        h('span', { class: 'facts' }, [camera.point?.name, camera.point?.kecamatan, t('desk.partner', camera)].filter(Boolean).join(' · ')),
        view?.changed ? h('span', { class: 'why' }, t('views.since', { time: clock(view.changed) })) : null,
        view?.detail ? h('span', { class: 'facts', lang: 'en' }, view.detail) : null,
      ),
      h(
        'div',
        { class: 'pair' },
        this.#figure(before, view?.reference, t('views.approved'), view?.approved && t('views.by', { who: who(view.by), time: clock(view.approved) })),
        this.#figure(before, current ?? view?.evidence, t(current || !view?.evidence ? 'views.now' : 'views.then'), taken(current ?? view?.evidence)),
      ),
      h('div', { class: 'buttons' }, ...this.#decide(camera, current)),
    );
  }

  #figure(before, picture, title, words) {
    const shown = picture ? this.#image(before, picture.picture, title) : h('span', { class: 'none' }, t('views.none'));
    return h('figure', {}, shown, h('figcaption', {}, h('b', {}, title), words ? ` ${words}` : null));
  }

  /** The same element for the same picture: a new one would be loaded again. */
  #image(before, src, alt) {
    const image = before.get(src) ?? h('img', { src, width: 640, height: 360 });
    image.alt = alt;
    this.#images.set(src, image);
    return image;
  }
}

/** What the camera shows now; nothing while that is from before the change. */
function newest(view) {
  const late = view.evidence && view.current && new Date(view.current.taken) < new Date(view.evidence.taken);
  return late ? undefined : (view.current ?? undefined);
}

const taken = (picture) => picture && clock(picture.taken, true);

/** A person's name; what the platform took over by itself is said so. */
const who = (by) => (by.startsWith('system:') ? t('views.itself') : by.replace(/^[a-z]+:/, ''));
