import { byId, fill, h, notice } from './dom.js';
import { language, onLanguage, pick, t } from './language.js';
import './partner-words.js';
import { Refusal, request } from './staff-api.js';
import { badge, clock, explanation } from './status.js';

const EVERY = 10000;
const SELDOM = 60000;
const PICTURE = 30000;
const MOST_LOOKS = 20;
const MOST_RECEIPTS = 20;
const MEMORY = 'pantau.partner';

let partner;
let cameras = [];
let papers = { agreements: [], receipts: [], permits: [], looks: [] };
let asked = 0;
let drawn = '';
let timer = 0;
let pictures = new Map();
const opened = new Map();

const api = (method, path, body) => request(method, `/api/v1/partners/${encodeURIComponent(partner.name)}/${path}`, body);
const mayChange = () => partner?.scope === 'cameras';
const words = (refusal) => (refusal instanceof Refusal && pick(refusal.text)) || t('ask.failed');

// Logging in and out: the key goes to the server once, which gives a cookie that no script can read

byId('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const name = form.elements.name.value.trim();
  const key = form.elements.key.value.trim();
  if (!name || !key) {
    return loginError(t('partner.both'));
  }
  const button = form.querySelector('[type=submit]');
  button.disabled = true;
  partner = { name };
  try {
    open(await api('POST', 'session', { key }));
    form.elements.key.value = '';
  } catch (refusal) {
    partner = undefined;
    loginError(words(refusal));
    form.elements.key.select();
    form.elements.key.focus();
  } finally {
    button.disabled = false;
  }
});

byId('logout').addEventListener('click', async () => {
  await api('DELETE', 'session').catch(() => undefined);
  close('');
});

function loginError(text) {
  byId('login-error').textContent = text;
  byId('login-error').hidden = !text;
}

function open(session) {
  partner = { name: session.partner, title: session.title, scope: session.scope };
  remember(session.partner);
  loginError('');
  byId('login').hidden = true;
  byId('desk').hidden = false;
  byId('logout').hidden = false;
  refresh();
}

function close(why) {
  partner = undefined;
  clearTimeout(timer);
  byId('ask').close();
  cameras = [];
  papers = { agreements: [], receipts: [], permits: [], looks: [] };
  asked = 0;
  drawn = '';
  pictures = new Map();
  opened.clear();
  for (const list of ['cameras', 'agreements', 'receipts', 'permits', 'looks']) {
    fill(byId(list));
  }
  byId('desk').hidden = true;
  byId('logout').hidden = true;
  byId('who').hidden = true;
  byId('login').hidden = false;
  byId('name').value = byId('name').value || remembered();
  loginError(why);
  byId(byId('name').value ? 'key' : 'name').focus();
}

/** The name alone, which is no secret. */
function remember(name) {
  try {
    localStorage.setItem(MEMORY, name);
  } catch {
    // it is typed again then
  }
}

function remembered() {
  try {
    return localStorage.getItem(MEMORY) ?? '';
  } catch {
    return '';
  }
}

// What is shown

async function refresh() {
  clearTimeout(timer);
  try {
    const seldom = Date.now() - asked > SELDOM;
    const [known, ...more] = await Promise.all(['cameras', ...(seldom ? ['agreements', 'receipts', 'permits', 'looks'] : [])].map((what) => api('GET', what)));
    if (!partner) {
      return;
    }
    cameras = known.cameras;
    if (seldom) {
      papers = Object.assign({}, ...more);
      asked = Date.now();
    }
    notice('');
    draw();
  } catch (refusal) {
    if (!partner || refusal.status === 401) {
      return close(t('login.over'));
    }
    notice(refusal.status === 429 ? words(refusal) : t('server.lost'));
  }
  clearTimeout(timer);
  timer = setTimeout(refresh, document.hidden ? EVERY * 6 : EVERY);
}

function draw(force) {
  showPictures();
  const state = JSON.stringify([cameras, papers]);
  if (state === drawn && !force) {
    return;
  }
  drawn = state;
  byId('who').hidden = false;
  byId('who').textContent = [partner.title, mayChange() ? '' : t('partner.reads')].filter(Boolean).join(' · ');
  byId('summary').textContent = t('partner.summary', {
    all: cameras.length,
    live: cameras.filter((c) => c.status === 'live').length,
    public: cameras.filter((c) => c.public).length,
    withheld: cameras.filter((c) => c.withheld).length,
  });
  list('cameras', cameras, cameraRow);
  list('agreements', papers.agreements, agreementRow);
  list('receipts', papers.receipts, receiptRow, MOST_RECEIPTS);
  list('permits', papers.permits, permitRow);
  list('looks', papers.looks, lookRow, MOST_LOOKS);
}

function list(id, items, row, most = Infinity) {
  const shown = items.slice(0, most).map(row);
  if (items.length > most) {
    shown.push(h('li', { class: 'facts' }, t('partner.more', { count: items.length - most })));
  }
  fill(byId(id), ...(shown.length ? shown : [h('li', { class: 'empty' }, t(`none.${id}`))]));
}

