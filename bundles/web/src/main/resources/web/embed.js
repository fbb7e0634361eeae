import { byId } from './dom.js';
import { follow } from './city.js';
import { Screen } from './screen.js';
import { playable } from './status.js';

const { camera: id, status, name } = document.body.dataset;
const screen = new Screen(byId('screen'), name, `/live/${id}/index.m3u8`);

if (playable(status)) {
  screen.begin();
}
follow((points) => screen.update(points.flatMap((p) => p.cameras).find((c) => c.id === id && (c.hls ?? c.snapshot))));
