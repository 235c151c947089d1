// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0

/** Texts of the page in the chosen language, and numbers and times as that language writes them. */
const KEY = 'tanliu.language';
const LOCALES = { zh: 'zh-CN', en: 'en-GB' };

let language = remembered();
let messages = {};

function remembered() {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

export function isChinese() {
  return language === 'zh';
}

/** Loads the language's catalogue and fills the fixed texts of the page. */
export async function use(wanted = language) {
  const answer = await fetch(`/assets/messages.${wanted}.json`);
  messages = await answer.json();
  language = wanted;
  try {
    localStorage.setItem(KEY, wanted);
  } catch {
    // Private mode: the choice lasts as long as the page.
  }
  document.documentElement.lang = LOCALES[language];
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = text(element.dataset.text, element.dataset.with ?? '');
  }
}

export function toggle() {
  return use(language === 'zh' ? 'en' : 'zh');
}

/** The text of that name, with {0}, {1}, … replaced. */
export function text(name, ...parts) {
  const pattern = messages[name] ?? name;
  return pattern.replace(/\{(\d)\}/g, (_, index) => parts[Number(index)] ?? '');
}

export function has(name) {
  return name in messages;
}

/** Name of an entity or row in the chosen language. */
export function nameOf(thing) {
  return language === 'zh' ? thing.name : thing.nameEn || thing.name;
}

export function number(value) {
  const digits = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits }).format(value);
}

/** A decimal with all its digits, or so many, for where exactness matters more than looks. */
export function exact(value, digits = 6) {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits }).format(value);
}

export function percent(share) {
  // Never round up to a full 100 % what is not, nor hide the last step to it.
  const shown = share < 1 ? Math.min(share, 0.999) : share;
  const digits = shown > 0.99 && shown < 1 ? 1 : 0;
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'percent',
    maximumFractionDigits: digits,
  }).format(shown);
}

/** Wall clock time as the server wrote it, in the entity's zone: never in the browser's. */
export function time(iso) {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

/** "3 minutes ago". */
export function ago(from, to) {
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60000);
  const format = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' });
  if (Math.abs(minutes) < 120) return format.format(-minutes, 'minute');
  if (Math.abs(minutes) < 72 * 60) return format.format(-Math.round(minutes / 60), 'hour');
  return format.format(-Math.round(minutes / 1440), 'day');
}