const line = (...parts) => h('span', { class: 'facts' }, parts.filter(Boolean).join(' · '));
const day = (date) => new Date(`${date}T00:00`).toLocaleDateString(language() === 'en' ? 'en-GB' : 'id-ID', { day: 'numeric', month: 'short', year: 'numeric' });
const names = (uses) => uses.map((use) => pick(use.name)).join(', ');

function button(key, text, subject, action, kind = '') {
  return h('button', { type: 'button', class: kind, 'data-key': key, 'aria-label': `${text}: ${subject}`, onclick: action }, text);
}

function bar(value, most, label, kind = '') {
  return h('progress', { value, max: Math.max(most, 1), 'aria-label': label, class: kind });
}

function cameraRow(camera) {
  const look = papers.looks.find((l) => l.camera === camera.id);
  const given = camera.shared.filter((use) => use.now);
  const kept = camera.shared.filter((use) => !use.now);
  const percent = camera.uptime?.livePercent;
  const uptime = t(percent === null || percent === undefined ? 'camera.uptimeNone' : 'camera.uptime', { percent: (percent ?? 0).toLocaleString(language() === 'en' ? 'en-GB' : 'id-ID') });
  return h(
    'li',
    { class: 'row own' },
    picture(camera),
    h(
      'div',
      { class: 'about' },
      h('span', { class: 'title' }, h('b', {}, camera.name), camera.withheld ? h('span', { class: 'badge degraded' }, t('camera.withheld')) : badge(camera.status), camera.public ? h('span', { class: 'badge public' }, t('desk.public')) : null),
      line(camera.point?.name, camera.point?.kecamatan, t(`scene.${camera.scene}`), t('camera.ref', camera)),
      h('span', { class: 'why' }, camera.withheld ? t('camera.withheldSince', { time: clock(camera.withheld) }) : explanation(camera)),
      camera.withheld || !camera.reason ? null : line(t('desk.next', { step: pick(camera.reason.next) })),
      h('span', { class: 'meter' }, percent === null || percent === undefined ? null : bar(percent, 100, uptime, percent < 90 ? 'low' : ''), h('span', { class: 'facts' }, uptime)),
      given.length ? line(t('camera.shared', { uses: names(given) })) : null,
      !camera.withheld && kept.length ? line(t('camera.notShared', { uses: names(kept) })) : null,
      line(t('camera.viewers', { count: camera.viewers }), look && t('camera.looked', { who: look.who, time: clock(look.last) })),
    ),
    mayChange()
      ? h('div', { class: 'buttons' }, sign(camera), camera.withheld ? button(`release-${camera.id}`, t('camera.release'), camera.name, () => ask('release', camera), 'button') : button(`withhold-${camera.id}`, t('camera.withhold'), camera.name, () => ask('withhold', camera), 'danger'))
      : h('div', { class: 'buttons' }, sign(camera)),
  );
}

const sign = (camera) => h('a', { href: `/kamera/${encodeURIComponent(camera.id)}/papan`, target: '_blank', rel: 'noopener', 'data-key': `sign-${camera.id}`, 'aria-label': `${t('camera.sign')}: ${camera.name}` }, t('camera.sign'));

/** The same element for the same camera: a new one would be loaded again. */
function picture(camera) {
  if (!camera.snapshot) {
    pictures.delete(camera.id);
    return h('span', { class: 'still none' }, t('camera.noPicture'));
  }
  if (!pictures.has(camera.id)) {
    pictures.set(camera.id, h('img', { class: 'still', width: 640, height: 360, loading: 'lazy' }));
    showPictures();
  }
  const image = pictures.get(camera.id);
  image.alt = t('camera.picture', { name: camera.name });
  return image;
}

function showPictures() {
  const moment = Math.floor(Date.now() / PICTURE);
  for (const camera of cameras) {
    const image = pictures.get(camera.id);
    if (image && camera.snapshot && image.dataset.moment !== String(moment)) {
      image.dataset.moment = String(moment);
      image.src = `${camera.snapshot}?${moment}`;
    }
  }
}

const STATE = { 'in-force': 'live', fulfilled: 'live', overdue: 'offline', revoked: 'offline', open: 'busy' };
const state = (kind, name) => h('span', { class: `badge ${STATE[name] ?? ''}` }, t(`${kind}.${name}`));

function agreementRow(agreement) {
  const over = agreement.state === 'revoked' || agreement.state === 'ended';
  return h(
    'li',
    { class: 'row' },
    h(
      'div',
      { class: 'about' },
      h('span', { class: 'title' }, h('b', {}, agreement.number), state('agreement', agreement.state)),
      line(t('agreement.days', { from: day(agreement.from), until: day(agreement.until) }), agreement.hours && t('agreement.hours', agreement), agreement.incidentOnly && t('agreement.incident'), agreement.revoked && t('agreement.revokedAt', { time: clock(agreement.revoked) })),
      line(t('camera.shared', { uses: names(agreement.shared) })),
      line(agreement.parties),
    ),
    mayChange() && !over ? h('div', { class: 'buttons' }, button(`revoke-${agreement.number}`, t('agreement.revoke'), agreement.number, () => ask('revoke', agreement), 'danger')) : null,
  );
}

