let library;

/** hls.js where the browser can take media from a script; undefined where it plays HLS by itself or not at all. */
async function hls() {
  if (!globalThis.MediaSource) {
    return undefined;
  }
  library ??= import('./hls.js').then(() => globalThis.Hls);
  const Hls = await library;
  return Hls.isSupported() ? Hls : undefined;
}

/**
 * A playlist that is asked for before it is there comes late: when a camera pauses, after three target durations, and then
 * as a refusal. Nothing is broken then, and asking again is all there is to do.
 */
const PATIENT = {
  default: {
    maxTimeToFirstByteMs: 15000,
    maxLoadTimeMs: 20000,
    timeoutRetry: { maxNumRetry: 20, retryDelayMs: 0, maxRetryDelayMs: 0 },
    errorRetry: { maxNumRetry: 20, retryDelayMs: 1000, maxRetryDelayMs: 4000 },
  },
};
const LATE_BY = 6;
const THIN = 0.6;
const RESERVE = 0.8;
const LOST_AFTER = 4000;
const BETTER_LOST_AFTER = 2500;
const RESTART_AFTER = 12000;
const HOLD_FOR = 60000;
const BACK_FOR = 4000;
const RARELY = 60000;

/**
 * What a server says that has no place for us, when to ask again, and which pictures are to be had meanwhile; undefined for
 * every other answer.
 */
export function refusal(status, body, retryAfter) {
  if (status !== 503) {
    return undefined;
  }
  try {
    const problem = JSON.parse(body);
    return problem.code === 'busy'
      ? {
          reason: { id: problem.detail, en: problem.detail_en },
          seconds: Math.max(1, Number(retryAfter) || 10),
          pictures: problem.snapshot,
        }
      : undefined;
  } catch {
    return undefined; // some proxy's own page
  }
}

/**
 * Of a segment that is only announced nobody knows in which coding it will come: it may be after an outage. hls.js would
 * keep the initialisation segment that it has guessed.
 */
function forgetInit(details) {
  const hint = details.fragmentHint;
  if (hint && !details.partList?.some((part) => part.fragment === hint)) {
    hint.initSegment = null;
  }
}

/**
 * Plays one live stream into a video element and never gives up. Begins with the first rendition and stays there until
 * somebody chooses: a better one costs the line more, and the camera a connection. Tells 'playing' when the picture moves,
 * 'waiting' when it stopped, 'renditions' when it is known how many there are, 'lesser' when the better one could not
 * be had and it went back, 'busy' with the refusal when the server has no place for us now, 'unsupported' when this
 * browser cannot.
 */
export class Player extends EventTarget {
  #video;
  #url;
  #engine;
  #retry = 0;
  #watch = 0;
  #run = 0;
  #time = -1;
  #moved = 0;
  #moving = false;
  #held = 0;
  #steppedBack = 0;
  #refusals = 0;
  #better = false;

  constructor(video, url) {
    super();
    this.#video = video;
    this.#url = url;
    video.addEventListener('error', () => this.#failed());
  }

  /** Starts; harmless when it runs. A camera that is back may send what the engine cannot go on with, such as sound. */
  start() {
    if (this.#held) {
      this.#held = 0;
      this.#moved = performance.now() - RESTART_AFTER + BACK_FOR;
    }
    if (this.#watch) {
      return;
    }
    this.#moved = performance.now();
    this.#watch = setInterval(() => this.#look(), 500);
    this.#begin();
  }

  /**
   * Waits for a camera that is known to send nothing: no new beginning meanwhile, for that would show the minute
   * before the outage again. Stops when it takes long.
   */
  hold() {
    this.#held ||= performance.now();
  }

  /** Whether there is a better rendition than the one that it begins with. */
  get choice() {
    return (this.#engine?.levels?.length ?? 0) > 1;
  }

  get better() {
    return this.#better;
  }

  /** Goes on in the best rendition, once it is there, or in the first. The picture may stop for a group of pictures. */
  choose(better) {
    this.#better = better;
    if (this.#engine?.levels) {
      this.#choose(this.#engine);
    }
  }

  async #choose(engine) {
    const best = engine.levels.length - 1;
    if (!this.#better || best < 1) {
      engine.loadLevel = 0;
      return;
    }
    // what nobody watches is not pulled from the camera: its playlist takes a while
    const there = await this.#await(engine.levels[best].uri);
    if (engine !== this.#engine || !this.#better) {
      return;
    }
    if (there) {
      engine.loadLevel = best;
    } else {
      this.#lesser(engine);
    }
  }

  async #await(url) {
    for (let i = 0; i < 3; i++) {
      try {
        const answer = await fetch(url, { cache: 'no-store' });
        if (answer.ok || answer.status < 500) {
          return answer.ok;
        }
      } catch {
        // the line was lost for a moment
      }
      await new Promise((go) => setTimeout(go, 1000));
    }
    return false;
  }

