import { Approvals, MOST } from './approvals.js';
import { byId, fill, h, notice } from './dom.js';
import { onLanguage, pick, t } from './language.js';
import { Screen } from './screen.js';
import { call, Refusal } from './staff-api.js';
import { badge, explanation, watchable } from './status.js';
import { ChangedViews } from './views.js';

const EVERY = 4000;
let user;
let cameras = [];
let waiting = [];
let drawn = '';
let timer = 0;
let watching;

const views = new ChangedViews(decisions);
const approvals = new Approvals(() => mayChange(), (action, subject) => ask(action, subject), button);

const mayChange = () => user && user.role !== 'viewer';

// Logging in and out

byId('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const body = { user: form.user.value.trim(), password: form.password.value };
  if (!body.user || !body.password) {
    return loginError(t('login.both'));
  }
  const button = form.querySelector('[type=submit]');
  button.disabled = true;
  try {
    user = await call('POST', 'session', body);
    form.password.value = '';
    open();
  } catch (refusal) {
    loginError(words(refusal));
    form.password.select();
    form.password.focus();
  } finally {
    button.disabled = false;
  }
});

byId('logout').addEventListener('click', async () => {
  await call('DELETE', 'session').catch(() => undefined);
  close('');
});

function loginError(text) {
  byId('login-error').textContent = text;
  byId('login-error').hidden = !text;
}

const words = (refusal) => (refusal instanceof Refusal && pick(refusal.text)) || t('ask.failed');

function open() {
  loginError('');
  byId('login').hidden = true;
  byId('desk').hidden = false;
  byId('logout').hidden = false;
  refresh();
}

function close(why) {
  user = undefined;
  clearTimeout(timer);
  byId('watch').close();
  byId('ask').close();
  cameras = [];
  waiting = [];
  drawn = '';
  views.update([]);
  fill(byId('rows'));
  approvals.clear();
  byId('desk').hidden = true;
  byId('logout').hidden = true;
  byId('who').hidden = true;
  byId('login').hidden = false;
  loginError(why);
  byId('user').focus();
}

// What is shown

async function refresh() {
  clearTimeout(timer);
  try {
    const [known, asked] = await Promise.all([call('GET', 'cameras'), call('GET', 'onboarding?state=waiting-approval')]);
    if (!user) {
      return;
    }
    cameras = known.cameras;
    waiting = asked.rows;
    notice('');
    views.update(cameras);
    draw();
  } catch (refusal) {
    if (refusal.status === 401) {
      return close(t('login.over'));
    }
    notice(t('server.lost'));
  }
  clearTimeout(timer);
  timer = setTimeout(refresh, document.hidden ? EVERY * 5 : EVERY);
}

const plain = (text) => text.toLowerCase();
const filters = {
  '': () => true,
  live: (c) => c.status === 'live',
  trouble: (c) => c.status !== 'live',
  public: (c) => c.public,
  private: (c) => !c.public,
};

function draw(force) {
  const state = JSON.stringify([cameras, waiting]);
  if (state === drawn && !force) {
    return;
  }
  drawn = state;
  byId('who').hidden = !user;
  byId('who').textContent = user ? `${user.user} · ${t(`role.${user.role}`)}` : '';
  approvals.update(waiting, cameras);
  approvals.draw();

  const wanted = plain(byId('search').value).split(/\s+/).filter(Boolean);
  const text = (c) => plain([c.name, c.id, c.partner, c.ref, c.vendor, c.point?.name, c.point?.kecamatan, t(`status.${c.status}`), c.reason && pick(c.reason)].join(' '));
  const shown = cameras.filter(filters[byId('filter').value]).filter((c) => wanted.every((w) => text(c).includes(w)));
  byId('summary').textContent = t('desk.summary', {
    shown: shown.length,
    all: cameras.length,
    live: cameras.filter((c) => c.status === 'live').length,
    public: cameras.filter((c) => c.public).length,
  });
  fill(byId('rows'), ...(shown.length ? shown.map(cameraRow) : [h('li', { class: 'empty' }, t(cameras.length ? 'desk.nothing' : 'desk.none'))]));
  if (watching) {
    showWatched(cameras.find((c) => c.id === watching.id));
  }
}

