/**
 * Fans: which places share one at a zoom, and which bubbles stand in it, which behind its count.
 *
 * The order in which fans are seated is one that no day changes, so that bubbles keep still where little changes.
 */
(function (geodata) {
  'use strict';

  const NEAR = 15; // pixels that a whole fan may move outwards before it is made smaller

  /**
   * @typedef {object} Place
   * @property {{x: number, y: number}} at where it is, in layer pixels
   * @property {number} clearance  pixels from there to the middle of a bubble
   * @property {number} all        how many claims it ever has
   * @property {Set<{index: number, claim: object}>} visible
   * @property {boolean} open      whether its count has been opened
   */

  /** Places whose fans would meet, together; the first of each is the one at which they stand. */
  function groups(places, reach) {
    const found = [];
    for (const place of places) {
      let [best, nearest] = [null, Infinity];
      for (const group of found) {
        const [lead] = group;
        const distance = Math.hypot(lead.at.x - place.at.x, lead.at.y - place.at.y);
        if (distance < Math.max(reach, lead.clearance) && distance < nearest) [best, nearest] = [group, distance];
      }
      if (best) best.push(place);
      else found.push([place]);
    }
    return found;
  }

  /** Bubbles that are drawn, and how many stay behind the count, for so many seats. */
  function fill(visible, seats, counted, selected) {
    const drawn = visible.slice(0, counted ? seats - 1 : seats);
    const chosen = visible.find(({ claim }) => claim.id === selected);
    if (chosen && !drawn.includes(chosen)) drawn.splice(-1, 1, chosen); // what is chosen is never behind a count
    return drawn;
  }

  /**
   * Seat the bubbles of `places` round what is `taken`, which then holds them too.
   * @param {Place[]} places those that have any
   * @param {{room: object, most: number, selected: ?string, taken: object[], texts: object[]}} options `most`: bubbles in a fan before
   *   the rest are stacked
   * @returns {{seats: Map, counts: Map}} the seat of each item that is drawn, and of each count `{extra, spot}` by place
   */
  geodata.fans = function (places, { room, most, selected, taken, texts }) {
    const [seats, counts] = [new Map(), new Map()];
    const ranked = [...places].sort((a, b) => b.clearance - a.clearance || b.all - a.all || a.lat - b.lat || a.lon - b.lon);
    const stacked = []; // groups of which some stay behind the count
    const seat = (items, spots) => items.forEach((item, i) => seats.set(item, spots[i]));
    const standing = ({ at }, offsets) => offsets.map(([x, y]) => (
      { x: Math.round(at.x + x), y: Math.round(at.y + y), radius: room.size() }));
    for (const group of groups(ranked, 2 * room.size() + 2)) {
      const [lead] = group;
      const visible = group.flatMap((place) => [...place.visible]).sort((a, b) => b.index - a.index);
      const full = visible.length <= most + 1;
      const wanted = full ? visible.length : most + 1;
      const fewest = Math.min(wanted, 2);
      const clear = [...taken, ...texts];
      const fan = (size, others, slack) => room.fan(lead.at, size, lead.clearance, others, slack);
      // A little farther from its place rather than across a name, but across one rather than much farther.
      const spots = standing(lead, fan(wanted, clear, NEAR) ?? fan(fewest, clear, 2 * NEAR) ?? fan(wanted, taken, NEAR)
        ?? fan(fewest, taken, NEAR) ?? room.anywhere(lead.at, fewest, lead.clearance, taken));
      const counted = !full || spots.length < visible.length;
      // A count is read: it has the seat that no name crosses.
      const legible = spots.findLastIndex((spot) => !room.meets(spot, texts));
      if (counted && legible >= 0) spots.push(...spots.splice(legible, 1));
      const drawn = fill(visible, spots.length, counted, selected);
      seat(drawn, spots);
      if (counted) stacked.push({ lead, rest: visible.filter((item) => !drawn.includes(item)), spot: spots.at(-1) });
      taken.push(...spots);
    }
    for (const { lead, rest, spot } of stacked) {
      counts.set(lead, { extra: lead.open ? 0 : rest.length, spot });
      if (!lead.open) continue;
      // What the reader opens moves nothing that stands already.
      const spots = standing(lead, room.anywhere(lead.at, rest.length, lead.clearance, taken));
      seat(rest, spots);
      taken.push(...spots);
    }
    return { seats, counts };
  };
})((window.geodata ??= {}));
