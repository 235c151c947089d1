// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { moment, number } from '../core/format.js';
import { half, t, tcode } from '../core/i18n.js';
import { Figure, figures } from './basics.js';
import { Table } from './table.js';

/** The newest score card; regions have one as well. */
export function scoreCard(items) {
  const card = [...items].sort((a, b) => b.period.localeCompare(a.period))[0];
  return [
    figures(
      h(Figure, {
        name: t('points'),
        value: number(card.points),
        note: t('ofPoints', number(card.assessable), number(card.most)),
      }),
      h(Figure, {
        name: t('grade'),
        value: tcode('grade', card.grade),
        note: card.vetoed ? t('vetoed') : card.provisional ? t('provisional') : '',
      }),
      h(Figure, {
        name: t('period'),
        value: card.period,
        note: t('asOf', moment(card.asOf)),
      }),
    ),
    h(Table, {
      caption: t('view.scores'),
      rows: card.items,
      columns: [
        { key: 'name', name: t('item'), cell: (row) => h('span', { title: row.source }, half(row.name)) },
        {
          key: 'points',
          name: t('points'),
          number: true,
          cell: (row) => `${row.points === null ? '—' : number(row.points)} / ${number(row.most)}`,
        },
        {
          key: 'state',
          name: t('state'),
          cell: (row) =>
            h(
              'span',
              { class: ['tag', row.state === 'MET' ? 'ok' : row.state === 'MISSED' ? 'up' : ''] },
              tcode('scoreState', row.state),
            ),
        },
      ],
    }),
  ];
}
