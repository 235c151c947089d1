// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { number, percent } from '../core/format.js';
import { t, tcode } from '../core/i18n.js';
import { Table } from './table.js';

/** What was found in a unit's readings, and its reported months beside the measured ones. */
export function findings(days) {
  const rows = days
    .flatMap((day) => day.findings.map((finding) => ({ ...finding, day: day.day })))
    .reverse()
    .slice(0, 500);
  return h(Table, {
    caption: t('findings'),
    rows,
    columns: [
      { key: 'day', name: t('day') },
      { key: 'code', name: t('finding'), cell: (row) => tcode('finding', row.code) },
      { key: 'point', name: t('point'), cell: (row) => row.point ?? t('kind.unit') },
      { key: 'count', name: t('count'), number: true },
      { key: 'value', name: t('value'), cell: (row) => h('small', row.value) },
      { key: 'expected', name: t('expected'), cell: (row) => h('small', row.expected) },
    ],
  });
}

export function months(list) {
  return h(Table, {
    caption: t('monthsReported'),
    rows: [...list].reverse(),
    columns: [
      { key: 'month', name: t('monthName') },
      { key: 'energy', name: t('energy'), cell: (row) => tcode('quantity', row.energy) },
      {
        key: 'measured',
        name: t('measured'),
        number: true,
        cell: (row) => `${number(row.measured)} ${row.unit}`,
      },
      { key: 'reported', name: t('reported'), number: true, cell: (row) => number(row.reported) },
      { key: 'deviation', name: t('deviation'), number: true, cell: (row) => percent(row.deviation, 1) },
      {
        key: 'within',
        name: t('state'),
        cell: (row) =>
          row.within === null
            ? '—'
            : h('span', { class: ['tag', row.within ? 'ok' : 'up'] }, t(row.within ? 'agrees' : 'deviates')),
      },
    ],
  });
}
