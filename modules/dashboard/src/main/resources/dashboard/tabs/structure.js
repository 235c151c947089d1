// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, ref } from '../lib/vue.js';
import { get, id } from '../core/api.js';
import { number, percent, short } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { Choice, Loaded, Panel } from '../parts/basics.js';
import { Chart, timeAxis, tooltip, valueAxis } from '../parts/chart.js';
import { Table } from '../parts/table.js';

/** Of what energy and carbon consist, month by month, and the shares against their targets. */
const PARTS = {
  tce: ['coal', 'oil', 'gas', 'electricity', 'heat', 'biomass', 'other'],
  co2e: ['combustion', 'electricity', 'heat', 'process', 'gases'],
};

const SIGNS = { '<=': '≤', '>=': '≥', '~': '≈' };

export const Structure = {
  props: { entity: Object },
  setup(props) {
    const quantity = ref('tce');
    const state = useLoad(
      () => [props.entity.id, quantity.value],
      async ([entity, which], signal) => {
        const parts = await Promise.all(
          PARTS[which].map((part) =>
            get(
              `/api/v1/entities/${id(entity)}/windows`,
              { quantity: `${which}.${part}`, granularity: '1M' },
              signal,
            ).then((answer) => ({ part, answer })),
          ),
        );
        return parts.filter(({ answer }) => answer.windows.some((window) => window.value !== 0));
      },
    );
    const shares = useLoad(
      () => props.entity.id,
      (entity, signal) => get('/api/v1/shares', { entity, limit: 1000 }, signal),
    );
    const option = computed(() => (state.data ? (c) => draw(c, state.data, quantity.value) : null));
    const table = computed(() => months(state.data ?? []));
    return () =>
      h('div', { class: 'columns two' }, [
        h(
          Panel,
          { title: t('tab.structure'), id: 'structure' },
          {
            tools: () =>
              h(Choice, {
                label: t('quantity'),
                value: quantity.value,
                onChoose: (value) => (quantity.value = value),
                options: ['tce', 'co2e'].map((value) => ({ value, label: t(`short.${value}`) })),
              }),
            default: () =>
              h(Loaded, { state, empty: (data) => data.length === 0, emptyText: t('noWindows') }, (data) =>
                h(Chart, {
                  option: option.value,
                  size: 'tall',
                  label: t('structureChart'),
                  rows: table.value,
                  columns: [
                    { key: 'month', name: t('monthName') },
                    ...data.map(({ part }) => ({
                      key: part,
                      name: t(`part.${part}`),
                      number: true,
                      cell: (row) => number(row[part]),
                    })),
                  ],
                }),
              ),
          },
        ),
        h(
          Panel,
          { title: t('shares'), id: 'shares' },
          {
            default: () =>
              h(Loaded, { state: shares, empty: (data) => data.shares.length === 0 }, (data) =>
                h(Table, { caption: t('shares'), columns: COLUMNS(), rows: newest(data.shares) }),
              ),
          },
        ),
      ]);
  },
};

const COLUMNS = () => [
  { key: 'share', name: t('share'), cell: (row) => nameOf(row.share), sort: (row) => row.share.code },
  { key: 'period', name: t('period') },
  { key: 'value', name: '%', number: true, cell: (row) => percent(row.value, 1) },
  { key: 'part', name: 'tce', number: true, cell: (row) => short(row.part) },
  { key: 'coverage', name: t('coverage'), number: true, cell: (row) => percent(row.coverage) },
  {
    key: 'targets',
    name: t('nav.targets'),
    cell: (row) =>
      row.targets.map((target) =>
        h(
          'span',
          { class: ['tag', target.state === 'MET' ? 'ok' : ''], title: target.source },
          saying(target),
        ),
      ),
  },
];

function saying(target) {
  const limit =
    target.value === null ? '' : `${SIGNS[target.operator] ?? target.operator} ${percent(target.value, 1)} `;
  return limit + tcode('targetState', target.state);
}

/** The newest year of each share. */
function newest(shares) {
  const year = shares
    .filter((each) => each.period.length === 4 && each.whole !== 0)
    .map((each) => each.period)
    .sort()
    .at(-1);
  return shares.filter((each) => each.period === year && (each.value !== 0 || each.targets.length > 0));
}

function months(parts) {
  const rows = new Map();
  for (const { part, answer } of parts) {
    for (const window of answer.windows) {
      const month = window.start.slice(0, 7);
      rows.set(month, { ...(rows.get(month) ?? { month }), [part]: window.value });
    }
  }
  return [...rows.values()].sort((a, b) => a.month.localeCompare(b.month));
}

function draw(c, parts, quantity) {
  const rows = months(parts);
  const unit = parts[0]?.answer.unit ?? '';
  const palette = [c.c7, c.c8, c.c3, c.c1, c.c6, c.c5, c.c4];
  return {
    tooltip: tooltip(c, { valueFormatter: (value) => `${number(value)} ${tcode('unit', unit)}` }),
    xAxis: timeAxis(c, { data: rows.map((row) => row.month), boundaryGap: true }),
    yAxis: valueAxis(c, tcode('unit', unit), { axisLabel: { color: c.soft, formatter: short } }),
    series: parts.map(({ part }) => ({
      name: t(`part.${part}`),
      type: 'bar',
      stack: quantity,
      barMaxWidth: 46,
      itemStyle: { color: palette[PARTS[quantity].indexOf(part) % palette.length] },
      data: rows.map((row) => row[part] ?? null),
    })),
  };
}
