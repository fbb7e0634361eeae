import { byId, fill, h } from './dom.js';
import { follow } from './city.js';
import { onLanguage, t } from './language.js';
import { Screen } from './screen.js';
import { badge, explanation, playable, watchable } from './status.js';

const id = document.body.dataset.camera;
const screen = new Screen(byId('screen'), document.querySelector('h1').textContent, `/live/${id}/index.m3u8`);
let points = [];

if (playable(document.body.dataset.status)) {
  screen.begin();
}

function draw() {
  const point = points.find((p) => p.cameras.some((c) => c.id === id));
  const camera = point?.cameras.find((c) => c.id === id);
  screen.update(camera);
  byId('where').textContent = point ? [point.name, point.kecamatan && t('kecamatan', { name: point.kecamatan })].filter(Boolean).join(' · ') : '';
  const why = camera && watchable(camera.status) && explanation(camera); // of all others the screen says it
  fill(byId('state'), ...(camera ? [badge(camera.status)] : []), ...(why ? [h('span', { class: 'why' }, why)] : []));
  const others = point ? point.cameras.filter((c) => c.id !== id) : [];
  byId('others').hidden = others.length === 0;
  fill(byId('others').querySelector('ul'), ...others.map(card));
  byId('embedding').hidden = !(camera?.hls ?? camera?.snapshot);
  byId('code').value = `<iframe src="${location.origin}/embed/${id}" width="640" height="360" allow="fullscreen" style="border:0"></iframe>`;
}

const card = (camera) =>
  h('li', { class: 'card' }, h('a', { href: `/kamera/${camera.id}`, 'data-key': camera.id }, h('b', {}, camera.name), badge(camera.status)));

onLanguage(() => points.length && draw());
follow((now) => {
  points = now;
  draw();
});