  #lesser(engine) {
    this.#better = false;
    if (engine.loadLevel > 0) {
      engine.loadLevel = 0;
      engine.startLoad(); // a fatal error has stopped it
    }
    this.dispatchEvent(new Event('lesser'));
  }

  /** Stops and lets go of the connection and the picture. */
  stop() {
    clearInterval(this.#watch);
    clearTimeout(this.#retry);
    this.#watch = 0;
    this.#moving = false;
    this.#end();
  }

  async #begin() {
    const run = ++this.#run;
    const Hls = await hls();
    if (run !== this.#run || !this.#watch) {
      return;
    }
    if (Hls) {
      this.#attach(Hls);
    } else if (this.#video.canPlayType('application/vnd.apple.mpegurl')) {
      this.#engine = null;
      this.#video.src = this.#url;
      this.#play();
    } else {
      this.stop();
      this.dispatchEvent(new Event('unsupported'));
    }
  }

  #attach(Hls) {
    const engine = new Hls({
      enableWorker: false, // the stream is fragmented MP4 already: there is nothing to repackage
      lowLatencyMode: true, // as far behind as the playlist says: three parts
      maxLiveSyncPlaybackRate: 1.1,
      maxFragLookUpTolerance: 0.1, // with more, a segment's short last part is left out; with less, a new one waits for a rounded end
      startFragPrefetch: true,
      testBandwidth: false,
      capLevelToPlayerSize: false, // nor to anything else: see choose
      playlistLoadPolicy: PATIENT,
      liveDurationInfinity: true,
      maxBufferLength: 20,
      backBufferLength: 10,
      fragLoadingMaxRetry: 3,
    });
    let mended = false;
    engine.autoLevelCapping = 0;
    engine.on(Hls.Events.MANIFEST_PARSED, (event, { audio }) => {
      if (audio) {
        engine.config.maxFragLookUpTolerance = 0.25; // sound ends a moment before its pictures do
      }
      this.dispatchEvent(new Event('renditions'));
      if (this.#better && this.choice) {
        this.#choose(engine);
      }
      this.#admitted();
    });
    engine.on(Hls.Events.LEVEL_UPDATED, (event, { details }) => forgetInit(details));
    engine.on(Hls.Events.ERROR, (event, error) => {
      if (engine !== this.#engine) {
        return;
      }
      const answer = error.networkDetails;
      const refused =
        error.response?.code === 503 && refusal(503, answer?.responseText, answer?.getResponseHeader?.('Retry-After'));
      if (refused && (error.fatal || error.details === Hls.ErrorDetails.MANIFEST_LOAD_ERROR)) {
        this.#refuse(refused);
        return;
      }
      if (!error.fatal) {
        return;
      }
      if (error.details === Hls.ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR) {
        this.stop();
        this.dispatchEvent(new Event('unsupported'));
      } else if (error.type === Hls.ErrorTypes.NETWORK_ERROR && engine.loadLevel > 0) {
        this.#lesser(engine);
      } else if (error.type === Hls.ErrorTypes.MEDIA_ERROR && !mended) {
        mended = true;
        engine.recoverMediaError();
      } else {
        this.#again();
      }
    });
    this.#engine = engine;
    engine.loadSource(this.#url);
    engine.attachMedia(this.#video);
  }

  /** A video element that could not go on is to begin anew; hls.js does not look at it. */
  #failed() {
    if (this.#engine === null) {
      this.#ask();
    } else if (this.#engine) {
      this.#again();
    }
  }

  /** A video element that plays HLS by itself does not tell why it failed. */
  async #ask() {
    const run = this.#run;
    let refused;
    try {
      const answer = await fetch(this.#url, { cache: 'no-store' });
      refused = refusal(answer.status, await answer.text(), answer.headers.get('Retry-After'));
    } catch {
      refused = undefined; // there is no line at all
    }
    if (run !== this.#run) {
      return;
    }
    if (refused) {
      this.#refuse(refused);
    } else {
      this.#again();
    }
  }

  /**
   * Waits as long as the server says and a little longer, so that not all who were refused come back at once; with
   * pictures to look at, longer each time.
   */
  #refuse(refused) {
    const patience = refused.pictures ? 2 ** Math.min(this.#refusals, 3) : 1;
    const wait = Math.min(refused.seconds * 1000 * patience, RARELY) * (1 + Math.random() / 2);
    this.#refusals++;
    this.#moving = false;
    this.#moved = performance.now() + wait;
    this.#again(wait);
    this.dispatchEvent(new CustomEvent('busy', { detail: refused }));
  }

  #admitted() {
    if (this.#refusals) {
      this.#refusals = 0;
      this.dispatchEvent(new Event('waiting'));
    }
    this.#play();
  }

  #play() {
    this.#video.autoplay = true; // where the player loads once more meanwhile, that is played
    this.#video.play().catch((refused) => {
      // a browser that forbids even muted autoplay leaves the play button
      if (refused.name !== 'AbortError') {
        this.dispatchEvent(new Event('blocked'));
      }
    });
  }

  #end() {
    this.#run++;
    if (this.#engine) {
      this.#engine.destroy();
    } else if (this.#engine === null) {
      this.#video.removeAttribute('src');
      this.#video.load();
    }
    this.#engine = undefined;
  }

  /** Begins anew after a moment; not all viewers at the same one. */
  #again(wait = 1000 + Math.random() * 1500) {
    this.#end();
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#begin(), wait);
  }

  /**
   * After a stall playing a little faster is enough; after a long one it is not. After an outage the picture goes on with
   * the first part that comes, with nothing in reserve: a moment is shown twice, rather than one stall after the other.
   */
  #keepUp(now) {
    const engine = this.#engine;
    const video = this.#video;
    if (!this.#moving || !engine?.liveSyncPosition || !video.buffered.length) {
      return;
    }
    const last = video.buffered.length - 1;
    const ahead = video.buffered.end(last) - video.currentTime;
    if (engine.latency > engine.targetLatency + LATE_BY) {
      video.currentTime = engine.liveSyncPosition;
    } else if (ahead < THIN && video.buffered.start(last) < video.currentTime - RESERVE && now - this.#steppedBack > 10000) {
      this.#steppedBack = now;
      video.currentTime -= RESERVE;
    }
  }

  #look() {
    const now = performance.now();
    if (this.#held && now - this.#held > HOLD_FOR) {
      this.stop();
      return;
    }
    this.#keepUp(now);
    if (this.#video.currentTime !== this.#time) {
      const first = this.#time < 0;
      this.#time = this.#video.currentTime;
      this.#moved = now;
      if (!first && !this.#moving && this.#video.readyState >= 2) {
        this.#moving = true;
        this.dispatchEvent(new Event('playing'));
      }
      return;
    }
    if (this.#video.paused && this.#video.readyState >= 2 && !this.#video.ended) {
      this.#moved = now; // paused by hand
      return;
    }
    if (this.#moving && this.#engine?.loadLevel > 0 && now - this.#moved > BETTER_LOST_AFTER) {
      this.#lesser(this.#engine);
    }
    if (this.#moving && (this.#held || now - this.#moved > LOST_AFTER)) {
      this.#moving = false;
      this.dispatchEvent(new Event('waiting'));
    }
    if (this.#held) {
      this.#moved = now;
    } else if (now - this.#moved > RESTART_AFTER) {
      this.#moved = now;
      this.#again();
    }
  }
}
