/**
 * The map's line to Streamlit: posts on rest and on selection, and the address.
 *
 * Outside Streamlit (a notebook, a saved file) nothing is posted, and the address is the file's own: permalink.js.
 */
(function (geodata) {
  'use strict';

  const MERGE_MS = 30; // a selection and a rest in one gesture are one post

  geodata.bridge = function () {
    const streamlit = window.Streamlit;
    let pending = null;
    let timer = 0;
    let posts = 0;
    let tall = 0;
    // A map that is mounted anew counts from one again: its posts must not look like old ones.
    const mount = Math.random().toString(36).slice(2);

    function send() {
      timer = 0;
      posts += 1;
      streamlit.setComponentValue({ ...pending, post: `${mount}-${posts}` });
      pending = null;
    }

    /** The page that holds the frame, where it may be reached. */
    function host() {
      try {
        return window.parent !== window && window.parent.document ? window.parent : null;
      } catch {
        return null; // another origin: an embedded map leaves its host's address alone
      }
    }

    return {
      inside: Boolean(streamlit),
      /** Post the whole state; a second post within a moment is merged into the first. */
      post(state, why) {
        if (!streamlit) return;
        const before = pending ? pending.why : [];
        pending = { ...state, why: [...before, why] };
        if (!timer) timer = window.setTimeout(send, MERGE_MS);
      },
      /** Put the day and the selection in the page's address; a jump adds an entry. */
      address(values, adds) {
        if (!streamlit) geodata.permalink?.write(values, adds);
        const page = streamlit ? host() : null;
        if (!page) return;
        const url = new URL(page.location.href);
        for (const [name, value] of Object.entries(values)) {
          if (value) url.searchParams.set(name, value);
          else url.searchParams.delete(name);
        }
        if (url.href === page.location.href) return;
        if (adds) page.history.pushState(page.history.state, '', url);
        else page.history.replaceState(page.history.state, '', url);
      },
      /** Call `listener(query)` when Back or Forward leads to another address of the page that holds the frame. */
      onBack(listener) {
        const page = streamlit ? host() : null;
        if (!page) return;
        const { pathname } = page.location;
        const heard = () => {
          if (page.location.pathname === pathname) listener(new URLSearchParams(page.location.search));
        };
        page.addEventListener('popstate', heard);
        window.addEventListener('pagehide', () => page.removeEventListener('popstate', heard));
      },
      /** The clock has left the day that the page beside it tells: let the page show it. */
      moving() { host()?.document.documentElement.setAttribute('data-clock', 'moving'); },
      settled() { host()?.document.documentElement.removeAttribute('data-clock'); },
      /** Tell Streamlit how tall the frame is. */
      height(pixels) {
        if (!streamlit) return;
        if (!tall) {
          // streamlit-folium sets its own height again whenever it is told something: ours comes after it.
          streamlit.events.addEventListener('streamlit:render', () => {
            window.setTimeout(() => streamlit.setFrameHeight(tall));
          });
        }
        tall = pixels;
        streamlit.setFrameHeight(tall);
      },
      /** Call `listener('light' | 'dark')` now and whenever the page's theme changes. */
      onTheme(listener) {
        const read = () => {
          const page = getComputedStyle(document.documentElement).getPropertyValue('--background-color');
          const colour = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(page.trim());
          if (!colour) return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
          const [red, green, blue] = colour.slice(1).map((part) => parseInt(part, 16));
          return 0.3 * red + 0.59 * green + 0.11 * blue < 128 ? 'dark' : 'light';
        };
        listener(read());
        if (streamlit) {
          streamlit.events.addEventListener('streamlit:render', (event) => {
            const theme = event.detail && event.detail.theme;
            listener(theme && theme.base ? theme.base : read());
          });
        } else {
          window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => listener(read()));
        }
      },
    };
  };
})((window.geodata ??= {}));
