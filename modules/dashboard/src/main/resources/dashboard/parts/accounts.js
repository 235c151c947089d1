// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { ago, percent, time, whole } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { href } from '../core/router.js';
import { entityOf } from '../stores/entities.js';
import { Figure, figures } from './basics.js';
import { timeAxis, tooltip, valueAxis } from './chart.js';

/** What became of readings: the sum, a table of gateways or units, the reasons of refusals. */
export function sums(account) {
  const keys = ['accepted', 'duplicate', 'corrected', 'rejected'];
  const exact = keys.reduce((sum, key) => sum + account[key], 0) === account.received;
  return [
    figures(
      h(Figure, { name: t('received'), value: whole(account.received), note: t('asOf', time(account.asOf)) }),
      ...keys.map((key) =>
        h(Figure, {
          key,
          name: t(key),
          value: whole(account[key]),
          note: percent(account.received ? account[key] / account.received : null, 2),
          tone: key === 'rejected' && account[key] > 0 ? 'low' : '',
        }),
      ),
    ),
    h('p', { class: 'legend' }, [
      h(
        'span',
        { class: ['tag', exact ? 'ok' : 'up'] },
        exact ? `✓ ${t('sumsAgree')}` : `▲ ${t('sumsDiffer')}`,
      ),
      ` ${t('accountSum')}`,
    ]),
  ];
}

export const columns = (units) => [
  {
    key: 'name',
    name: t(units ? 'kind.unit' : 'door'),
    cell: (row) =>
      units
        ? h('a', { href: href('entity', [row.name], { tab: 'data' }) }, nameOf(entityOf(row.name)))
        : row.name,
  },
  ...['received', 'accepted', 'duplicate', 'corrected', 'rejected'].map((key) => ({
    key,
    name: t(key),
    number: true,
    cell: (row) => whole(row[key]),
  })),
  {
    key: 'share',
    name: t('rejectedShare'),
    number: true,
    cell: (row) => percent(row.received ? row.rejected / row.received : null, 2),
    sort: (row) => row.rejected / (row.received || 1),
  },
  {
    key: 'codes',
    name: t('rejectedWhy'),
    cell: (row) =>
      Object.entries(row.rejectedByCode).map(([code, count]) =>
        h('span', { class: 'tag' }, `${tcode('rejected', code)} ${whole(count)}`),
      ),
  },
  { key: 'asOf', name: t('newest'), cell: (row) => ago(row.asOf), sort: (row) => row.asOf },
];

export function drawCodes(c, account) {
  const rows = Object.entries(account.rejectedByCode)
    .sort((a, b) => a[1] - b[1])
    .slice(-10);
  return {
    legend: { show: false },
    grid: { left: 24, right: 60, top: 30, bottom: 4, containLabel: true },
    tooltip: tooltip(c),
    xAxis: valueAxis(c, '', { minInterval: 1 }),
    yAxis: timeAxis(c, { data: rows.map(([code]) => tcode('rejected', code)), boundaryGap: true }),
    series: [
      {
        type: 'bar',
        barMaxWidth: 18,
        itemStyle: { color: c['warn-fill'] },
        label: { show: true, position: 'right', color: c.text },
        data: rows.map(([, count]) => count),
      },
    ],
  };
}
