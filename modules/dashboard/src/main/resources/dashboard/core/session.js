// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { reactive } from '../lib/vue.js';

/** Who looks at the page: a key or token, kept as long as the tab, and what it may do. */
const KEY = 'tanliu.key';

export const session = reactive({
  key: stored(),
  caller: null,
  wanted: false,
  refused() {
    session.wanted = true;
  },
  signIn(key) {
    session.key = key;
    session.wanted = false;
    session.caller = null;
    store(key);
  },
  signOut() {
    session.signIn('');
  },
  /** Only hides what would be refused; the server decides. Without an answer it is taken for open. */
  may(permission) {
    const caller = session.caller;
    if (!caller || caller.access === 'open') return true;
    return caller.grants.some((grant) => grant.permission.toLowerCase() === permission);
  },
});

function stored() {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

function store(key) {
  try {
    if (key) sessionStorage.setItem(KEY, key);
    else sessionStorage.removeItem(KEY);
  } catch {
    // As long as the page.
  }
}

/** Asks the server who this is; a server without that question is an open one. */
export async function identify() {
  const answer = await fetch('/api/v1/me', {
    headers: session.key ? { Authorization: `Bearer ${session.key}` } : {},
  }).catch(() => null);
  if (answer?.status === 401) session.wanted = true;
  session.caller = answer?.ok ? await answer.json().catch(() => null) : null;
}
