// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, ref } from '../lib/vue.js';
import { get } from '../core/api.js';
import { ago, number, time } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href } from '../core/router.js';
import { BudgetChart } from '../parts/budgetchart.js';
import { BudgetBar, Choice, Coverage, Loaded, Panel } from '../parts/basics.js';
import { Changes } from '../parts/changes.js';
import { FourLamps, KINDS, leading } from '../parts/lamp.js';
import { LampCard } from '../parts/lampcard.js';
import { Table } from '../parts/table.js';
import { Tiles } from '../parts/tiles.js';
import { alerts } from '../stores/alerts.js';
import { home, startRegion } from '../stores/home.js';
import { cityOf, loadEntities } from '../stores/entities.js';

/** What a supervisor opens in the morning: lamps, map, the year against budget, what changed. */
export const Overview = {
  setup() {
    const selected = ref(null);
    const quantity = ref('tce');
    const period = ref('year');
    loadEntities();
    const region = computed(() => home.overview?.region ?? null);
    const year = computed(() => home.overview?.year ?? null);
    const shown = computed(() => selected.value ?? region.value);
    const own = useLoad(
      () => (region.value && year.value ? [region.value, year.value] : null),
      ([entity, which], signal) => get('/api/v1/lamps', { entity, period: which }, signal),
      15000,
    );
    const below = useLoad(
      () => (region.value && year.value ? [region.value, year.value] : null),
      ([entity, which], signal) =>
        get('/api/v1/lamps', { entity, period: which, children: true, limit: 500 }, signal),
      15000,
    );
    const carbon = useLoad(
      () => (quantity.value === 'tce' ? null : quantity.value),
      (which, signal) => get('/api/v1/overview', { quantity: which, region: startRegion() }, signal),
      5000,
    );
    const records = computed(() => {
      const all = new Map((below.data?.lamps ?? []).map((each) => [each.entity, each]));
      const mine = own.data?.lamps[0];
      if (mine) all.set(mine.entity, mine);
      return all;
    });
    const open = computed(() => countByCity(alerts.open));
    const overview = computed(() => (quantity.value === 'tce' ? home.overview : carbon.data));

    return () => {
      const record = records.value.get(shown.value);
      const row = home.overview?.rows.find((each) => each.id === shown.value);
      return h('div', { class: 'view overview' }, [
        title(row, selected),
        h(
          Loaded,
          { state: { data: home.overview, error: home.error ?? own.error, again: own.again } },
          () => [
            h(
              'div',
              { class: 'lampcards' },
              KINDS.map((kind) => h(LampCard, { key: kind.code, record, kind })),
            ),
            h('div', { class: 'columns' }, [
              mapPanel(region.value, home.overview, records.value, open.value, selected),
              budgetPanel({ shown: shown.value, record, overview: overview.value, quantity, period }),
              cities(overview.value, records.value, open.value, quantity),
              h(Changes, { entity: shown.value, asOf: home.overview.asOf }),
            ]),
          ],
        ),
      ]);
    };
  },
};

function title(row, selected) {
  const overview = home.overview;
  return h('div', { class: 'title' }, [
    h('h1', row ? [nameOf(row), h('small', ` ${overview.year}`)] : t('nav.overview')),
    selected.value
      ? h(
          'button',
          { type: 'button', class: 'small', onClick: () => (selected.value = null) },
          t('backToWhole', nameOf(overview.rows[0])),
        )
      : null,
    row ? h('a', { class: 'button', href: href('entity', [row.id]) }, t('details')) : null,
    overview?.asOf
      ? h('p', { class: 'asof' }, [
          t('asOf', time(overview.asOf)),
          h('span', ` · ${ago(overview.asOf, overview.now)}`),
        ])
      : null,
  ]);
}

