// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { reactive } from '../lib/vue.js';

/** Addresses behind the #: /view/part/part?name=value. */
export const route = reactive({ view: 'overview', parts: [], query: {} });

function read() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, ...parts] = path.split('/').map(decodeURIComponent);
  route.view = view || 'overview';
  route.parts = parts;
  route.query = Object.fromEntries(new URLSearchParams(query));
}

export function startRouter() {
  addEventListener('hashchange', read);
  read();
}

export function href(view, parts = [], query = {}) {
  const path = [view, ...parts].map(encodeURIComponent).join('/');
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
  return `#/${path}${text ? `?${text}` : ''}`;
}

export function go(view, parts, query) {
  location.hash = href(view, parts, query);
}

/** Changes what stands behind the ? without a step of its own in the history. */
export function refine(changes) {
  const query = { ...route.query, ...changes };
  history.replaceState(null, '', href(route.view, route.parts, query));
  read();
}
