/** The clock's face: the range input, its buttons, and what one reads beside it. */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const ICONS = {
    play: 'M7 4.5v15l12-7.5z',
    pause: 'M7 5h3.6v14H7zM13.4 5H17v14h-3.6z',
    'back-week': 'M12.5 5l-8 7 8 7zM20.5 5l-8 7 8 7z',
    back: 'M15 5l-8 7 8 7z',
    forward: 'M9 5l8 7-8 7z',
    'forward-week': 'M3.5 5l8 7-8 7zM11.5 5l8 7-8 7z',
    previous: 'M18 5l-8 7 8 7zM6 5h2.4v14H6z',
    next: 'M6 5l8 7-8 7zM15.6 5H18v14h-2.4z',
  };
  const WINDOWS = [1, 7, 30, 90, 0]; // days; 0 is everything so far

  const icon = (name) => el('svg', { viewBox: '0 0 24 24', width: 22, height: 22, 'aria-hidden': 'true' },
    el('path', { d: ICONS[name] }));

  /**
   * @param {object} clock geodata.clock(...)
   * @param {object} strip geodata.strip(...)
   * @param {{setWindow: (days: number) => void}} options
   */
  geodata.controls = function (clock, strip, { setWindow }) {
    let words;
    const button = (name, action, extra = {}) => el('button',
      { type: 'button', class: `gd-button gd-${name}`, onclick: action, ...extra }, icon(name));

    const play = button('play', () => clock.toggle());
    const buttons = {
      previous: button('previous', () => clock.toMoment(-1)),
      'back-week': button('back-week', () => clock.step(-7)),
      back: button('back', () => clock.step(-1)),
      forward: button('forward', () => clock.step(1)),
      'forward-week': button('forward-week', () => clock.step(7)),
      next: button('next', () => clock.toMoment(1)),
    };
    const date = el('output', { class: 'gd-date', for: 'clock' });
    const range = el('input', { type: 'range', id: 'clock', class: 'gd-range', step: 1 });
    const speed = el('select', { class: 'gd-select gd-speed' },
      ...clock.speeds.map((value) => el('option', { value })));
    const span = el('select', { class: 'gd-select' },
      ...WINDOWS.map((value) => el('option', { value })));
    const tally = el('p', { class: 'gd-tally' });
    const chips = ['open', 'closing', 'handed', 'pending', 'without'].map((name) => {
      const value = el('b');
      const label = el('span');
      return { name, value, label, node: el('span', { class: `gd-count gd-count-${name}` }, value, ' ', label) };
    });
    const claims = el('span');
    tally.append(...chips.map((chip) => chip.node), el('span', { class: 'gd-count gd-count-claims' }, claims, ' ', span));
    const last = el('p', { class: 'gd-last' });
    const track = el('div', { class: 'gd-track' }, strip.node, range);
    const node = el('div', { class: 'gd-clock', role: 'group' },
      el('div', { class: 'gd-row' },
        play,
        el('div', { class: 'gd-steps' }, buttons.previous, buttons['back-week'], buttons.back, date,
          buttons.forward, buttons['forward-week'], buttons.next),
        speed),
      track, tally, last);

    range.addEventListener('pointerdown', () => clock.grab());
    range.addEventListener('input', () => {
      clock.go(Number(range.value), clock.dragging ? 'drag' : 'step');
    });
    const release = () => { if (clock.dragging) clock.release(); };
    range.addEventListener('pointerup', release);
    range.addEventListener('pointercancel', release);
    range.addEventListener('change', release);
    // Steps of the range input: a week by Page keys; N, P and Space for the rest.
    range.addEventListener('keydown', (event) => {
      if (!['Home', 'End'].includes(event.key)) clock.key(event);
    });
    speed.addEventListener('change', () => { clock.speed = Number(speed.value); });
    speed.value = String(clock.speed);
    span.addEventListener('change', () => setWindow(Number(span.value)));
    new ResizeObserver(() => {
      strip.setWidth(Math.round(track.clientWidth));
      strip.show(clock.day);
    }).observe(track);

    clock.onPlay((playing) => {
      play.replaceChildren(icon(playing ? 'pause' : 'play'));
      if (words) label(play, playing ? 'clock.pause' : 'clock.play');
    });

    function label(target, key) {
      target.setAttribute('aria-label', words.t(key));
      target.title = words.t(key);
    }

    return {
      node,
      setRange() {
        range.min = clock.start;
        range.max = clock.end;
        strip.setRange(clock.start, clock.end);
      },
      setWindow(days) { span.value = String(days); },
      /** Everything that is read on every frame. */
      show(day, { sites, claims: claimCounts, total, change, underWay }) {
        const text = words.long(day);
        date.value = text;
        if (Number(range.value) !== day) range.value = day;
        range.setAttribute('aria-valuetext', text);
        strip.show(day);
        for (const chip of chips) {
          const value = sites[chip.name];
          if (chip.shown === value) continue;
          chip.shown = value;
          chip.node.hidden = chip.name === 'pending' && value === 0; // a matter of days, at two sites
          chip.value.textContent = words.number(value);
          chip.label.textContent = words.t(`count.${chip.name}`, { count: value });
        }
        const line = words.t('count.claims', { count: claimCounts.shown, total });
        if (claims.textContent !== line) claims.textContent = line;
        const parts = [change
          ? `${words.short(change.day)} — ${words.of(change.text)}` : words.t('clock.no-change')];
        const sentence = parts.concat(underWay).join(' · ');
        if (last.textContent !== sentence) {
          last.textContent = sentence;
          last.title = sentence; // the whole of it, where the lines do not suffice
        }
      },
      setWords(next) {
        words = next;
        strip.setWords(words);
        node.setAttribute('aria-label', words.t('clock.title'));
        range.setAttribute('aria-label', words.t('clock.day'));
        label(play, clock.playing ? 'clock.pause' : 'clock.play');
        for (const [name, target] of Object.entries(buttons)) label(target, `clock.${name}`);
        label(speed, 'clock.speed');
        label(span, 'clock.window');
        for (const option of speed.options) {
          option.textContent = words.t('clock.days-a-second', { count: Number(option.value) });
        }
        for (const option of span.options) {
          const days = Number(option.value);
          option.textContent = days === 0 ? words.t('clock.all-so-far') : words.t('clock.days', { count: days });
        }
        chips.forEach((chip) => { chip.shown = null; });
      },
    };
  };
})((window.geodata ??= {}));
