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
      /** Index of the interval of a site that holds `day`. */
      intervalAt: (site, day) => Math.max(0, upperBound(site.starts, day) - 1),

      /** Whether the reader's filters let a site in this interval be seen. */
      siteVisible: (site, interval, filters) =>
        has(filters.regions, site.region)
        && has(filters.presences, interval.presence)
        && has(filters.certainties, interval.certainty)
        && any(filters.holders, interval.holders.length ? interval.holders : ['unknown']),

      claimVisible: (claim, filters) =>
        has(filters.claimants, claim.claimant)
        && any(filters.regions, claim.regions.length ? claim.regions : ['']),

      /** Indices of the claims that touch the window of `days` (0: any number) that ends on `day`. */
      claimsIn(day, days) {
        const found = [];
        const first = days === 0 ? -Infinity : day - days + 1;
        const end = upperBound(began, day);
        for (let i = 0; i < end; i += 1) {
          if (claims[i].to >= first) found.push(i);
        }
        return found;
      },

      /** The last change settled on or before `day`, or null. */
      lastChange(day) {
        const index = upperBound(changeDays, day) - 1;
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
