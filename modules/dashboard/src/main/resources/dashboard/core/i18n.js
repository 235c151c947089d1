// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { ref, shallowRef } from '../lib/vue.js';
import { remember, remembered } from './memory.js';

/** Texts of the page in the chosen language: zh unless somebody chose en. */
const LOCALES = { zh: 'zh-CN', en: 'en-GB' };

export const language = ref(remembered('language') === 'en' ? 'en' : 'zh');
const catalogues = shallowRef({});

export const locale = () => LOCALES[language.value];
export const isChinese = () => language.value === 'zh';

export async function use(wanted = language.value) {
  if (!catalogues.value[wanted]) {
    const answer = await fetch(`/assets/messages.${wanted}.json`);
    catalogues.value = { ...catalogues.value, [wanted]: await answer.json() };
  }
  language.value = wanted;
  remember('language', wanted);
  document.documentElement.lang = LOCALES[wanted];
}

export const toggleLanguage = () => use(isChinese() ? 'en' : 'zh');

export const has = (key) => key in (catalogues.value[language.value] ?? {});

/** The text of that key, with {0}, {1}, … replaced. */
export function t(key, ...parts) {
  const pattern = catalogues.value[language.value]?.[key] ?? key;
  return pattern.replace(/\{(\d)\}/g, (_, index) => parts[Number(index)] ?? '');
}

/** The text of a code; a code that the catalogue does not know stands for itself. */
export function tcode(group, code) {
  const key = `${group}.${code}`;
  return has(key) ? t(key) : (code ?? '');
}

/** Of "中文 / English" and "中文 (some English)" the half that is wanted; other texts as they are. */
export function half(text) {
  const both = /^(.*[\u4e00-\u9fff].*) \(([a-zA-Z][\x20-\x27\x2a-\x7e]* [\x20-\x27\x2a-\x7e]*)\)$/.exec(
    text ?? '',
  );
  if (both) return isChinese() ? both[1] : both[2];
  const at = text?.indexOf(' / ') ?? -1;
  if (at < 0 || !/[\u4e00-\u9fff]/.test(text.slice(0, at))) return text ?? '';
  return isChinese() ? text.slice(0, at) : text.slice(at + 3);
}

/** Name of something that carries a Chinese and an English one. */
export function nameOf(thing) {
  if (!thing) return '';
  return isChinese() ? thing.name : thing.nameEn || thing.name;
}
