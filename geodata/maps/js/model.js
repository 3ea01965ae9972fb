/**
 * What is true on a day: the browser's half of geodata.domain.intervals.
 *
 * Python decides every state once, as intervals; this file only finds the
 * interval that holds a day, so the two cannot disagree.
 */
(function (geodata) {
  'use strict';

  /** First index whose value is greater than `wanted` in a sorted array. */
  function upperBound(values, wanted) {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] <= wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  geodata.upperBound = upperBound;

  /**
   * @param {object} mission the compiled mission (geodata.maps.payload)
   */
  geodata.model = function (mission) {
    const sites = mission.sites.map((site) => ({
      ...site,
      starts: Int32Array.from(site.intervals, (interval) => interval.from),
      knownStarts: Int32Array.from(site.known, (interval) => interval.from),
    }));
    const claims = mission.claims; // sorted by `from`, the first day it may have been
    const began = Int32Array.from(claims, (claim) => claim.from);
    const changeDays = Int32Array.from(mission.changes, (change) => change.day);
    const moments = [...new Set(changeDays)];

    const has = (chosen, value) => !chosen || chosen.length === 0 || chosen.includes(value);
    const any = (chosen, values) =>
      !chosen || chosen.length === 0 || values.some((value) => chosen.includes(value));

    return {
      mission,
      sites,
      claims,
      moments,
      /** The interval of a site that holds `day`: the record's, or as it was `known` on the day. */
      intervalAt: (site, day, known) => (known
        ? site.known[Math.max(0, upperBound(site.knownStarts, day) - 1)]
        : site.intervals[Math.max(0, upperBound(site.starts, day) - 1)]),

      /** Whether the reader's filters let a site in this interval be seen. */
      siteVisible: (site, interval, filters) =>
        has(filters.regions, site.region)
        && has(filters.presences, interval.presence)
        && has(filters.certainties, interval.certainty)
        && any(filters.holders, interval.holders.length ? interval.holders : ['unknown']),

      claimVisible: (claim, filters) =>
        has(filters.claimants, claim.claimant)
        && has(filters.claims, claim.id)
        && any(filters.regions, claim.regions.length ? claim.regions : ['']),

      /**
       * Indices of the claims in the window of `days` (0: any number) that ends on `day`, as
       * geodata.domain.ledger.within decides: by `basis` happened or said, `strict` or lenient
       * about uncertain dates, and only what was `known` on the day where that is asked.
       */
      claimsIn(day, days, { basis = 'happened', strict = false, known = false } = {}) {
        const found = [];
        const first = days === 0 ? -Infinity : day - days + 1;
        const said = basis === 'said';
        const end = said ? claims.length : upperBound(began, day);
        for (let i = 0; i < end; i += 1) {
          const claim = claims[i];
          if (known && (claim.known === null || claim.known > day)) continue;
          const period = said ? claim.said : [claim.from, claim.to];
          if (!period) continue;
          let inside;
          if (claim.until && !said) {
            // What lasted counts on the days between: on all that may be, or only on those that are certain.
            inside = strict
              ? claim.to <= day && claim.until.from >= first
              : claim.from <= day && claim.until.to >= first;
          } else {
            inside = strict
              ? period[0] >= first && period[1] <= day
              : period[0] <= day && period[1] >= first;
          }
          if (inside) found.push(i);
        }
        return found;
      },

      /** The last change settled on or before `day`, of those `known` by then where that is asked, or null. */
      lastChange(day, known = false) {
        let index = upperBound(changeDays, day) - 1;
        while (known && index >= 0 && !(mission.changes[index].known <= day)) index -= 1;
        return index < 0 ? null : mission.changes[index];
      },

      /** The nearest day with a change after (+1) or before (-1) `day`, or null. */
      momentFrom(day, direction) {
        if (direction > 0) {
          const index = upperBound(moments, day);
          return index < moments.length ? moments[index] : null;
        }
        const index = upperBound(moments, day - 1) - 1;
        return index < 0 ? null : moments[index];
      },
    };
  };
})((window.geodata ??= {}));
