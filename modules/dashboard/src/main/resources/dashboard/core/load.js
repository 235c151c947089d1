// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { onScopeDispose, shallowReactive, watch } from '../lib/vue.js';

const AFTER_FAILURE = 5000;

/** No answer, or a server that is not up to it: that passes. What was refused stays refused. */
const passing = (error) => error && !(error.status < 500 && error.status !== 429);

/**
 * Something that is loaded, again when what it depends on changes, and every so often while the page
 * can be seen, and after a failure that passes. Old answers stay on the page while new ones come; an
 * answer that comes too late is left.
 *
 * @param {() => any} key what it depends on; null loads nothing
 * @param {(key: any, signal: AbortSignal) => Promise<any>} load
 * @param {number} every milliseconds; 0 for once
 */
export function useLoad(key, load, every = 0) {
  const state = shallowReactive({ data: null, error: null, loading: false, idle: false, again });
  let abort = null;
  let timer = 0;

  async function again() {
    clearTimeout(timer);
    abort?.abort();
    const wanted = key();
    if (wanted === null || wanted === undefined) {
      Object.assign(state, { data: null, error: null, loading: false, idle: true });
      return;
    }
    state.idle = false;
    const mine = (abort = new AbortController());
    state.loading = true;
    try {
      const data = await load(wanted, mine.signal);
      if (mine.signal.aborted) return;
      Object.assign(state, { data, error: null, loading: false });
    } catch (failure) {
      if (mine.signal.aborted) return;
      Object.assign(state, { error: failure, loading: false });
    }
    const wait = passing(state.error) ? Math.min(every || AFTER_FAILURE, AFTER_FAILURE) : every;
    if (wait > 0) timer = setTimeout(tick, wait, wait);
  }

  function tick(wait) {
    if (document.hidden) timer = setTimeout(tick, wait, wait);
    else again();
  }

  watch(
    () => JSON.stringify(key() ?? null),
    () => {
      state.data = null;
      again();
    },
  );
  again();
  onScopeDispose(() => {
    clearTimeout(timer);
    abort?.abort();
  });
  return state;
}
