// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, ref, watchEffect } from '../lib/vue.js';
import { remember, remembered } from './memory.js';

/** auto follows the system; light and dark are somebody's choice. */
const dark = matchMedia('(prefers-color-scheme: dark)');
const system = ref(dark.matches);
dark.addEventListener('change', (event) => (system.value = event.matches));

export const choice = ref(remembered('theme') ?? 'auto');
export const theme = computed(() =>
  choice.value === 'auto' ? (system.value ? 'dark' : 'light') : choice.value,
);

watchEffect(() => {
  document.documentElement.dataset.theme = theme.value;
});

export function toggleTheme() {
  choice.value = theme.value === 'dark' ? 'light' : 'dark';
  remember('theme', choice.value);
}

/** The colours of the style sheet, for charts. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
