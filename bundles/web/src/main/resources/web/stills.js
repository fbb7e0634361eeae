import { refusal } from './player.js';

const EVERY = 1000;
const LOST_AFTER = 4000;

/**
 * Shows the newest picture of a camera that sends no video, about once a second, and never gives up. Tells the same as a
 * Player.
 */
export class Stills extends EventTarget {
  #image;
  #url;
  #next = 0;
  #run = 0;
  #moving = false;
  #shown = 0;
  #tag = '';

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
    this.#next = setTimeout(() => this.#ask(run), 10 * EVERY); // should the line hang
    let wait = EVERY;
    try {
      const answer = await fetch(this.#url, { signal: AbortSignal.timeout(9 * EVERY) });
      const refused = refusal(answer.status, answer.status === 503 ? await answer.text() : '', answer.headers.get('Retry-After'));
      if (run !== this.#run) {
        return;
      }
      if (refused) {
        wait = refused.seconds * 1000 * (1 + Math.random() / 2);
        this.#moving = false;
        this.#shown = performance.now() + wait;
        this.dispatchEvent(new CustomEvent('busy', { detail: refused.reason }));
      } else if (answer.ok && answer.headers.get('ETag') !== this.#tag) {
        this.#show(await answer.blob(), answer.headers.get('ETag'));
      }
    } catch {
      // there is no line; the status says so
    }
    if (run === this.#run) {
      this.#look();
      clearTimeout(this.#next);
      this.#next = setTimeout(() => this.#ask(run), wait);
    }
  }

  #show(picture, tag) {
    const before = this.#image.src;
    this.#image.src = URL.createObjectURL(picture);
    URL.revokeObjectURL(before);
    this.#tag = tag;
    this.#shown = performance.now();
    if (!this.#moving) {
      this.#moving = true;
      this.dispatchEvent(new Event('playing'));
    }
  }

  #look() {
    if (this.#moving && performance.now() - this.#shown > LOST_AFTER) {
      this.#moving = false;
      this.dispatchEvent(new Event('waiting'));
    }
  }
}
