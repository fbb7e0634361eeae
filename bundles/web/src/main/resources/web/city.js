import { notice } from './dom.js';
import { t } from './language.js';

const EVERY = 3000;

/**
 * Follows the public points while the page is visible, and calls back whenever something changed.
 * The answer may be some seconds old; a server that does not answer is said so and asked again.
 */
export function follow(listener) {
  let last = '';
  let timer = 0;

  async function ask() {
    clearTimeout(timer);
    try {
      const response = await fetch('/api/v1/public/points', { signal: AbortSignal.timeout(8000) });
      if (!response.ok) {
        throw new Error(`status ${response.status}`);
      }
      const text = await response.text();
      notice('');
      if (text !== last) {
        last = text;
        listener(JSON.parse(text).features.map(point));
      }
    } catch {
      notice(t('server.lost'));
    }
    clearTimeout(timer);
    if (!document.hidden) {
      timer = setTimeout(ask, EVERY);
    }
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      ask();
    }
  });
  ask();
}

function point(feature) {
  const [longitude, latitude] = feature.geometry.coordinates;
  return { ...feature.properties, latitude, longitude };
}
