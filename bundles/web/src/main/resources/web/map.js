import './leaflet.js';
import { h } from './dom.js';
import { onLanguage, t } from './language.js';
import { badge } from './status.js';

const L = globalThis.L;

/** The points on a map: on tiles when there are any, else on a plain sheet with a grid and the districts' names. */
export class CityMap {
  #map;
  #markers = L.layerGroup();
  #names = L.layerGroup();
  #points = [];
  #framed = false;
  #plain;

  constructor(element, { tiles, tilesAttribution }) {
    this.#plain = !tiles;
    this.#map = L.map(element, { zoomControl: false, minZoom: 9, maxZoom: 18, zoomSnap: 0.25, scrollWheelZoom: !this.#plain });
    this.#map.attributionControl.setPrefix(false);
    this.#map.setView([1.1, 104.03], 11);
    const zoom = L.control.zoom({ position: 'topright', zoomInTitle: t('map.in'), zoomOutTitle: t('map.out') }).addTo(this.#map);
    if (this.#plain) {
      element.classList.add('plain');
      this.#map.addLayer(new Grid());
      this.#map.addLayer(this.#names);
      this.#credit(t('map.sketch'));
    } else {
      L.tileLayer(tiles, { maxZoom: 18, attribution: escape(tilesAttribution) }).addTo(this.#map);
    }
    this.#map.addLayer(this.#markers);
    onLanguage(() => {
      zoom.getContainer().querySelector('.leaflet-control-zoom-in').title = t('map.in');
      zoom.getContainer().querySelector('.leaflet-control-zoom-out').title = t('map.out');
      if (this.#plain) {
        this.#credit(t('map.sketch'));
      }
      this.show(this.#points);
    });
  }

  show(points) {
    this.#points = points;
    const open = this.#markers.getLayers().find((m) => m.isPopupOpen())?.point;
    this.#markers.clearLayers();
    for (const point of points) {
      const marker = this.#marker(point);
      this.#markers.addLayer(marker);
      if (point.id === open) {
        marker.openPopup();
      }
    }
    if (this.#plain) {
      this.#nameDistricts();
    }
    if (points.length && !this.#framed) {
      this.#framed = true;
      this.#map.fitBounds(L.latLngBounds(points.map((p) => [p.latitude, p.longitude])), { padding: [36, 36], maxZoom: 15 });
    }
  }

  #credit(text) {
    const control = this.#map.attributionControl;
    if (this.credit) {
      control.removeAttribution(this.credit);
    }
    this.credit = text;
    control.addAttribution(text);
  }

  #marker(point) {
    const live = point.cameras.filter((c) => c.status === 'live').length;
    const all = point.cameras.length;
    const label = t('map.point', { name: point.name, live, all });
    const tone = live === all ? 'live' : live > 0 ? 'degraded' : 'offline';
    const icon = L.divIcon({
      className: 'pin',
      iconSize: [40, 26],
      html: h('span', { class: tone }, `${live}/${all}`),
    });
    const marker = L.marker([point.latitude, point.longitude], { icon, title: label, alt: label, riseOnHover: true });
    marker.point = point.id;
    marker.bindPopup(() => popup(point), { autoPanPadding: [12, 12], minWidth: 200, maxWidth: 260 });
    marker.on('add', () => marker.getElement().setAttribute('aria-label', label));
    return marker;
  }

  #nameDistricts() {
    this.#names.clearLayers();
    const districts = new Map();
    for (const point of this.#points.filter((p) => p.kecamatan)) {
      districts.set(point.kecamatan, [...(districts.get(point.kecamatan) ?? []), point]);
    }
    for (const [name, inside] of districts) {
      const mean = (of) => inside.reduce((sum, p) => sum + p[of], 0) / inside.length;
      const icon = L.divIcon({ className: 'district', iconSize: [160, 20], iconAnchor: [80, 44], html: h('span', {}, name) });
      this.#names.addLayer(L.marker([mean('latitude'), mean('longitude')], { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }));
    }
  }
}

/** Lines of latitude and longitude, with their degrees on the edge. */
const Grid = L.LayerGroup.extend({
  onAdd(map) {
    this.map = map;
    map.on('moveend', this.draw, this);
    L.LayerGroup.prototype.onAdd.call(this, map);
    this.draw();
  },
  draw() {
    this.clearLayers();
    const bounds = this.map.getBounds().pad(0.5);
    const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1].find((s) => (bounds.getEast() - bounds.getWest()) / s < 14) ?? 2;
    const style = { className: 'graticule', interactive: false, weight: 1 };
    for (let x = Math.ceil(bounds.getWest() / step) * step; x < bounds.getEast(); x += step) {
      this.addLayer(L.polyline([[bounds.getSouth(), x], [bounds.getNorth(), x]], style));
    }
    for (let y = Math.ceil(bounds.getSouth() / step) * step; y < bounds.getNorth(); y += step) {
      this.addLayer(L.polyline([[y, bounds.getWest()], [y, bounds.getEast()]], style));
    }
  },
});

const popup = (point) =>
  h(
    'div',
    { class: 'popup' },
    h('b', {}, point.name),
    h('ul', {}, ...point.cameras.map((c) => h('li', {}, h('a', { href: `/kamera/${c.id}` }, c.name), badge(c.status)))),
  );

function escape(text) {
  const element = document.createElement('span');
  element.textContent = text;
  return element.innerHTML;
}
