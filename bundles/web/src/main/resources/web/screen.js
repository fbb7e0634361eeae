import { h } from './dom.js';
import { onLanguage, pick, t } from './language.js';
import { Player } from './player.js';
import { clock, playable, watchable } from './status.js';
import { Stills } from './stills.js';

const HIDDEN_FOR = 20000;

/**
 * A picture with the truth about it. Shows the stream while the camera's status says that pictures come; says why
 * not, and since when, while it does not; goes on by itself afterwards.
 */
export class Screen {
  #player;
  #image;
  #note;
  #stills;
  #video;
  #words;
  #pause;
  #full;
  #better;
  #name;
  #camera;
  #picture = 'connecting';
  #refusal;
  #hiding = 0;
  #closed = new AbortController();

  /** Called when the better rendition could not be had. */
  onLesser = () => {};

  /** @param better whether to offer the better rendition here, where there is one */
  constructor(parent, name, url, { better = true } = {}) {
    this.#name = name;
    this.#video = h('video', { muted: true, playsinline: true, autoplay: true });
    this.#video.muted = true;
    this.#words = h('div', { class: 'words', role: 'status' });
    this.#pause = h('button', { type: 'button', onclick: () => this.#toggle() });
    this.#full = h('button', { type: 'button', onclick: () => this.#fullScreen() });
    this.#better = h('button', { type: 'button', 'aria-pressed': 'false', hidden: true, onclick: () => this.choose(!this.#player.better) });
    this.#image = h('img', { hidden: true });
    this.#note = h('p', { class: 'note', hidden: true });
    const frame = h('div', { class: 'screen' }, this.#video, this.#image, this.#note, this.#words, h('div', { class: 'controls' }, this.#better, this.#pause, this.#full));
    parent.replaceChildren(frame);
    this.#use(new Player(this.#video, url));
    this.#player.addEventListener('renditions', () => {
      this.#better.hidden = !better || !this.#player.choice;
    });
    this.#player.addEventListener('lesser', () => {
      this.#draw();
      this.onLesser();
    });
    this.#video.addEventListener('play', () => this.#draw());
    this.#video.addEventListener('pause', () => this.#draw());
    document.addEventListener('visibilitychange', () => this.#visibility(), { signal: this.#closed.signal });
    onLanguage(() => this.#draw());
    this.#draw();
  }

  #use(player) {
    this.#player = player;
    for (const event of ['playing', 'waiting', 'busy', 'unsupported', 'blocked']) {
      player.addEventListener(event, (told) => player === this.#player && this.#became(event, told.detail));
    }
    player.addEventListener('picture', () => this.#draw());
  }

  /** A camera that sends no video shows one picture after the other, and says so. */
  #showStills(url) {
    this.#player.stop();
    this.#dropStills();
    this.#picture = 'connecting';
    this.#video.hidden = true;
    this.#better.hidden = true;
    this.#use(new Stills(this.#image, url));
  }

  /** Shows a picture now and then while video does not fit. The player goes on asking for its place. */
  #bridge(url) {
    if (!url || this.#stills) {
      return; // whoever has a place for pictures keeps it, whatever others are told
    }
    const stills = new Stills(this.#image, url);
    stills.addEventListener('picture', () => this.#draw());
    stills.addEventListener('busy', () => stills === this.#stills && this.#dropStills());
    this.#stills = stills;
    stills.start();
  }

  #dropStills() {
    this.#stills?.stop();
    this.#stills = undefined;
    URL.revokeObjectURL(this.#image.src);
    this.#image.removeAttribute('src');
    this.#draw();
  }

  /** Plays before anything is known about the camera but that it is live. */
  begin() {
    this.#player.start();
  }

  /** Takes what is known about the camera now; undefined when it is not listed any more. */
  update(camera) {
    this.#camera = camera ?? { status: 'gone' };
    if (camera?.snapshot && !camera.hls && !this.#singly) {
      this.#showStills(camera.snapshot);
    }
    if (camera?.snapshot && watchable(camera.status) && this.#picture === 'connecting' && !this.#video.poster) {
      this.#video.poster = camera.snapshot;
    }
    this.#steer();
    this.#draw();
  }

  /** Takes the better rendition, or leaves it; false when there is none. */
  choose(better) {
    if (!this.#player.choice) {
      return false;
    }
    this.#player.choose(better);
    this.#draw();
    return true;
  }

  close() {
    this.#closed.abort();
    clearTimeout(this.#hiding);
    this.#player.stop();
    this.#stills?.stop();
  }

  /** Whether the camera sends single pictures and nothing else. */
  get #singly() {
    return this.#player instanceof Stills;
  }

  #steer() {
    const status = this.#camera?.status;
    if (document.hidden && !document.pictureInPictureElement) {
      return; // nobody looks; it starts when somebody does
    }
    if (status && playable(status)) {
      this.#player.start();
      this.#stills?.start();
    } else if (status === 'offline') {
      this.#player.hold();
      this.#stills?.stop();
    } else if (status) {
      this.#player.stop();
      this.#stills?.stop();
    }
  }

  /** Spares the line of a viewer who has turned to another page for a while. */
  #visibility() {
    clearTimeout(this.#hiding);
    if (document.hidden) {
      this.#hiding = setTimeout(() => {
        this.#player.stop();
        this.#stills?.stop();
      }, HIDDEN_FOR);
    } else {
      this.#steer();
    }
  }

  #became(event, refusal) {
    this.#picture = event;
    this.#refusal = refusal?.reason;
    if (event === 'busy') {
      this.#bridge(refusal.pictures);
    } else if (event === 'playing' && this.#stills) {
      this.#dropStills();
    }
    this.#draw();
  }

  #draw() {
    const [line, more] = this.#sentence();
    this.#words.replaceChildren(...(line ? [h('strong', {}, line)] : []), ...(more ? [h('span', {}, more)] : []));
    this.#words.hidden = !line;
    this.#drawPictures();
    this.#video.setAttribute('aria-label', t('screen.video', { name: this.#name }));
    this.#pause.textContent = this.#video.paused ? t('screen.play') : t('screen.pause');
    this.#full.textContent = t('screen.full');
    this.#better.textContent = t('desk.main');
    this.#better.setAttribute('aria-pressed', String(this.#player?.better ?? false));
    this.#pause.parentElement.hidden = Boolean(line) && this.#picture !== 'blocked';
  }

  #drawPictures() {
    const pictures = this.#stills ?? (this.#singly ? this.#player : undefined);
    this.#image.hidden = !this.#image.src;
    this.#image.alt = t('screen.video', { name: this.#name });
    const why = this.#camera?.status === 'degraded' && this.#words.hidden ? pick(this.#camera.reason) : '';
    this.#note.hidden = this.#image.hidden && !why;
    this.#pause.hidden = Boolean(pictures);
    if (pictures?.seconds > 1) {
      const values = { seconds: pictures.seconds, time: clock(pictures.taken, true) };
      this.#note.textContent = t('screen.slow', values) + (this.#stills ? ` ${t('screen.follows')}` : '');
    } else {
      this.#note.textContent = [pictures && t('screen.stills'), why].filter(Boolean).join(' ');
    }
  }

  #sentence() {
    const status = this.#camera?.status;
    if (status === 'gone') {
      return [t('screen.gone'), ''];
    }
    if (status === 'withdrawn') {
      return [pick(this.#camera.reason), t('since', { time: clock(this.#camera.since) })];
    }
    if (status && !playable(status)) {
      const starting = this.#camera.reason?.code === 'starting';
      return starting
        ? [pick(this.#camera.reason), '']
        : [t('screen.lost', { time: clock(this.#camera.since) }), `${pick(this.#camera.reason)} ${t('screen.again')}`];
    }
    if (this.#stills && this.#image.src) {
      return ['', ''];
    }
    switch (this.#picture) {
      case 'playing':
      case 'blocked':
        return ['', ''];
      case 'unsupported':
        return [t('screen.unsupported'), ''];
      case 'busy':
        return [t('screen.busy'), `${pick(this.#refusal)} ${t('screen.retrying')}`];
      case 'waiting':
        return [t('screen.waiting'), ''];
      default:
        return [t('screen.connecting'), ''];
    }
  }

  #toggle() {
    if (this.#video.paused) {
      this.#video.play().catch(() => this.#became('blocked'));
    } else {
      this.#video.pause();
    }
  }

  #fullScreen() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else if (this.#video.parentElement.requestFullscreen) {
      this.#video.parentElement.requestFullscreen();
    } else {
      this.#video.webkitEnterFullscreen?.(); // iPhones know full screen for video elements alone
    }
  }
}
