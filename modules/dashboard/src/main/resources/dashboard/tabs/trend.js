// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, ref } from '../lib/vue.js';
import { get, id } from '../core/api.js';
import { number, percent, short } from '../core/format.js';
import { t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { Choice, Loaded, Panel } from '../parts/basics.js';
import { Export } from '../parts/export.js';
import { Chart, timeAxis, tooltip, valueAxis } from '../parts/chart.js';

/** Any quantity at any granularity, with what was really measured shaded, and last year beside it. */
const QUANTITIES = [
  'tce',
  'tce_equivalent',
  'co2e',
  'electricity',
  'raw_coal',
  'natural_gas',
  'heat',
  'coke',
  'co2e.measured',
];
const GRANULARITIES = ['15m', '1h', '1d', '1M', '1Y'];
const YEAR_BACK = new Set(['1d', '1M']);
const LEAST = 0.9;

export const Trend = {
  props: { entity: Object },
  setup(props) {
    const quantity = ref('tce');
    const granularity = ref('1d');
    const state = useLoad(
      () => [props.entity.id, quantity.value, granularity.value],
      async ([entity, which, length], signal) => {
        const path = windows(entity);
        const now = await get(path, { quantity: which, granularity: length }, signal);
        const before =
          YEAR_BACK.has(length) && now.windows.length > 0
            ? await lastYear(path, which, length, now.windows, signal)
            : null;
        return { now, before };
      },
      30000,
    );
    const option = computed(() => (state.data ? (c) => draw(c, state.data) : null));
    return () =>
      h(
        Panel,
        { title: t('tab.trend'), id: 'trend', sub: state.data ? tcode('unit', state.data.now.unit) : '' },
        {
          tools: () => [
            h('label', [
              h('span', { class: 'hidden' }, t('quantity')),
              h(
                'select',
                { value: quantity.value, onChange: (event) => (quantity.value = event.target.value) },
                QUANTITIES.map((each) =>
                  h('option', { value: each, selected: each === quantity.value }, tcode('quantity', each)),
                ),
              ),
            ]),
            h(Choice, {
              label: t('granularity'),
              value: granularity.value,
              onChoose: (value) => (granularity.value = value),
              options: GRANULARITIES.map((value) => ({ value, label: t(`granularity.${value}`) })),
            }),
            h(Export, {
              path: windows(props.entity.id),
              parameters: { quantity: quantity.value, granularity: granularity.value },
            }),
          ],
          default: () =>
            h(
              Loaded,
              { state, empty: (data) => data.now.windows.length === 0, emptyText: t('noWindows') },
              ({ now }) => [
                h(Chart, {
                  option: option.value,
                  size: 'tall',
                  label: t('courseChart', tcode('quantity', now.quantity), now.unit),
                  columns: columns(now),
                  rows: [...now.windows].reverse(),
                }),
                h('p', { class: 'legend' }, t('trendLegend')),
              ],
            ),
        },
      );
  },
};

const windows = (entity) => `/api/v1/entities/${id(entity)}/windows`;

async function lastYear(path, quantity, granularity, windows, signal) {
  const from = back(windows[0].start);
  const to = back(windows.at(-1).end);
  const answer = await get(path, { quantity, granularity, from, to }, signal);
  return new Map(answer.windows.map((window) => [window.start.slice(5, 16), window.value]));
}

const back = (iso) => `${Number(iso.slice(0, 4)) - 1}${iso.slice(4)}`;

const columns = (now) => [
  { key: 'start', name: t('time'), cell: (row) => row.start.slice(0, 16).replace('T', ' ') },
  { key: 'value', name: tcode('unit', now.unit), number: true, cell: (row) => number(row.value) },
  { key: 'coverage', name: t('coverage'), number: true, cell: (row) => percent(row.coverage, 1) },
  { key: 'estimated', name: t('estimatedShare'), number: true, cell: (row) => percent(row.estimated, 1) },
  { key: 'revision', name: t('revisions'), number: true },
  { key: 'provisional', name: t('provisional'), cell: (row) => (row.provisional ? t('yes') : '') },
];

function draw(c, { now, before }) {
  const long = now.granularity === '1M' || now.granularity === '1Y';
  const days = now.granularity === '1d';
  const names = now.windows.map((window) =>
    window.start
      .slice(0, 16)
      .replace('T', ' ')
      .slice(long ? 0 : 5, long ? 7 : days ? 10 : 16),
  );
  const shade = (window) => ({
    value: window.value,
    itemStyle: {
      color: window.coverage < LEAST ? c['idle-fill'] : c.brand,
      opacity: window.provisional ? 0.6 : 1,
      decal:
        window.coverage < LEAST
          ? { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: 0.8, color: c.panel }
          : undefined,
    },
  });
  const series = [
    {
      name: t('thisYear'),
      type: 'bar',
      large: false,
      barMaxWidth: 34,
      barCategoryGap: '25%',
      itemStyle: { color: c.brand },
      data: now.windows.map(shade),
    },
  ];
  if (before?.size > 0) {
    series.push({
      name: t('lastYear'),
      type: 'line',
      showSymbol: before.size < 20,
      lineStyle: { color: c.c2, width: 1.6 },
      itemStyle: { color: c.c2 },
      data: now.windows.map((window) => before.get(window.start.slice(5, 16)) ?? null),
    });
  }
  return {
    tooltip: tooltip(c, {
      valueFormatter: (value) =>
        value === null || value === undefined ? '—' : `${number(value)} ${tcode('unit', now.unit)}`,
    }),
    xAxis: timeAxis(c, { data: names, boundaryGap: true }),
    yAxis: valueAxis(c, tcode('unit', now.unit), { axisLabel: { color: c.soft, formatter: short } }),
    dataZoom: now.windows.length > 120 ? [{ type: 'inside' }] : [],
    series,
  };
}
