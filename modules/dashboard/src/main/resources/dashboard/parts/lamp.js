// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { isChinese, nameOf, t } from '../core/i18n.js';

/** A lamp is told by shape, sign and words; its colour only repeats them. */
const SHAPES = {
  LEVEL_1: () => [
    h('path', { class: 'body', d: 'M8 2h8l6 6v8l-6 6H8l-6-6V8z' }),
    h('path', { class: 'sign', d: 'M12 6.5v7M12 17v.6' }),
  ],
  LEVEL_2: () => [
    h('path', { class: 'body', d: 'M12 2.6 22.6 21H1.4z' }),
    h('path', { class: 'sign', d: 'M12 9v6M12 18v.4' }),
  ],
  LEVEL_3: () => [
    h('circle', { class: 'body', cx: 12, cy: 12, r: 10 }),
    h('path', { class: 'sign', d: 'm7 12.4 3.4 3.4L17 9' }),
  ],
  NOT_ASSESSABLE: () => [
    h('circle', { class: 'body', cx: 12, cy: 12, r: 9.4 }),
    h('path', { class: 'sign', d: 'M9.2 9.6c.2-3 5.8-3 5.6.2-.1 2-2.8 2-2.8 4.2M12 17v.4' }),
  ],
  NOT_SET: () => [
    h('rect', { class: 'body', x: 3, y: 3, width: 18, height: 18, rx: 3 }),
    h('path', { class: 'sign', d: 'M8 12h8' }),
  ],
};

export function Lamp({ level, size = 20, label }) {
  const code = level?.code ?? 'NOT_SET';
  const words = label ?? levelName(level);
  return h(
    'svg',
    {
      class: ['lamp', code],
      viewBox: '0 0 24 24',
      style: { width: `${size / 14}rem`, height: `${size / 14}rem` },
      role: 'img',
      'aria-label': words,
    },
    [h('title', words), ...(SHAPES[code] ?? SHAPES.NOT_SET)()],
  );
}
Lamp.props = ['level', 'size', 'label'];

export const levelName = (level) => (level ? nameOf(level) : t('lamp.none'));

export const KINDS = [
  { code: 'ENERGY_TOTAL', field: 'energyTotal', quantity: 'tce' },
  { code: 'ENERGY_INTENSITY', field: 'energyIntensity', quantity: 'tce' },
  { code: 'CARBON_TOTAL', field: 'carbonTotal', quantity: 'co2e' },
  { code: 'CARBON_INTENSITY', field: 'carbonIntensity', quantity: 'co2e' },
];

export const kindName = (code) => t(`kind.${code}`);

/** The lamp that a kind shows: the most urgent of its targets. */
export function leading(record, kind) {
  const order = ['LEVEL_1', 'LEVEL_2', 'LEVEL_3', 'NOT_ASSESSABLE', 'NOT_SET'];
  return (record?.lamps ?? [])
    .filter((each) => each.kind.code === kind)
    .sort((a, b) => order.indexOf(a.level.code) - order.indexOf(b.level.code))[0];
}

/** All four beside each other, small. */
export function FourLamps({ record, size = 18 }) {
  return h(
    'span',
    { class: 'four', role: 'group' },
    KINDS.map((kind) => {
      const level = record?.[kind.field];
      const gap = isChinese() ? '：' : ': ';
      return h(Lamp, { level, size, label: `${kindName(kind.code)}${gap}${levelName(level)}` });
    }),
  );
}
FourLamps.props = ['record', 'size'];
