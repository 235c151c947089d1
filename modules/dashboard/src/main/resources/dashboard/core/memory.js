// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0

/** What this browser remembers of choices; in private mode, as long as the page. */
const held = new Map();

export function remembered(name) {
  try {
    return localStorage.getItem(`tanliu.${name}`) ?? held.get(name) ?? null;
  } catch {
    return held.get(name) ?? null;
  }
}

export function remember(name, value) {
  held.set(name, value);
  try {
    localStorage.setItem(`tanliu.${name}`, value);
  } catch {
    // Kept in memory instead.
  }
}
