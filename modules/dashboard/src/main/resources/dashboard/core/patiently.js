// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Loads a module of the page. A browser does not ask again for a module that it could not get, so when the
 * server is away the page waits for it and begins anew, at the same address; at most once a minute.
 */
const PAUSE_MILLIS = 2000;
const BETWEEN_MILLIS = 60000;
const KEY = 'tanliu.begun';

export function patiently(load) {
  return load().catch(async () => {
    const began = Number(sessionStorage.getItem(KEY) ?? 0);
    while (Date.now() - began < BETWEEN_MILLIS || !(await answers())) {
      await new Promise((done) => setTimeout(done, PAUSE_MILLIS));
    }
    sessionStorage.setItem(KEY, String(Date.now()));
    location.reload();
    return new Promise(() => {});
  });
}

const answers = () =>
  fetch('/assets/favicon.svg', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  );