const line = (...parts) => h('span', { class: 'facts' }, parts.filter(Boolean).join(' · '));

function button(key, text, subject, action, kind = '', refusal = '') {
  const label = [`${text}: ${subject}`, refusal].filter(Boolean).join('. ');
  const attributes = { type: 'button', class: kind, 'data-key': key, 'aria-label': label, onclick: action };
  return h('button', { ...attributes, disabled: Boolean(refusal), title: refusal || null }, text);
}

/** The word on a camera whose view changed: about the picture that stands beside the buttons. */
function decisions(camera, picture) {
  if (!mayChange()) {
    return [];
  }
  const subject = { id: camera.id, name: camera.name, picture };
  const taken = (action) => button(`${action}-${camera.id}`, t(`desk.${action}`), camera.name, () => ask(action, subject), 'button', picture ? '' : t('views.needed'));
  const needed = picture ? null : h('span', { class: 'facts' }, t('views.needed'));
  if (camera.publication.reason?.code !== 'view-changed') {
    return [needed, taken('reference')];
  }
  return [needed, button(`leave-${camera.id}`, t('desk.leave'), camera.name, () => ask('leave', camera), 'quiet'), taken('confirm')];
}

/** Why publishing would be refused whoever asks; the policies may have more to say. */
function unpublishable(camera) {
  if (!camera.publicSpace) {
    return t('desk.notpublic', { scene: t(`scene.${camera.scene}`) });
  }
  if (camera.viewChanged) {
    return t('views.first');
  }
  return camera.publicConsent ? '' : t('desk.noconsent');
}

function cameraRow(camera) {
  const why = explanation(camera);
  const withdrawn = camera.publication.reason;
  return h(
    'li',
    { class: `row ${camera.status}` },
    h(
      'div',
      { class: 'about' },
      h('span', { class: 'title' }, h('b', {}, camera.name), badge(camera.status), camera.public ? h('span', { class: 'badge public' }, t('desk.public')) : null),
      line(camera.point?.name, camera.point?.kecamatan, t(`scene.${camera.scene}`), t('desk.partner', camera), t(camera.publicConsent ? 'desk.consent' : 'desk.noconsent')),
      why ? h('span', { class: 'why' }, why) : null,
      camera.notShared ? h('span', { class: 'why' }, pick(camera.notShared)) : null,
      camera.reason ? line(t('desk.next', { step: pick(camera.reason.next) }), camera.detail) : null,
      withdrawn ? h('span', { class: 'why' }, `${t('status.withdrawn')}: ${pick(withdrawn)}`) : null,
      line(
        camera.status === 'live' && t('desk.fps', { fps: camera.fps }),
        camera.status === 'live' && camera.width > 0 && `${camera.width}×${camera.height}`,
        camera.viewers > 0 && t('desk.viewers', { count: camera.viewers }),
        camera.vendor,
        camera.address,
      ),
    ),
    h(
      'div',
      { class: 'buttons' },
      button(`watch-${camera.id}`, t('desk.watch'), camera.name, () => watch(camera), '', camera.notShared ? pick(camera.notShared) : ''),
      mayChange() && !camera.public ? button(`publish-${camera.id}`, t('desk.publish'), camera.name, () => ask('publish', camera), '', unpublishable(camera)) : null,
      mayChange() && camera.public ? button(`withdraw-${camera.id}`, t('desk.withdraw'), camera.name, () => ask('withdraw', camera), 'danger') : null,
    ),
  );
}

// Watching one camera

function watch(camera) {
  byId('watch-title').textContent = camera.name;
  byId('watch-main').hidden = !camera.hlsMain;
  byId('watch').showModal();
  show(camera, false);
}

