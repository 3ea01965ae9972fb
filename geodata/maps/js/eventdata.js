/**
 * The reader's events as typed arrays, and what is counted in them.
 *
 * The layout is that of geodata/events/packed.py: sorted by day, so that a window
 * is a slice found by binary search. Every machine that browsers run on is
 * little-endian, so the arrays are views of what came.
 */
(function (geodata) {
  'use strict';

  const STEPS = 100000; // steps of a degree
  const NO_FIGURE = 65535;

  /** @param {ArrayBuffer} buffer what Python packed */
  geodata.eventData = function (buffer) {
    const head = new DataView(buffer);
    const size = head.getUint32(0, true);
    let at = head.getUint32(4, true);
    const view = (Kind) => {
      const array = new Kind(buffer, at, size);
      at += array.byteLength;
      return array;
    };
    const [day, lat, lon] = [view(Int32Array), view(Int32Array), view(Int32Array)];
    const [deaths, group, coarse] = [view(Uint16Array), view(Uint8Array), view(Uint8Array)];

    // Events of one place share a mark; an area's centre is another place than the town it sits on.
    const places = { of: new Int32Array(size), lat: [], lng: [], coarse: [] };
    const known = new Map();
    for (let i = 0; i < size; i += 1) {
      const key = ((lat[i] + 90 * STEPS) * 360 * STEPS + lon[i] + 180 * STEPS) * 2 + coarse[i];
      let place = known.get(key);
      if (place === undefined) {
        place = places.lat.length;
        known.set(key, place);
        places.lat.push(lat[i] / STEPS);
        places.lng.push(lon[i] / STEPS);
        places.coarse.push(coarse[i]);
      }
      places.of[i] = place;
    }

    return {
      size, day, group, places,

      /** First and last (exclusive) index of the events from one day to another, both included. */
      slice: (first, last) => [geodata.upperBound(day, first - 1), geodata.upperBound(day, last)],

      /** How many events and deaths a slice holds; `all` counts those placed on an area's centre as well. */
      tally([begin, end], all) {
        let events = 0;
        let dead = 0;
        for (let i = begin; i < end; i += 1) {
          if (coarse[i] && !all) continue;
          events += 1;
          if (deaths[i] !== NO_FIGURE) dead += deaths[i];
        }
        return { events, dead };
      },

      /** The most events that any window of `days` (0: all at once) holds at the places that `seen` marks. */
      busiest(days, seen) {
        let most = 0;
        let count = 0;
        let begin = 0;
        for (let i = 0; i < size; i += 1) {
          if (seen[places.of[i]]) count += 1;
          while (days > 0 && day[begin] <= day[i] - days) {
            if (seen[places.of[begin]]) count -= 1;
            begin += 1;
          }
          if (count > most) most = count;
        }
        return most;
      },
    };
  };
})((window.geodata ??= {}));
