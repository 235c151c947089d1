// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h } from '../lib/vue.js';
import { get, id } from '../core/api.js';
import { ago, number, percent, time, whole } from '../core/format.js';
import { t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { Figure, Loaded, Panel, figures } from '../parts/basics.js';
import { Export } from '../parts/export.js';
import { shift } from '../parts/changes.js';
import { Chart, timeAxis, tooltip, valueAxis } from '../parts/chart.js';
import { findings, months } from '../parts/findings.js';
import { Table } from '../parts/table.js';
import { home } from '../stores/home.js';

/** A unit's own data: what came and what became of it, its points and their health, reports against meters. */
const DAYS = 60;

const quality = (unit, today) => ({
  path: `/api/v1/units/${id(unit)}/quality`,
  parameters: today ? { from: shift(today, -DAYS), to: shift(today, 2) } : {},
});

export const DataTab = {
  props: { entity: Object, points: Array },
  setup(props) {
    const state = useLoad(
      () => [props.entity.id, home.overview?.asOf?.slice(0, 10) ?? null],
      ([unit, today], signal) => {
        const { path, parameters } = quality(unit, today);
        return get(path, parameters, signal);
      },
      30000,
    );
    const account = useLoad(
      () => props.entity.id,
      (name, signal) => get('/api/v1/accounts', { kind: 'unit', name }, signal),
      30000,
    );
    const option = computed(() => (state.data ? (c) => draw(c, state.data.days) : null));
    return () =>
      h('div', { class: 'columns two' }, [
        h(
          Panel,
          { title: t('receipts'), id: 'receipts' },
          {
            default: () =>
              h(Loaded, { state: account, empty: (data) => data.accounts.length === 0 }, (data) =>
                receipts(data.accounts[0]),
              ),
          },
        ),
        h(
          Panel,
          { title: t('health'), id: 'health' },
          {
            tools: () => h(Export, quality(props.entity.id, home.overview?.asOf?.slice(0, 10) ?? null)),
            default: () =>
              h(
                Loaded,
                { state, empty: (data) => data.days.length === 0, emptyText: t('noQuality') },
                (data) => points(data.days.at(-1), props.points),
              ),
          },
        ),
        h(
          Panel,
          { title: t('completenessDays'), id: 'complete' },
          {
            default: () =>
              h(
                Loaded,
                { state, empty: (data) => data.days.length === 0, emptyText: t('noQuality') },
                (data) =>
                  h(Chart, {
                    option: option.value,
                    label: t('completenessDays'),
                    columns: DAY_COLUMNS(),
                    rows: [...data.days].reverse(),
                  }),
              ),
          },
        ),
        h(
          Panel,
          { title: t('findings'), id: 'findings' },
          {
            default: () =>
              h(
                Loaded,
                {
                  state,
                  empty: (data) => data.days.every((day) => day.findings.length === 0),
                  emptyText: t('noFindings'),
                },
                (data) => findings(data.days),
              ),
          },
        ),
        h(
          Panel,
          { title: t('monthsReported'), id: 'months', wide: 'wide' },
          {
            default: () =>
              h(
                Loaded,
                { state, empty: (data) => data.months.length === 0, emptyText: t('noMonths') },
                (data) => months(data.months),
              ),
          },
        ),
      ]);
  },
};

function receipts(account) {
  const codes = Object.entries(account.rejectedByCode);
  return [
    figures(
      h(Figure, { name: t('received'), value: whole(account.received) }),
      ...['accepted', 'duplicate', 'corrected', 'rejected', 'withdrawn'].map((key) =>
        h(Figure, {
          key,
          name: t(key),
          value: whole(account[key]),
          tone: key === 'rejected' && account[key] > 0 ? 'low' : '',
        }),
      ),
    ),
    h('p', { class: 'legend' }, `${t('accountSum')} · ${t('asOf', time(account.asOf))}`),
    codes.length > 0
      ? h(Table, {
          caption: t('rejectedWhy'),
          rows: codes,
          columns: [
            {
              key: 0,
              name: t('rejectedWhy'),
              cell: ([code]) => [h('b', tcode('rejected', code)), h('small', ` ${code}`)],
              sort: ([code]) => code,
            },
            { key: 1, name: t('count'), number: true, cell: ([, count]) => whole(count) },
          ],
        })
      : h('p', { class: 'empty' }, t('noneRejected')),
  ];
}

function points(day, list) {
  const troubled = new Map(day.troubled.map((each) => [each.point, each]));
  return [
    figures(
      h(Figure, {
        name: t('online'),
        value: day.online === null ? '—' : t(day.online ? 'yes' : 'no'),
        tone: day.online === false ? 'low' : '',
        note: day.onlineSince ? t('since', time(day.onlineSince)) : '',
      }),
      h(Figure, {
        name: t('lastReading'),
        value: time(day.lastReading).slice(5),
        note: day.lastReading ? ago(day.lastReading) : '',
      }),
      h(Figure, {
        name: t('completeness'),
        value: percent(day.completeness, 1),
        tone: day.complete === false ? 'low' : '',
        note: day.day,
      }),
    ),
    h(Table, {
      caption: t('health'),
      rows: list,
      rowKey: (row) => row.id,
      columns: [
        { key: 'id', name: t('point') },
        { key: 'name', name: t('name') },
        { key: 'energy', name: t('energy'), cell: (row) => tcode('quantity', row.energy) },
        {
          key: 'measure',
          name: t('measureKind'),
          cell: (row) => `${tcode('meter', row.measure)} · ${row.interval.replace('PT', '').toLowerCase()}`,
        },
        { key: 'unit', name: t('unitName') },
        { key: 'level', name: t('levelName'), number: true },
        {
          key: 'state',
          name: t('state'),
          cell: (row) => healthOf(troubled.get(row.id)),
          sort: (row) => (troubled.has(row.id) ? 1 : 0),
        },
      ],
    }),
  ];
}

function healthOf(trouble) {
  if (!trouble) return h('span', { class: 'tag ok' }, `✓ ${t('healthy')}`);
  return h(
    'span',
    { class: 'tag up' },
    `▲ ${trouble.stored} / ${trouble.expected} ${trouble.codes.map((code) => tcode('finding', code)).join(t('comma'))}`,
  );
}

const DAY_COLUMNS = () => [
  { key: 'day', name: t('day') },
  { key: 'completeness', name: t('completeness'), number: true, cell: (row) => percent(row.completeness, 1) },
  { key: 'estimated', name: t('estimatedShare'), number: true, cell: (row) => percent(row.estimated, 1) },
  ...['received', 'accepted', 'duplicate', 'corrected', 'rejected'].map((key) => ({
    key,
    name: t(key),
    number: true,
  })),
];

function draw(c, days) {
  return {
    tooltip: tooltip(c, {
      valueFormatter: (value) => (value === null || value === undefined ? '—' : `${value}`),
    }),
    xAxis: timeAxis(c, { data: days.map((day) => day.day.slice(5)), boundaryGap: true }),
    yAxis: [
      valueAxis(c, '%', { min: 0, max: 100 }),
      valueAxis(c, '', { splitLine: { show: false }, minInterval: 1 }),
    ],
    series: [
      {
        name: t('completeness'),
        type: 'bar',
        data: days.map((day) => ({
          value: day.completeness === null ? null : Math.floor(day.completeness * 1000) / 10,
          itemStyle: { color: day.complete === false ? c['warn-fill'] : c.brand },
        })),
        itemStyle: { color: c.brand },
      },
      {
        name: t('rejected'),
        type: 'line',
        yAxisIndex: 1,
        showSymbol: false,
        data: days.map((day) => day.rejected),
        lineStyle: { color: c['bad-fill'], width: 1.5 },
        itemStyle: { color: c['bad-fill'] },
      },
    ],
  };
}
