import './leaflet.js';
import { coast } from './coast.js';
import { h } from './dom.js';
import { onLanguage, t } from './language.js';
import { badge } from './status.js';

export const L = globalThis.L;
const APART = { x: 42, y: 28 };

/** The points on a map: on tiles when there are any, else on a plain sketch with the districts' names. */
export class CityMap {
  #map;
  #markers = L.layerGroup();
  #names = L.layerGroup();
  #points = [];
  #framed = false;
  #plain;
  #credit = '';

  constructor(element, { tiles, tilesAttribution }) {
    this.#plain = !tiles;
    this.#map = L.map(element, { zoomControl: false, minZoom: 9, maxZoom: 18, zoomSnap: 0.25 });
    this.#map.attributionControl.setPrefix(false);
    this.#map.setView([1.1, 104.03], 11);
    background(this.#map, element, { tiles, tilesAttribution });
    if (this.#plain) {
      this.#map.addLayer(this.#names);
    }
    this.#map.addLayer(this.#markers);
    this.#map.on('zoomend', () => this.#draw());
    const zoom = L.control.zoom({ position: 'topright' }).addTo(this.#map).getContainer();
    const words = () => {
      for (const [part, key] of [['in', 'map.in'], ['out', 'map.out']]) {
        const control = zoom.querySelector(`.leaflet-control-zoom-${part}`);
        control.title = t(key);
        control.setAttribute('aria-label', t(key));
      }
      this.#label();
      this.#draw();
    };
    words();
    onLanguage(words);
  }

  /** Says that the sketch is one. */
  #label() {
    if (this.#plain) {
      this.#map.attributionControl.removeAttribution(this.#credit);
      this.#credit = t('map.sketch');
      this.#map.attributionControl.addAttribution(this.#credit);
    }
  }

  show(points) {
    this.#points = points;
    if (points.length && !this.#framed) {
      this.#framed = true;
      this.#map.fitBounds(bounds(points), { padding: [36, 40], maxZoom: 15, animate: false });
    }
    this.#draw();
  }

  #draw() {
    const open = this.#markers.getLayers().find((marker) => marker.isPopupOpen())?.key;
    this.#markers.clearLayers();
    for (const group of this.#groups()) {
      const marker = this.#marker(group);
      this.#markers.addLayer(marker);
      if (marker.key === open) {
        marker.openPopup();
      }
    }
    if (this.#plain) {
      this.#nameDistricts();
    }
  }

  /** Points whose markers would lie on each other share one. */
  #groups() {
    const groups = [];
    for (const point of this.#points) {
      const at = this.#map.project([point.latitude, point.longitude]);
      const near = groups.find((g) => Math.abs(g.at.x - at.x) < APART.x && Math.abs(g.at.y - at.y) < APART.y);
      if (near) {
        near.points.push(point);
      } else {
        groups.push({ at, points: [point] });
      }
    }
    return groups.map((g) => g.points);
  }

  #marker(points) {
    const cameras = points.flatMap((p) => p.cameras);
    const live = cameras.filter((c) => c.status === 'live').length;
    const all = cameras.length;
    const label = t('map.point', { name: points.map((p) => p.name).join(', '), live, all });
    const tone = live === all ? 'live' : live > 0 ? 'degraded' : 'offline';
    const icon = L.divIcon({ className: 'pin', iconSize: [40, 26], html: h('span', { class: tone }, `${live}/${all}`) });
    const centre = bounds(points).getCenter();
    const marker = L.marker(centre, { icon, title: label, riseOnHover: true });
    marker.key = points.map((p) => p.id).join();
    marker.on('add', () => marker.getElement().setAttribute('aria-label', label));
    if (points.length > 1 && this.#map.getZoom() < 16) {
      marker.on('click', () => this.#map.fitBounds(bounds(points), { padding: [70, 70], maxZoom: 17 }));
    } else {
      marker.bindPopup(() => popup(points), { autoPanPadding: [12, 12], minWidth: 200, maxWidth: 260 });
    }
    return marker;
  }

  #nameDistricts() {
    this.#names.clearLayers();
    const districts = new Map();
    for (const point of this.#points.filter((p) => p.kecamatan)) {
      districts.set(point.kecamatan, [...(districts.get(point.kecamatan) ?? []), point]);
    }
    for (const [name, inside] of districts) {
      const area = bounds(inside);
      const icon = L.divIcon({ className: 'district', iconSize: [160, 20], iconAnchor: [80, 42], html: h('span', {}, name) });
      this.#names.addLayer(L.marker([area.getNorth(), area.getCenter().lng], { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }));
    }
  }
}

/** Tiles where there are any, else a plain sketch. */
export function background(map, element, { tiles, tilesAttribution }) {
  if (tiles) {
    L.tileLayer(tiles, { maxZoom: 19, maxNativeZoom: 18, attribution: asHtml(tilesAttribution) }).addTo(map);
    return;
  }
  element.classList.add('plain');
  map.addLayer(L.polygon(coast.map(([x, y]) => [y, x]), { className: 'land', interactive: false, weight: 1.5 }));
  map.addLayer(new Grid());
}

const bounds = (points) => L.latLngBounds(points.map((p) => [p.latitude, p.longitude]));

/** Lines of latitude and longitude, as far apart as suits the zoom. */
const Grid = L.LayerGroup.extend({
  onAdd(map) {
    this.map = map;
    map.on('moveend', this.draw, this);
    L.LayerGroup.prototype.onAdd.call(this, map);
    this.draw();
  },
  draw() {
    this.clearLayers();
    const area = this.map.getBounds().pad(0.5);
    const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1].find((s) => (area.getEast() - area.getWest()) / s < 14) ?? 2;
    const style = { className: 'graticule', interactive: false, weight: 1 };
    for (let x = Math.ceil(area.getWest() / step) * step; x < area.getEast(); x += step) {
      this.addLayer(L.polyline([[area.getSouth(), x], [area.getNorth(), x]], style));
    }
    for (let y = Math.ceil(area.getSouth() / step) * step; y < area.getNorth(); y += step) {
      this.addLayer(L.polyline([[y, area.getWest()], [y, area.getEast()]], style));
    }
  },
});

const popup = (points) =>
  h('div', { class: 'popup' }, ...points.flatMap((point) => [h('b', {}, point.name), h('ul', {}, ...point.cameras.map(entry))]));

const entry = (camera) => h('li', {}, h('a', { href: `/kamera/${camera.id}` }, camera.name), badge(camera.status));

function asHtml(text) {
  const element = document.createElement('span');
  element.textContent = text;
  return element.innerHTML;
}