/** Only the main stream costs the camera a second connection, so that somebody must ask for it. */
function show(camera, main) {
  watching?.screen.close();
  watching = { id: camera.id, screen: new Screen(byId('watch-screen'), camera.name, main ? camera.hlsMain : camera.hls, { better: false }) };
  watching.screen.onLesser = () => pressed(false);
  pressed(main);
  showWatched(camera);
}

function pressed(main) {
  watching.main = main;
  byId('watch-main').setAttribute('aria-pressed', String(main));
}

byId('watch-main').addEventListener('click', () => {
  const camera = cameras.find((c) => c.id === watching?.id);
  if (watching?.screen.choose(!watching.main)) {
    pressed(!watching.main);
  } else if (camera?.hlsMain) {
    show(camera, !watching.main); // the two are not aligned: another playlist
  }
});

function showWatched(camera) {
  watching.screen.update(camera);
  fill(byId('watch-state'), ...(camera ? [badge(camera.status), h('span', {}, watchable(camera.status) ? t('desk.fps', { fps: camera.fps }) : '')] : []));
}

byId('watch').addEventListener('close', () => {
  watching?.screen.close();
  watching = undefined;
  fill(byId('watch-screen'));
});

// Changing something: always with the question why

const NEEDS_WHY = ['withdraw', 'reject', 'leave', 'ask'];
const PATHS = {
  publish: (id) => `cameras/${id}/publish`,
  withdraw: (id) => `cameras/${id}/withdraw`,
  leave: (id) => `cameras/${id}/withdraw`,
  confirm: (id) => `cameras/${id}/view/confirm`,
  reference: (id) => `cameras/${id}/view/reference`,
  approve: (id) => `onboarding/${id}/approve`,
  reject: (id) => `onboarding/${id}/reject`,
  ask: (id) => `onboarding/${id}/ask`,
};

function ask(action, subject) {
  const needed = NEEDS_WHY.includes(action);
  byId('ask-title').textContent = t(`ask.${action}`);
  byId('ask-subject').textContent = subject.name ?? subject.ref;
  const picture = subject.picture?.picture ?? subject.considerations?.preview.picture;
  byId('ask-picture').hidden = !picture;
  byId('ask-picture').src = picture ?? '';
  byId('why-label').textContent = t(needed ? 'ask.why' : 'ask.optional');
  byId('why').value = '';
  byId('why').required = needed;
  byId('ask-error').hidden = true;
  byId('ask-ok').textContent = t(`desk.${action}`);
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
    const refused = subject.rows ? await decide(action, subject.rows, why) : '';
    if (!subject.rows) {
      await call('POST', PATHS[action](encodeURIComponent(subject.id)), { why, picture: subject.picture?.taken });
    }
    if (refused) {
      askError(refused);
    } else {
      byId('ask').close();
    }
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

/** Decides on many rows; says which of them were refused. */
async function decide(decision, rows, why) {
  const refused = [];
  for (let from = 0; from < rows.length; from += MOST) {
    const answer = await call('POST', 'onboarding/decide', { decision, why, rows: rows.slice(from, from + MOST).map((r) => r.id) });
    refused.push(...answer.rows.filter((r) => r.problem));
  }
  return refused.length ? t('waiting.refused', { count: refused.length, all: rows.length, why: pick(refused[0].problem) }) : '';
}

function askError(text) {
  byId('ask-error').textContent = text;
  byId('ask-error').hidden = false;
}

for (const closing of document.querySelectorAll('[data-close]')) {
  closing.addEventListener('click', () => closing.closest('dialog').close());
}
byId('search').addEventListener('input', () => draw(true));
byId('filter').addEventListener('change', () => draw(true));
onLanguage(() => {
  if (user) {
    views.draw(true);
    draw(true);
  }
});

try {
  user = await call('GET', 'session');
  open();
} catch (refusal) {
  close(refusal.status === 401 ? '' : words(refusal));
}
