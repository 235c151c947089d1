// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { locale, t } from './i18n.js';

/** Numbers and times as they are written on the page, all in one place. */
export const NONE = '—';
const formats = new Map();

function formatter(options) {
  const key = locale() + JSON.stringify(options);
  // British English shortens a million to "m", which reads as metres.
  const where = options.notation === 'compact' && locale().startsWith('en') ? 'en' : locale();
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(where, options));
  return formats.get(key);
}

/** Four to six digits, as many as are worth reading. */
export function number(value) {
  if (value === null || value === undefined || value === '') return NONE;
  const amount = Number(value);
  const size = Math.abs(amount);
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
  return formatter({ maximumFractionDigits: digits }).format(amount);
}

/** With 万 or M where a whole number would be too long for its place. */
export function short(value) {
  if (value === null || value === undefined) return NONE;
  if (Math.abs(value) < 100000) return number(value);
  return formatter({ notation: 'compact', maximumSignificantDigits: 4 }).format(Number(value));
}

export function exact(value, digits = 6) {
  if (value === null || value === undefined || value === '') return NONE;
  return formatter({ maximumFractionDigits: digits }).format(Number(value));
}

export const whole = (value) => formatter({ maximumFractionDigits: 0 }).format(value ?? 0);

/** Never rounds up to a full 100 % what is not. */
export function percent(share, digits = 0) {
  if (share === null || share === undefined) return NONE;
  const shown = share < 1 ? Math.min(share, 0.999) : share;
  const places = Math.max(digits, shown > 0.99 && shown < 1 ? 1 : 0);
  return formatter({ style: 'percent', maximumFractionDigits: places, signDisplay: 'negative' }).format(
    shown,
  );
}

/** A change with its sign. */
export function signed(share, digits = 1) {
  if (share === null || share === undefined || !Number.isFinite(share)) return NONE;
  return formatter({
    style: 'percent',
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero',
  }).format(share);
}

let zone = 'Asia/Shanghai';

/** Where the deployment's region stands; moments without an offset of their own are shown there. */
export function setZone(name) {
  zone = name;
}

/** Wall clock time as the server wrote it, in the entity's zone: never in the browser's. */
export function time(iso) {
  if (!iso) return NONE;
  return iso.endsWith('Z') ? moment(iso) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

export const day = (iso) => (iso ? time(iso).slice(0, 10) : NONE);

/** A moment of an Avro record or of UTC as wall clock time of a zone. */
export function moment(value, where = zone) {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: where || zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(new Date(value));
}

/** The instant of a wall clock time (yyyy-MM-ddTHH:mm) of the deployment's zone. */
export function instant(local, where = zone) {
  const guess = Date.parse(`${local}:00Z`);
  const shown = Date.parse(`${moment(guess, where).replace(' ', 'T')}:00Z`);
  return new Date(2 * guess - shown).toISOString();
}

/** A length of time of ISO 8601 in the largest units that are whole: "3 days", "90 min". */
export function duration(iso) {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso ?? '');
  if (!found) return NONE;
  const [days, hours, minutes, seconds] = found.slice(1).map((each) => Number(each ?? 0));
  const all = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  if (all === 0) return t('immediately');
  const [unit, size] = [
    ['day', 86400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ].find(([, each]) => all % each === 0);
  return formatter({ style: 'unit', unit, unitDisplay: 'short' }).format(all / size);
}

/** "3 minutes ago". */
export function ago(from, to = Date.now()) {
  const minutes = Math.round(
    (Date.parse(from) - Number(typeof to === 'string' ? Date.parse(to) : to)) / 60000,
  );
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  if (Math.abs(minutes) < 120) return format.format(minutes, 'minute');
  if (Math.abs(minutes) < 72 * 60) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / 1440), 'day');
}
