import { byId, fill, h } from './dom.js';
import { follow } from './city.js';
import { onLanguage, pick, t } from './language.js';
import { CityMap } from './map.js';
import { badge, explanation, watchable } from './status.js';

const map = new CityMap(byId('map'), document.body.dataset);
const search = byId('search');
let points;

const REFRESH = 60000;

const plain = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** The points that match, each with its matching cameras. */
function matching(query) {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  const fits = (text) => wanted.every((word) => plain(text).includes(word));
  return points
    .map((p) => ({ ...p, cameras: p.cameras.filter((c) => fits(`${p.kecamatan} ${p.name} ${c.name} ${t(`status.${c.status}`)}`)) }))
    .filter((p) => p.cameras.length);
}

function byKecamatan(shown) {
  const groups = new Map();
  for (const point of shown) {
    groups.set(point.kecamatan, [...(groups.get(point.kecamatan) ?? []), point]);
  }
  return [...groups].sort(([a], [b]) => (a === '') - (b === '') || a.localeCompare(b, 'id'));
}

function draw() {
  const query = search.value.trim();
  const shown = matching(query);
  const cameras = shown.flatMap((p) => p.cameras);
  byId('summary').textContent = t('list.summary', {
    points: shown.length,
    cameras: cameras.length,
    live: cameras.filter((c) => c.status === 'live').length,
  });
  const nothing = points.length ? t('list.nothing', { query }) : t('list.none');
  fill(
    byId('cameras'),
    ...(shown.length ? byKecamatan(shown).map(group) : [h('p', { class: 'empty' }, nothing)]),
  );
  map.show(shown);
  health(points.flatMap((p) => p.cameras));
}

/** How many cameras of the whole city are not live, and for which reasons: the most frequent first. */
function health(cameras) {
  const dark = cameras.filter((c) => c.status !== 'live');
  const reasons = new Map();
  for (const camera of dark) {
    const words = pick(camera.reason) || t(`status.${camera.status}`);
    const key = `${camera.status} ${words}`;
    reasons.set(key, { status: camera.status, words, count: (reasons.get(key)?.count ?? 0) + 1 });
  }
  const box = byId('health');
  box.hidden = dark.length === 0;
  box.querySelector('summary').textContent = t('health.summary', { dark: dark.length, all: cameras.length });
  fill(
    box.querySelector('ul'),
    ...[...reasons.values()].sort((a, b) => b.count - a.count).map((r) => h('li', {}, h('b', {}, String(r.count)), badge(r.status), h('span', {}, r.words))),
  );
}

const group = ([kecamatan, inside]) =>
  h(
    'section',
    { class: 'group' },
    h('h2', {}, kecamatan ? t('kecamatan', { name: kecamatan }) : t('kecamatan.none')),
    h('ul', { class: 'cards' }, ...inside.flatMap((point) => point.cameras.map((camera) => card(point, camera)))),
  );

/** Only while there is room for video: the line's part for pictures is for those who have nothing else to look at. */
const roomy = () => points.every((p) => p.cameras.every((c) => c.status !== 'busy'));

/** The same address for everybody during a minute, so that the cache in front keeps one. */
function thumbnail(camera) {
  if (!camera.snapshot || !watchable(camera.status) || !roomy()) {
    return null;
  }
  const src = `${camera.snapshot}?${Math.floor(Date.now() / REFRESH)}`;
  return h('img', { class: 'thumbnail', src, alt: '', loading: 'lazy', width: 96, height: 54, onerror: (event) => event.target.remove() });
}

function card(point, camera) {
  const why = explanation(camera);
  const picture = thumbnail(camera);
  return h(
    'li',
    { class: `card ${camera.status}` },
    h(
      'a',
      { href: `/kamera/${camera.id}`, 'data-key': camera.id, class: picture && 'pictured' },
      picture,
      h('span', { class: 'title' }, h('b', {}, camera.name), badge(camera.status)),
      camera.name.startsWith(point.name) ? null : h('span', { class: 'where' }, point.name),
      why ? h('span', { class: 'why' }, why) : null,
    ),
  );
}

search.addEventListener('input', () => points && draw());
onLanguage(() => points && draw());
follow((now) => {
  points = now;
  draw();
});
