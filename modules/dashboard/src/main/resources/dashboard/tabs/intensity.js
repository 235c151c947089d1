// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { get } from '../core/api.js';
import { number, percent, short, signed } from '../core/format.js';
import { half, nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { Coverage, Loaded, Panel } from '../parts/basics.js';
import { Export } from '../parts/export.js';
import { Lamp, levelName } from '../parts/lamp.js';
import { Table } from '../parts/table.js';
import { home } from '../stores/home.js';

/** Energy and carbon per GDP, value added, output and product; and every target that was judged, with its clause. */
export const Intensity = {
  props: { entity: Object },
  setup(props) {
    const state = useLoad(
      () => [props.entity.id, home.overview?.year],
      ([entity, period], signal) => get('/api/v1/intensity', { entity, period, limit: 500 }, signal),
    );
    const lamps = useLoad(
      () => props.entity.id,
      (entity, signal) => get('/api/v1/lamps', { entity, limit: 200 }, signal),
    );
    return () =>
      h('div', { class: 'stack' }, [
        h(
          Panel,
          { title: t('tab.intensity'), id: 'intensity' },
          {
            tools: () => h(Export, { path: '/api/v1/intensity', parameters: { entity: props.entity.id } }),
            default: () =>
              h(
                Loaded,
                { state, empty: (data) => data.intensities.length === 0, emptyText: t('noIntensity') },
                (data) =>
                  h(Table, { caption: t('tab.intensity'), columns: columns(), rows: data.intensities }),
              ),
          },
        ),
        h(
          Panel,
          { title: t('judged'), id: 'judged' },
          {
            tools: () =>
              h(Export, { path: '/api/v1/lamps', parameters: { entity: props.entity.id, table: 'lamps.lamps' } }),
            default: () =>
              h(Loaded, { state: lamps, empty: (data) => data.lamps.length === 0 }, (data) =>
                h(Table, { caption: t('judged'), columns: judged(), rows: newestFirst(data.lamps) }),
              ),
          },
        ),
      ]);
  },
};

const columns = () => [
  { key: 'quantity', name: t('quantity'), cell: (row) => tcode('quantity', row.quantity) },
  {
    key: 'denominator',
    name: t('per'),
    cell: (row) => nameOf(row.denominator),
    sort: (row) => row.denominator.code,
  },
  {
    key: 'value',
    name: t('intensity'),
    number: true,
    cell: (row) => [
      h('b', number(row.assessedValue ?? row.value)),
      h('small', ` ${tcode('unit', row.valueUnit)}`),
    ],
    sort: (row) => row.value,
  },
  { key: 'previous', name: t('lastYear'), number: true, cell: (row) => number(row.previous) },
  {
    key: 'decline',
    name: t('decline'),
    number: true,
    cell: (row) => (row.decline === null ? '—' : signed(-row.decline, 2)),
  },
  { key: 'span', name: t('days'), cell: (row) => `${row.from} – ${row.to}` },
  { key: 'coverage', name: t('coverage'), number: true, cell: (row) => h(Coverage, { value: row.coverage }) },
  {
    key: 'assumed',
    name: t('assumed'),
    cell: (row) => (row.assumed.length > 0 ? h('small', row.assumed.join('; ')) : ''),
  },
];

const judged = () => [
  { key: 'period', name: t('period') },
  { key: 'kind', name: t('lamps'), cell: (row) => nameOf(row.kind), sort: (row) => row.kind.code },
  {
    key: 'level',
    name: t('level'),
    cell: (row) => [h(Lamp, { level: row.level, size: 16 }), ` ${levelName(row.level)}`],
    sort: (row) => row.level.code,
  },
  { key: 'reason', name: t('reason'), cell: (row) => nameOf(row.reason) },
  {
    key: 'assessed',
    name: t('assessed'),
    number: true,
    cell: (row) => (row.denominator ? number(row.value) : short(row.assessed)),
  },
  {
    key: 'limit',
    name: t('limit'),
    number: true,
    cell: (row) =>
      row.denominator ? (row.required === null ? '—' : signed(-row.required, 2)) : short(row.limit),
  },
  {
    key: 'decline',
    name: t('decline'),
    number: true,
    cell: (row) => (row.decline === null ? '—' : signed(-row.decline, 2)),
  },
  { key: 'coverage', name: t('coverage'), number: true, cell: (row) => percent(row.coverage) },
  { key: 'source', name: t('source'), cell: (row) => h('small', `${row.target} · ${half(row.source)}`) },
];

function newestFirst(records) {
  return records
    .flatMap((record) => record.lamps.map((lamp) => ({ ...lamp, period: record.period })))
    .sort((a, b) => b.period.localeCompare(a.period));
}
