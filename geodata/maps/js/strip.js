/**
 * The strip above the clock: a histogram of claims, a mark for each hand-over,
 * and the months. It is drawn once for a range; the day only moves a line.
 */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const HEIGHT = 46;
  const BASE = 30; // y of the baseline of the histogram
  const INSET = 11; // half the thumb of the range input, so that both agree
  const WEEK = 7;

  /**
   * @param {object} model
   * @param {{go: (day: number) => void}} options called when a mark is chosen
   */
  geodata.strip = function (model, { go }) {
    const svg = el('svg', { class: 'gd-strip', height: HEIGHT, 'aria-hidden': 'true' });
    const drawn = { start: 0, end: 1, width: 0 };
    let words;

    const x = (day) => INSET
      + ((day - drawn.start) / Math.max(1, drawn.end - drawn.start)) * (drawn.width - 2 * INSET);

    function monthTicks() {
      const nodes = [];
      const span = drawn.end - drawn.start;
      const every = span > 250 && drawn.width < 700 ? 3 : span > 400 ? 2 : 1;
      const from = new Date(drawn.start * 86400000);
      let at = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1));
      for (let i = 0; i < 60; i += 1) {
        const day = Math.round(at.getTime() / 86400000);
        if (day > drawn.end) break;
        if (day >= drawn.start) {
          nodes.push(el('line', { class: 'gd-tick', x1: x(day), x2: x(day), y1: BASE, y2: BASE + 4 }));
          const room = drawn.width - x(day) > 26;
          if (room && at.getUTCMonth() % every === 0) {
            const year = at.getUTCMonth() === 0 ? ` ${at.getUTCFullYear()}` : '';
            nodes.push(el('text', { class: 'gd-month', x: x(day) + 2, y: HEIGHT - 3 },
              words.month(day) + year));
          }
        }
        at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
      }
      return nodes;
    }

    function histogram() {
      const weeks = new Map();
      for (const claim of model.claims) {
        if (claim.to < drawn.start || claim.to > drawn.end) continue;
        const week = Math.floor((claim.to - drawn.start) / WEEK);
        weeks.set(week, (weeks.get(week) || 0) + 1);
      }
      const most = Math.max(1, ...weeks.values());
      return [...weeks].map(([week, count]) => {
        const left = x(drawn.start + week * WEEK);
        const right = x(Math.min(drawn.end, drawn.start + (week + 1) * WEEK));
        const height = Math.max(2, (count / most) * 17);
        return el('rect', { class: 'gd-bar', x: left + 0.5, y: BASE - height,
          width: Math.max(1, right - left - 1), height });
      });
    }

    function moments() {
      const nodes = [];
      for (const change of model.mission.changes) {
        if (!change.mark || change.day < drawn.start || change.day > drawn.end) continue;
        const at = x(change.day);
        const node = el('g', { class: `gd-moment gd-moment-${change.mark}`, transform: `translate(${at} 8)` },
          el('rect', { x: -5, y: -8, width: 10, height: BASE + 8, class: 'gd-hit' }),
          change.mark === 'without'
            ? el('path', { d: 'M-3.6-3.6L3.6 3.6M3.6-3.6L-3.6 3.6' })
            : el('rect', { x: -3.6, y: -3.6, width: 7.2, height: 7.2, rx: 1.4 }));
        node.addEventListener('click', () => go(change.day));
        node.append(document.createElementNS('http://www.w3.org/2000/svg', 'title'));
        node.lastChild.textContent = `${words.short(change.day)} — ${words.of(change.text)}`;
        nodes.push(node);
      }
      return nodes;
    }

    const now = el('line', { class: 'gd-now', y1: 0, y2: BASE });

    function draw() {
      if (!words || drawn.width === 0) return;
      svg.setAttribute('viewBox', `0 0 ${drawn.width} ${HEIGHT}`);
      svg.setAttribute('width', drawn.width);
      svg.replaceChildren(
        el('line', { class: 'gd-axis', x1: INSET, x2: drawn.width - INSET, y1: BASE, y2: BASE }),
        ...histogram(), ...monthTicks(), ...moments(), now);
    }

    return {
      node: svg,
      setWords(next) { words = next; draw(); },
      setRange(start, end) {
        if (start === drawn.start && end === drawn.end) return;
        Object.assign(drawn, { start, end });
        draw();
      },
      setWidth(width) {
        if (width === drawn.width || width === 0) return;
        drawn.width = width;
        draw();
      },
      show(day) {
        now.setAttribute('transform', `translate(${x(day)} 0)`);
      },
    };
  };
})((window.geodata ??= {}));
