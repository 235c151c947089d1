// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { number, percent } from '../core/format.js';
import { half, t, tcode } from '../core/i18n.js';
import { Table } from './table.js';

/** What a unit owes: thresholds it has passed, allowances and rights, the yearly report. */
const table = (caption, columns, rows) => h(Table, { caption, columns, rows });

export function screening(items) {
  return table(
    t('view.screening'),
    [
      {
        key: 'programme',
        name: t('programme'),
        cell: (row) => [h('b', row.programme), h('small', ` ${half(row.action)}`)],
      },
      {
        key: 'state',
        name: t('state'),
        cell: (row) =>
          h('span', { class: ['tag', row.state === 'INSIDE' ? 'up' : ''] }, tcode('screening', row.state)),
      },
      {
        key: 'total',
        name: t('twelveMonths'),
        number: true,
        cell: (row) => [number(row.total), h('small', ` ${row.unit}`)],
        sort: (row) => Number(row.total),
      },
      { key: 'threshold', name: t('threshold'), number: true, cell: (row) => number(row.threshold) },
      { key: 'since', name: t('sinceWhen'), cell: (row) => row.since ?? '—' },
    ],
    items,
  );
}

export function allowances(items) {
  return table(
    t('view.allowances'),
    [
      { key: 'period', name: t('year'), cell: (row) => `${row.period} ${tcode('scheme', row.scheme)}` },
      {
        key: 'state',
        name: t('state'),
        cell: (row) =>
          h('span', { class: ['tag', row.state === 'COVERED' ? 'ok' : 'up'] }, tcode('allowance', row.state)),
      },
      {
        key: 'held',
        name: t('held'),
        number: true,
        cell: (row) => number(row.held),
        sort: (row) => Number(row.held),
      },
      {
        key: 'used',
        name: t('used'),
        number: true,
        cell: (row) => number(row.used),
        sort: (row) => Number(row.used),
      },
      {
        key: 'forecast',
        name: t('forecast'),
        number: true,
        cell: (row) => number(row.forecast),
        sort: (row) => Number(row.forecast),
      },
      {
        key: 'balance',
        name: t('balance'),
        number: true,
        cell: (row) => [h('b', number(row.forecastBalance ?? row.balance)), h('small', ` ${row.unit}`)],
      },
      { key: 'surrenderBy', name: t('label.surrenderBy'), cell: (row) => row.surrenderBy ?? '—' },
    ],
    items,
  );
}

export function utilisation(items) {
  return table(
    t('view.utilisation'),
    [
      { key: 'period', name: t('year') },
      {
        key: 'state',
        name: t('state'),
        cell: (row) =>
          h(
            'span',
            { class: ['tag', row.state === 'AGREES' ? 'ok' : row.state === 'NOT_DUE' ? '' : 'up'] },
            tcode('utilisation', row.state),
          ),
      },
      { key: 'due', name: t('due') },
      { key: 'reported', name: t('reported'), number: true, cell: (row) => number(row.reported) },
      { key: 'measured', name: t('measured'), number: true, cell: (row) => number(row.measured) },
      { key: 'deviation', name: t('deviation'), number: true, cell: (row) => percent(row.deviation, 1) },
    ],
    items,
  );
}
