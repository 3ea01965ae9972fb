/**
 * The clock: one day, moved by hand, key, step or play.
 *
 * It owns the day and nothing else. Whoever draws subscribes with `onDay`;
 * whoever must hear of it outside the frame subscribes with `onRest`, which is
 * called when a drag ends, playing pauses or a step settles, never during them.
 */
(function (geodata) {
  'use strict';

  const SPEEDS = [3, 7, 14, 30]; // days a second
  const REST_MS = 180; // a run of arrow keys is one rest, not thirty
  const PAUSE_MS = 650; // how long play lingers on a day that changed something

  /**
   * @param {object} options
   * @param {number} options.start first day (days since 1970)
   * @param {number} options.end last day, inclusive
   * @param {number} options.day day to begin on
   * @param {(day: number, direction: number) => (number|null)} options.momentFrom
   */
  geodata.clock = function ({ start, end, day, momentFrom }) {
    const dayListeners = [];
    const restListeners = [];
    const playListeners = [];
    const clock = {
      start, end, day, playing: false, dragging: false, speed: SPEEDS[1], speeds: SPEEDS,
    };
    let restTimer = 0;
    let frame = 0;
    let exact = day; // play moves by fractions of a day
    let lastTick = 0;
    let heldUntil = 0;

    const clamp = (value) => Math.min(clock.end, Math.max(clock.start, Math.round(value)));

    function rest(why, delay) {
      window.clearTimeout(restTimer);
      const tell = () => restListeners.forEach((listener) => listener(clock.day, why));
      if (delay === 0) tell();
      else restTimer = window.setTimeout(tell, delay);
    }

    /**
     * Go to a day. `why` is 'drag', 'step', 'jump', 'play' or 'outside';
     * 'outside' (Python moved the clock) is never told back.
     */
    clock.go = function (wanted, why) {
      const next = clamp(wanted);
      const moved = next !== clock.day;
      clock.day = next;
      if (why !== 'play') exact = next;
      if (moved) dayListeners.forEach((listener) => listener(next));
      if (why === 'step') rest(why, REST_MS);
      if (why === 'jump' && moved) rest(why, 0);
      return moved;
    };

    clock.setRange = function (first, last) {
      if (first === clock.start && last === clock.end) return;
      clock.start = first;
      clock.end = last;
      clock.day = clamp(clock.day);
      exact = clock.day;
      dayListeners.forEach((listener) => listener(clock.day, true));
    };

    clock.step = (days) => { clock.pause(); clock.go(clock.day + days, 'step'); };

    /** Next (+1) or previous (-1) day on which something changed. */
    clock.toMoment = function (direction) {
      clock.pause();
      const target = momentFrom(clock.day, direction);
      const end = direction > 0 ? clock.end : clock.start;
      const inside = target !== null && target >= clock.start && target <= clock.end;
      clock.go(inside ? target : end, 'jump');
    };

    clock.grab = () => { clock.dragging = true; clock.pause(false); };
    clock.release = () => { clock.dragging = false; rest('drag', 0); };

    function tick(now) {
      if (!clock.playing) return;
      const elapsed = Math.min(100, now - lastTick);
      lastTick = now;
      if (now >= heldUntil) {
        const before = clock.day;
        exact = Math.min(clock.end, exact + (elapsed / 1000) * clock.speed);
        const moment = momentFrom(before, 1);
        // Never play past a change without having shown it.
        if (moment !== null && moment <= Math.floor(exact) && moment > before) {
          exact = moment;
          heldUntil = now + PAUSE_MS;
        }
        clock.go(Math.floor(exact), 'play');
        if (clock.day >= clock.end) { clock.pause(); return; }
      }
      frame = window.requestAnimationFrame(tick);
    }

    clock.play = function () {
      if (clock.playing) return;
      if (clock.day >= clock.end) clock.go(clock.start, 'play');
      clock.playing = true;
      exact = clock.day;
      lastTick = performance.now();
      heldUntil = 0;
      playListeners.forEach((listener) => listener(true));
      frame = window.requestAnimationFrame(tick);
    };

    clock.pause = function (tell = true) {
      if (!clock.playing) return;
      clock.playing = false;
      window.cancelAnimationFrame(frame);
      playListeners.forEach((listener) => listener(false));
      if (tell) rest('play', 0);
    };

    clock.toggle = () => (clock.playing ? clock.pause() : clock.play());

    /** Keys of the clock; the range input's own arrows are left to the browser. */
    clock.key = function (event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return false;
      const actions = {
        n: () => clock.toMoment(1),
        p: () => clock.toMoment(-1),
        ' ': () => clock.toggle(),
        ArrowRight: () => clock.step(1),
        ArrowUp: () => clock.step(1),
        ArrowLeft: () => clock.step(-1),
        ArrowDown: () => clock.step(-1),
        PageUp: () => clock.step(7),
        PageDown: () => clock.step(-7),
        Home: () => clock.step(clock.start - clock.day),
        End: () => clock.step(clock.end - clock.day),
      };
      const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!action) return false;
      event.preventDefault();
      action();
      return true;
    };

    clock.onDay = (listener) => dayListeners.push(listener);
    clock.onRest = (listener) => restListeners.push(listener);
    clock.onPlay = (listener) => playListeners.push(listener);
    return clock;
  };
})((window.geodata ??= {}));
