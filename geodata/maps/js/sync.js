/**
 * Maps beside each other: where the reader moves one, the others follow.
 *
 * Each map lives in a frame of its own; they speak through messages between
 * the frames of one page, and listen to nobody from elsewhere.
 */
(function (geodata) {
  'use strict';

  const TYPE = 'geodata:view';

  /** The other frames of the page that holds this one. */
  function siblings() {
    try {
      return Array.from({ length: window.parent.frames.length }, (_, index) => window.parent.frames[index])
        .filter((frame) => frame !== window);
    } catch {
      return []; // another origin: this map stands alone
    }
  }

  /**
   * @param {L.Map} map
   * @param {HTMLElement} stage what the reader touches
   * @param {() => void} held called when another map has moved this one
   */
  geodata.sync = function (map, stage, held) {
    let touched = false; // a map that nobody has touched leads nobody
    let following = false;
    for (const name of ['pointerdown', 'wheel', 'keydown']) {
      stage.addEventListener(name, () => { touched = true; }, { capture: true, passive: true });
    }
    map.on('move zoom', () => {
      if (!touched || following) return;
      const { lat, lng } = map.getCenter();
      const view = { type: TYPE, lat, lng, zoom: map.getZoom() };
      for (const frame of siblings()) frame.postMessage(view, window.location.origin);
    });
    window.addEventListener('message', ({ origin, data }) => {
      if (origin !== window.location.origin || !data || data.type !== TYPE) return;
      touched = false;
      following = true;
      held();
      map.setView([data.lat, data.lng], data.zoom, { animate: false });
      following = false;
    });
  };
})((window.geodata ??= {}));
