import { L, background } from './map.js';
import { h } from './dom.js';
import { t } from './language.js';

/** Where the waiting cameras would stand, their partners' premises, and the points that there are. */
export class WaitingMap {
  #map;
  #layer = L.layerGroup();
  #marks = new Map();
  #drawn = '';

  constructor(element, dataset) {
    this.#map = L.map(element, { zoomControl: false, minZoom: 9, maxZoom: 19, zoomSnap: 0.25 });
    this.#map.attributionControl.setPrefix(false);
    this.#map.setView([1.1, 104.03], 11);
    background(this.#map, element, dataset);
    if (!dataset.tiles) {
      this.#map.attributionControl.addAttribution(t('map.sketch'));
    }
    L.control.zoom({ position: 'topright' }).addTo(this.#map);
    this.#map.addLayer(this.#layer);
  }

  show(rows, cameras) {
    const placed = rows.filter((r) => r.latitude !== undefined);
    const points = new Map(cameras.filter((c) => c.point).map((c) => [c.point.id, c.point]));
    const state = JSON.stringify([placed.map((r) => [r.id, r.latitude, r.longitude, r.considerations?.warnings.length, r.considerations?.premises]), [...points.keys()]]);
    if (state === this.#drawn) {
      return;
    }
    this.#drawn = state;
    this.#layer.clearLayers();
    this.#marks.clear();
    for (const point of points.values()) {
      this.#layer.addLayer(L.circleMarker([point.latitude, point.longitude], { radius: 4, className: 'known' }).bindTooltip(point.name));
    }
    const premises = new Map(placed.map((r) => r.considerations?.premises).filter(Boolean).map((p) => [`${p.name} ${p.latitude} ${p.longitude}`, p]));
    for (const area of premises.values()) {
      this.#layer.addLayer(L.circle([area.latitude, area.longitude], { radius: area.radius, className: 'premises' }).bindTooltip(`${area.name} (${area.radius} m)`));
    }
    placed.forEach((row) => this.#mark(row));
    if (placed.length) {
      this.#map.fitBounds(L.latLngBounds(placed.map((r) => [r.latitude, r.longitude])), { padding: [40, 40], maxZoom: 16, animate: false });
    }
  }

  #mark(row) {
    const doubtful = row.considerations?.warnings.length > 0;
    const mark = L.circleMarker([row.latitude, row.longitude], { radius: 9, className: doubtful ? 'candidate doubtful' : 'candidate' });
    mark.bindTooltip(h('span', {}, `${row.name ?? row.ref} (${row.partner})`));
    this.#marks.set(row.id, mark);
    this.#layer.addLayer(mark);
  }

  /** Shows one of them from close by. */
  focus(row) {
    this.#map.setView([row.latitude, row.longitude], 17, { animate: false });
    this.#map.getContainer().scrollIntoView({ block: 'nearest' });
    this.#marks.get(row.id)?.openTooltip();
  }
}
