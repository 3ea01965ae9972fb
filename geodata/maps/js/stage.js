/** The stage: the frame round the map, its full screen, how it is moved, and the view that it opens with. */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const LOW = 300; // pixels: the height of a map in a window that is hardly higher
  const WIDEST = 4; // the zoom at which Mali and its neighbours are seen

  /** The frame round the map: a stage, the corners on it, and room for the clock. */
  function frame(map, height) {
    const container = map.getContainer();
    const root = el('div', { class: 'gd-app', id: 'gd-app' });
    const stage = el('div', { class: 'gd-stage' });
    const corner = el('div', { class: 'gd-corner' });
    container.parentNode.insertBefore(root, container);
    stage.append(container, corner);
    root.append(stage);
    if (height) root.style.height = `${height}px`;
    return { root, stage, corner };
  }

  /** Full screen where the browser allows it to the frame. */
  function fullscreenButton(root, map) {
    const button = el('button', { type: 'button', class: 'gd-button gd-fullscreen', hidden: !document.fullscreenEnabled },
      el('svg', { viewBox: '0 0 24 24', width: 20, height: 20, 'aria-hidden': 'true' },
        el('path', { d: 'M4 9V4h5v2H6v3zM15 4h5v5h-2V6h-3zM18 15h2v5h-5v-2h3zM6 15v3h3v2H4v-5z' })));
    button.addEventListener('click', () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else root.requestFullscreen();
    });
    document.addEventListener('fullscreenchange', () => {
      root.classList.toggle('gd-full', document.fullscreenElement === root);
      map.invalidateSize();
    });
    return button;
  }

  /** One finger scrolls the page, two move the map; the wheel zooms once the map is in use. */
  function gestures(map, stage, hint) {
    const coarse = window.matchMedia('(pointer: coarse)').matches;
    if (coarse) {
      map.dragging.disable();
      let timer = 0;
      stage.addEventListener('touchmove', (event) => {
        if (event.touches.length > 1 || document.fullscreenElement) return;
        hint.classList.add('gd-on');
        window.clearTimeout(timer);
        timer = window.setTimeout(() => hint.classList.remove('gd-on'), 1200);
      }, { passive: true });
      document.addEventListener('fullscreenchange', () => {
        if (document.fullscreenElement) map.dragging.enable();
        else map.dragging.disable();
      });
      return;
    }
    map.scrollWheelZoom.disable();
    map.on('click dragstart zoomstart', () => map.scrollWheelZoom.enable());
    stage.addEventListener('mouseleave', () => map.scrollWheelZoom.disable());
  }

  /** Until the reader has moved the map it shows every site, whatever the size of the frame. */
  function fitting(map, stage, view) {
    let moved = false;
    let fitted = '';
    const { maxBounds } = map.options;
    const fit = () => {
      const { clientWidth, clientHeight } = map.getContainer();
      const size = `${clientWidth} ${clientHeight}`;
      if (size === fitted) return; // Leaflet would draw everything anew all the same
      fitted = size;
      if (moved) {
        map.invalidateSize({ pan: false });
        return;
      }
      // A pan under way, or the pull back inside the bounds that a new size begins, would carry the view off again.
      map.setMaxBounds(null).stop().invalidateSize({ animate: false });
      // A frame that has no size yet has no room inside the padding: Leaflet would find no zoom.
      if (clientWidth <= 112 || clientHeight <= 40) return;
      // A low frame gives less of its height away, and is never left with a view of the whole world.
      const [above, below] = clientHeight < LOW ? [30, 20] : [72, 46];
      map.fitBounds(view, { paddingTopLeft: [40, above], paddingBottomRight: [72, below], animate: false });
      if (map.getZoom() < WIDEST) map.setZoom(WIDEST, { animate: false });
      map.setMaxBounds(maxBounds);
      fit.after?.(); // however late the frame gets its size, what was chosen stays in sight
    };
    fit.end = () => { moved = true; };
    for (const name of ['pointerdown', 'wheel', 'keydown']) {
      stage.addEventListener(name, fit.end, { capture: true, passive: true });
    }
    // Leaflet's own answer to a window of another size would move a map that the reader has placed.
    L.DomEvent.off(window, 'resize', map._onResize, map);
    window.addEventListener('resize', () => fit());
    return fit;
  }

  /** What is round the map says what it is in the reader's language; Leaflet speaks English alone. */
  function speaking(map, full, hint) {
    return (words) => {
      const named = (node, text) => {
        node?.setAttribute('aria-label', text);
        if (node) node.title = text;
      };
      const zoom = map.zoomControl?.getContainer();
      named(full, words.t('text.fullscreen'));
      named(zoom?.querySelector('.leaflet-control-zoom-in'), words.t('text.zoom-in'));
      named(zoom?.querySelector('.leaflet-control-zoom-out'), words.t('text.zoom-out'));
      hint.textContent = words.t('text.two-fingers');
      map.getContainer().setAttribute('aria-label', words.t('text.title'));
      map.attributionControl?.setPrefix(words.t('text.attribution'));
    };
  }

  /**
   * Put a map on a stage of `height` pixels (none: its own) that shows `view` until the reader moves it.
   * @returns {{root, stage, corner, full, hint, fit, setWords}} the frame, the stage and its corner, the button of the
   *   full screen, the hint to use two fingers, how to fit the view to the stage, and how to speak a language
   */
  geodata.stage = function (map, { height, view }) {
    const { root, stage, corner } = frame(map, height);
    const hint = el('div', { class: 'gd-hint', 'aria-hidden': 'true' });
    const full = fullscreenButton(root, map);
    const fit = fitting(map, stage, view);
    gestures(map, stage, hint);
    return { root, stage, corner, full, hint, fit, setWords: speaking(map, full, hint) };
  };
})((window.geodata ??= {}));
