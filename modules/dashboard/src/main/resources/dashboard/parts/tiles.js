// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { nameOf, t } from '../core/i18n.js';
import { whole } from '../core/format.js';
import { FourLamps } from './lamp.js';

/** Where the cities of a province stand on a schematic map, as column and row; others fill rows by code. */
const PLACES = {
  360000: {
    360400: [2, 1],
    360200: [3, 1],
    360900: [1, 2],
    360100: [2, 2],
    360600: [3, 2],
    361100: [4, 2],
    360300: [1, 3],
    360500: [2, 3],
    361000: [3, 3],
    360800: [2, 4],
    360700: [2, 5],
  },
};
const COLUMNS = 4;

function placeOf(region, child, index) {
  return PLACES[region]?.[child] ?? [(index % COLUMNS) + 1, Math.floor(index / COLUMNS) + 1];
}

/** A tile per city with its four lamps and open alerts; the one that is looked at is pressed. */
export function Tiles({ region, rows, lamps, open, selected }, { emit }) {
  return h(
    'ul',
    { class: 'tiles', 'aria-label': t('tiles') },
    rows.map((row, index) => {
      const [column, line] = placeOf(region, row.id, index);
      const record = lamps.get(row.id);
      const alerts = open.get(row.id) ?? 0;
      return h('li', { key: row.id, style: { gridColumn: column, gridRow: line } }, [
        h(
          'button',
          {
            type: 'button',
            class: ['tile', worst(record)],
            'aria-pressed': String(row.id === selected),
            'data-entity': row.id,
            onClick: () => emit('choose', row.id === selected ? null : row.id),
          },
          [
            h('span', { class: 'name' }, nameOf(row)),
            h(FourLamps, { record, size: 17 }),
            h('small', alerts > 0 ? t('alertsOpen', whole(alerts)) : t('alertsNone')),
          ],
        ),
      ]);
    }),
  );
}
Tiles.props = ['region', 'rows', 'lamps', 'open', 'selected'];
Tiles.emits = ['choose'];

/** The most urgent level of the four. */
export function worst(record) {
  const levels = ['energyTotal', 'energyIntensity', 'carbonTotal', 'carbonIntensity'].map(
    (field) => record?.[field]?.code,
  );
  return (
    ['LEVEL_1', 'LEVEL_2', 'LEVEL_3', 'NOT_ASSESSABLE'].find((code) => levels.includes(code)) ?? 'NOT_SET'
  );
}
