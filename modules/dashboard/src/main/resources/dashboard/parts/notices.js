// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { time } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { Table } from './table.js';

/** What staff was told, and what became of it on its way. */
export const told = (list) =>
  h(Table, {
    caption: t('told'),
    rows: list,
    most: 15,
    rowKey: (row) => row.id,
    columns: [
      { key: 'at', name: t('time'), cell: (row) => time(row.at) },
      { key: 'title', name: t('notice'), cell: (row) => nameOf({ name: row.titleZh, nameEn: row.titleEn }) },
      {
        key: 'deliveries',
        name: t('deliveries'),
        cell: (row) =>
          Object.entries(row.deliveries).map(([state, count]) =>
            h('span', { class: 'tag' }, `${tcode('delivery', state)} ${count}`),
          ),
      },
    ],
  });

export const delivered = (list) =>
  h(Table, {
    caption: t('deliveries'),
    rows: list,
    most: 15,
    columns: [
      { key: 'at', name: t('time'), cell: (row) => time(row.at) },
      { key: 'receiver', name: t('receiver'), cell: (row) => `${row.receiver} (${row.kind})` },
      {
        key: 'state',
        name: t('state'),
        cell: (row) =>
          h(
            'span',
            { class: ['tag', row.state === 'SENT' ? 'ok' : row.state === 'FAILED' ? 'up' : ''] },
            tcode('delivery', row.state),
          ),
      },
      { key: 'answer', name: t('answer') },
    ],
  });