function mapPanel(region, overview, lamps, open, selected) {
  return h(
    Panel,
    { title: t('map'), id: 'map', wide: 'map' },
    {
      default: () => [
        h(Tiles, {
          region,
          lamps,
          open,
          rows: overview.rows.slice(1),
          selected: selected.value,
          onChoose: (id) => (selected.value = id),
        }),
        h('p', { class: 'legend' }, t('tilesLegend')),
      ],
    },
  );
}

function budgetPanel({ shown, record, overview, quantity, period }) {
  const row = overview?.rows.find((each) => each.id === shown);
  const cell = row?.[period.value];
  const kind = quantity.value === 'tce' ? 'ENERGY_TOTAL' : 'CARBON_TOTAL';
  const forecast = period.value === 'year' ? (leading(record, kind)?.forecast ?? null) : null;
  return h(
    Panel,
    { title: t('againstBudget'), id: 'budget', wide: 'budget', sub: row ? nameOf(row) : '' },
    {
      tools: () => [
        h(Choice, {
          label: t('quantity'),
          value: quantity.value,
          onChoose: (value) => (quantity.value = value),
          options: ['tce', 'co2e'].map((value) => ({ value, label: t(`short.${value}`) })),
        }),
        h(Choice, {
          label: t('period'),
          value: period.value,
          onChoose: (value) => (period.value = value),
          options: ['month', 'year'].map((value) => ({ value, label: t(value) })),
        }),
      ],
      default: () =>
        cell
          ? h(BudgetChart, {
              entity: shown,
              quantity: quantity.value,
              period: cell.period,
              limit: cell.limit,
              forecast,
              asOf: cell.asOf,
            })
          : h('div', { class: 'skeleton' }),
    },
  );
}

function cities(overview, records, open, quantity) {
  const unit = overview?.unit ?? '';
  const columns = [
    {
      key: 'name',
      name: t('region'),
      cell: (row) => h('a', { href: href('entity', [row.id]) }, nameOf(row)),
      sort: (row) => row.id,
    },
    {
      key: 'lamps',
      name: t('lamps'),
      cell: (row) => h(FourLamps, { record: records.get(row.id), size: 16 }),
      sort: (row) => records.get(row.id)?.state.code,
    },
    {
      key: 'month',
      name: t('month'),
      cell: (row) => h(BudgetBar, { cell: row.month, unit }),
      sort: (row) => row.month.value / (row.month.limit || Infinity),
    },
    {
      key: 'year',
      name: t('year'),
      cell: (row) => h(BudgetBar, { cell: row.year, unit }),
      sort: (row) => row.year.value / (row.year.limit || Infinity),
    },
    {
      key: 'value',
      name: `${t('year')} ${tcode('unit', unit)}`,
      number: true,
      cell: (row) => number(row.year.value),
      sort: (row) => row.year.value,
    },
    {
      key: 'coverage',
      name: t('coverage'),
      number: true,
      cell: (row) => (row.year.coverage === null ? '—' : h(Coverage, { value: row.year.coverage })),
      sort: (row) => row.year.coverage,
    },
    {
      key: 'alerts',
      name: t('alerts'),
      number: true,
      cell: (row) => alertsLink(row, open),
      sort: (row) => open.get(row.id) ?? 0,
    },
  ];
  return h(
    Panel,
    { title: t('below'), id: 'below', wide: 'below', sub: t(`short.${quantity.value}`) },
    {
      default: () =>
        overview
          ? h(Table, { columns, rows: overview.rows.slice(1), caption: t('below'), rowKey: (row) => row.id })
          : h('div', { class: 'skeleton' }),
    },
  );
}

function alertsLink(row, open) {
  const count = open.get(row.id) ?? 0;
  return count > 0 ? h('a', { href: href('alerts', [], { region: row.id }) }, String(count)) : '0';
}

/** Open alerts of everything below each city. */
function countByCity(list) {
  const counts = new Map();
  for (const alert of list) {
    const city = cityOf(alert.region ?? alert.entity);
    if (city) counts.set(city, (counts.get(city) ?? 0) + 1);
  }
  return counts;
}