function permitRow(permit) {
  const progress = t('permit.progress', permit);
  return h(
    'li',
    { class: 'row' },
    h(
      'div',
      { class: 'about' },
      h('span', { class: 'title' }, h('b', {}, permit.number), state('permit', permit.state)),
      h('span', { class: 'meter' }, bar(permit.fulfilled, permit.cameras, progress), h('span', { class: 'facts' }, progress)),
      line(t('permit.due', { due: day(permit.due) })),
    ),
  );
}

function receiptRow(receipt) {
  const progress = t('receipt.progress', receipt);
  const rows = h('ul', { class: 'outcomes' });
  const details = h('details', { open: opened.has(receipt.id), ontoggle: () => outcomes(receipt, details, rows) }, h('summary', { 'data-key': `rows-${receipt.id}` }, t('receipt.rows')), rows);
  fill(rows, ...(opened.get(receipt.id) ?? []).map(outcome));
  return h(
    'li',
    { class: 'row' },
    h(
      'div',
      { class: 'about' },
      h('span', { class: 'title' }, h('b', {}, receipt.submission)),
      h('span', { class: 'meter' }, bar(receipt.done, receipt.total, progress), h('span', { class: 'facts' }, progress)),
      line(...Object.entries(receipt.states).map(([name, count]) => `${count} ${t(`row.${name}`)}`), t('receipt.received', { time: clock(receipt.received) })),
      details,
    ),
  );
}

async function outcomes(receipt, details, rows) {
  if (!details.open) {
    opened.delete(receipt.id);
    return;
  }
  if (opened.has(receipt.id)) {
    return;
  }
  try {
    const whole = await api('GET', `cameras/receipts/${encodeURIComponent(receipt.id)}`);
    opened.set(receipt.id, whole.rows);
    fill(rows, ...whole.rows.map(outcome));
  } catch (refusal) {
    fill(rows, h('li', { class: 'error' }, words(refusal)));
  }
}

const outcome = (row) => h('li', {}, h('b', {}, row.ref || t('receipt.line', row)), ` ${t(`row.${row.state}`)}`, row.reason ? h('span', { class: 'facts' }, ` · ${pick(row.reason)}`) : null);

function lookRow(look) {
  const time = (instant) => new Date(instant).toLocaleTimeString(language() === 'en' ? 'en-GB' : 'id-ID', { hour: '2-digit', minute: '2-digit' });
  return h('li', {}, h('b', {}, look.who), h('span', {}, look.name || look.camera), h('span', { class: 'facts' }, t('look.time', { day: day(look.day), first: time(look.first), last: time(look.last) })));
}

// Taking back and giving again: always with the question why

const CHANGES = {
  withhold: (camera, why) => [`cameras/${encodeURIComponent(camera.id)}/withhold`, { why }],
  release: (camera, why) => [`cameras/${encodeURIComponent(camera.id)}/release`, { why }],
  revoke: (agreement, why) => ['agreements/revoke', { number: agreement.number, why }],
};
const DOING = { withhold: 'camera.withhold', release: 'camera.release', revoke: 'agreement.revoke' };

function ask(action, subject) {
  const needed = action !== 'release';
  byId('ask-title').textContent = t(`ask.${action}`);
  byId('ask-subject').textContent = subject.name ?? subject.number;
  byId('ask-hint').textContent = t(`hint.${action}`);
  byId('why-label').textContent = t(needed ? 'ask.why' : 'ask.optional');
  byId('why').value = '';
  byId('why').required = needed;
  byId('ask-error').hidden = true;
  byId('ask-ok').textContent = t(DOING[action]);
  byId('ask-ok').classList.toggle('danger', needed);
  byId('ask-form').onsubmit = (event) => {
    event.preventDefault();
    send(action, subject, needed);
  };
  byId('ask').showModal();
}

async function send(action, subject, needed) {
  const why = byId('why').value.trim();
  if (needed && !why) {
    return askError(t('ask.needed'));
  }
  byId('ask-ok').disabled = true;
  try {
    await api('POST', ...CHANGES[action](subject, why));
    byId('ask').close();
    asked = 0;
    refresh();
  } catch (refusal) {
    if (refusal.status === 401) {
      return close(t('login.over'));
    }
    askError(words(refusal));
  } finally {
    byId('ask-ok').disabled = false;
  }
}

function askError(text) {
  byId('ask-error').textContent = text;
  byId('ask-error').hidden = false;
}

for (const closing of document.querySelectorAll('[data-close]')) {
  closing.addEventListener('click', () => closing.closest('dialog').close());
}
onLanguage(() => partner && draw(true));

const before = remembered();
if (before) {
  partner = { name: before };
  try {
    open(await api('GET', 'session'));
  } catch (refusal) {
    close(refusal.status === 401 || refusal.status === 404 ? '' : words(refusal));
  }
} else {
  close('');
}
