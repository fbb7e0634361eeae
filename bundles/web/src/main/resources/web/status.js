import { h } from './dom.js';
import { language, pick, t } from './language.js';

/** Whether pictures can be expected. */
export const watchable = (status) => status === 'live' || status === 'degraded';

/** Whether it is worth trying to watch: a camera that is full for newcomers goes on for those who have a place. */
export const playable = (status) => watchable(status) || status === 'busy';

/** The clock time, to the second if wanted, with the day when it was not today. */
export function clock(instant, seconds = false) {
  const date = new Date(instant);
  const locale = language() === 'en' ? 'en-GB' : 'id-ID';
  const time = date.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined });
  const today = new Date().toDateString() === date.toDateString();
  return today ? time : `${date.toLocaleDateString(locale, { day: 'numeric', month: 'short' })} ${time}`;
}

/** Status as a coloured word: never by colour alone. */
export const badge = (status) => h('span', { class: `badge ${status}` }, t(`status.${status}`));

/** Why there is no picture and since when; empty for a camera that is live. */
export function explanation(camera) {
  if (camera.status === 'live' || !camera.reason) {
    return '';
  }
  return `${pick(camera.reason)} ${t('since', { time: clock(camera.since) })}`;
}
