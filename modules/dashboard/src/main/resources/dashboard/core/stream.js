// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { headers } from './api.js';
import { session } from './session.js';

/**
 * Server-sent events over fetch, because EventSource takes no Authorization header. Reconnects with
 * Last-Event-ID after 1, 2, 4 … 30 s; a stream that says nothing for 30 s is taken for dead.
 */
const SILENCE_MILLIS = 30000;
const LONGEST_WAIT_MILLIS = 30000;

export function openStream(path, handlers) {
  let last = null;
  let stopped = false;
  let attempt = 0;
  let abort = null;
  let timer = 0;

  async function connect() {
    timer = 0;
    abort = new AbortController();
    const alive = watchdog(abort);
    try {
      const more = { Accept: 'text/event-stream' };
      if (last) more['Last-Event-ID'] = last;
      const answer = await fetch(path, { headers: headers(more), signal: abort.signal, cache: 'no-store' });
      if (answer.status === 401) session.refused();
      if (!answer.ok || !answer.body) throw new Error(String(answer.status));
      await read(answer.body.getReader(), alive);
    } catch {
      // Told below: the connection is gone, whatever the cause.
    } finally {
      alive.stop();
    }
    if (stopped) return;
    handlers.lost?.();
    const wait = Math.min(LONGEST_WAIT_MILLIS, 1000 * 2 ** attempt++);
    timer = setTimeout(connect, wait * (0.75 + Math.random() / 2));
  }

  async function read(reader, alive) {
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive.heard();
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = blocks.pop();
      blocks.forEach(take);
    }
  }

  function take(block) {
    let event = 'message';
    const data = [];
    for (const line of block.split('\n')) {
      if (line.startsWith('id: ')) last = line.slice(4);
      else if (line.startsWith('event: ')) event = line.slice(7);
      else if (line.startsWith('data: ')) data.push(line.slice(6));
    }
    if (data.length === 0) return;
    attempt = 0;
    handlers[event]?.(JSON.parse(data.join('\n')));
  }

  connect();
  return {
    /** Ends the wait for the next try, when there is a sign that the server answers. */
    wake() {
      if (!timer || stopped) return;
      clearTimeout(timer);
      connect();
    },
    close() {
      stopped = true;
      clearTimeout(timer);
      abort?.abort();
    },
  };
}

function watchdog(abort) {
  let timer = setTimeout(() => abort.abort(), SILENCE_MILLIS);
  return {
    heard() {
      clearTimeout(timer);
      timer = setTimeout(() => abort.abort(), SILENCE_MILLIS);
    },
    stop: () => clearTimeout(timer),
  };
}
