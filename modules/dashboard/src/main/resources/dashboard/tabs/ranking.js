// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { get, id } from '../core/api.js';
import { number, percent } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href } from '../core/router.js';
import { Loaded, Panel } from '../parts/basics.js';
import { Hotspots } from '../parts/hotspots.js';
import { Table } from '../parts/table.js';
import { entityOf } from '../stores/entities.js';
import { scoreCard } from '../parts/scorecard.js';

/** A region's rankings by industry, capacity at benchmark level, hotspots and score card. */
export const RankingTab = {
  props: { entity: Object },
  setup(props) {
    const view = (name) =>
      useLoad(
        () => props.entity.id,
        (entity, signal) => get(`/api/v1/entities/${id(entity)}/views/${name}`, { limit: 500 }, signal),
      );
    const states = {
      rankings: view('rankings'),
      capacity: view('capacity'),
      hotspots: view('hotspots'),
      scores: view('scores'),
    };
    const panel = (name, show, emptyText) =>
      h(
        Panel,
        { title: t(`view.${name}`), id: `v-${name}` },
        {
          default: () =>
            h(Loaded, { state: states[name], empty: (data) => data.items.length === 0, emptyText }, (data) =>
              show(data.items),
            ),
        },
      );
    return () =>
      h('div', { class: 'columns two' }, [
        panel('rankings', rankings),
        panel('scores', scoreCard),
        panel('capacity', capacity),
        panel('hotspots', ([grid]) => h(Hotspots, { grid }), t('hotspots.nowhere')),
      ]);
  },
};

function rankings(items) {
  const rows = items.flatMap((item) =>
    item.best.map((place) => ({
      ...place,
      ...item,
      best: null,
      value: place.value,
      entity: place.entity,
      rank: place.rank,
    })),
  );
  return h(Table, {
    caption: t('view.rankings'),
    rows,
    columns: [
      {
        key: 'industry',
        name: t('kind.industry'),
        cell: (row) => nameOf(entityOf(`industry-${row.industry}`)),
      },
      {
        key: 'quantity',
        name: t('quantity'),
        cell: (row) => `${tcode('short', row.quantity)} ${tcode('measure', row.measure)}`,
      },
      { key: 'rank', name: t('rank'), number: true, cell: (row) => [h('b', row.rank), ` / ${row.ranked}`] },
      {
        key: 'entity',
        name: t('kind.unit'),
        cell: (row) =>
          h('a', { href: href('entity', [row.entity], { tab: 'benchmark' }) }, nameOf(entityOf(row.entity))),
      },
      {
        key: 'value',
        name: t('value'),
        number: true,
        cell: (row) => (row.measure === 'reduction' ? percent(row.value, 1) : number(row.value)),
        sort: (row) => Number(row.value),
      },
      {
        key: 'median',
        name: t('median'),
        number: true,
        cell: (row) => (row.measure === 'reduction' ? percent(row.median, 1) : number(row.median)),
      },
    ],
  });
}

function capacity(items) {
  return h(Table, {
    caption: t('view.capacity'),
    rows: items,
    columns: [
      {
        key: 'industry',
        name: t('kind.industry'),
        cell: (row) => nameOf(entityOf(`industry-${row.industry}`)),
      },
      {
        key: 'share',
        name: t('share'),
        number: true,
        cell: (row) => percent(row.share, 1),
        sort: (row) => Number(row.share),
      },
      { key: 'target', name: t('nav.targets'), number: true, cell: (row) => `> ${percent(row.target)}` },
      {
        key: 'state',
        name: t('state'),
        cell: (row) =>
          h('span', { class: ['tag', row.state === 'MET' ? 'ok' : 'up'] }, tcode('targetState', row.state)),
      },
      {
        key: 'units',
        name: t('units'),
        number: true,
        cell: (row) => row.products.reduce((sum, product) => sum + product.units, 0),
      },
    ],
  });
}
