import { refusal } from './player.js';

const LEAST = 1;

/**
 * Shows the newest picture of a camera, as often as the server lets it stay, and never gives up. Tells the same as a Player,
 * and 'picture' with each of them.
 */
export class Stills extends EventTarget {
  #image;
  #url;
  #next = 0;
  #run = 0;
  #moving = false;
  #shown = 0;
  #tag = '';

  /** How many seconds a picture stays. */
  seconds = LEAST;

  /** When the newest one was taken. */
  taken = new Date();

  constructor(image, url) {
    super();
    this.#image = image;
    this.#url = url;
  }

  start() {
    if (!this.#next) {
      this.#shown = performance.now();
      this.#ask(++this.#run);
    }
  }

  /** The picture stays; asking on costs next to nothing. */
  hold() {
    this.start();
  }

  stop() {
    clearTimeout(this.#next);
    this.#next = 0;
    this.#run++;
    this.#moving = false;
  }

  async #ask(run) {
    const patience = 9000 + this.seconds * 1000;
    this.#next = setTimeout(() => this.#ask(run), patience + 1000); // should the line hang
    let wait;
    try {
      const answer = await fetch(this.#url, { cache: 'no-cache', signal: AbortSignal.timeout(patience) });
      const refused = refusal(answer.status, answer.status === 503 ? await answer.text() : '', answer.headers.get('Retry-After'));
      if (run !== this.#run) {
        return;
      }
      if (refused) {
        wait = refused.seconds * 1000 * (1 + Math.random() / 2);
        this.#moving = false;
        this.#shown = performance.now() + wait;
        this.dispatchEvent(new CustomEvent('busy', { detail: refused }));
      } else if (answer.ok) {
        this.seconds = Math.max(LEAST, Number(/max-age=(\d+)/.exec(answer.headers.get('Cache-Control'))?.[1]) || 0);
        await this.#take(answer);
      }
    } catch {
      // there is no line; the status says so
    }
    if (run === this.#run) {
      this.#look();
      clearTimeout(this.#next);
      this.#next = setTimeout(() => this.#ask(run), wait ?? this.seconds * 1000);
    }
  }

  async #take(answer) {
    const tag = answer.headers.get('ETag');
    if (tag === this.#tag) {
      return;
    }
    const before = this.#image.src;
    this.#image.src = URL.createObjectURL(await answer.blob());
    URL.revokeObjectURL(before);
    this.#tag = tag;
    this.taken = new Date(answer.headers.get('Last-Modified') ?? Date.now());
    this.#shown = performance.now();
    this.dispatchEvent(new Event('picture'));
    if (!this.#moving) {
      this.#moving = true;
      this.dispatchEvent(new Event('playing'));
    }
  }

  #look() {
    if (this.#moving && performance.now() - this.#shown > (3 * this.seconds + 1) * 1000) {
      this.#moving = false;
      this.dispatchEvent(new Event('waiting'));
    }
  }
}
