// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, ref } from '../lib/vue.js';
import { get } from '../core/api.js';
import { number, percent } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href } from '../core/router.js';
import { BudgetBar, Choice, Coverage, Loaded, Panel } from '../parts/basics.js';
import { Export } from '../parts/export.js';
import { FourLamps } from '../parts/lamp.js';
import { Table } from '../parts/table.js';

/** What lies directly below a region, each against its budget, sorted as one likes. */
export const Below = {
  props: { entity: Object },
  setup(props) {
    const quantity = ref('tce');
    const state = useLoad(
      () => [props.entity.id, quantity.value],
      ([region, which], signal) => get('/api/v1/overview', { region, quantity: which }, signal),
      10000,
    );
    const lamps = useLoad(
      () => (state.data ? [props.entity.id, state.data.year] : null),
      ([entity, period], signal) =>
        get('/api/v1/lamps', { entity, period, children: true, limit: 500 }, signal),
      30000,
    );
    const records = computed(() => new Map((lamps.data?.lamps ?? []).map((each) => [each.entity, each])));
    return () =>
      h(
        Panel,
        { title: t('tab.below'), id: 'below-tab' },
        {
          tools: () => [
            h(Choice, {
              label: t('quantity'),
              value: quantity.value,
              onChoose: (value) => (quantity.value = value),
              options: ['tce', 'co2e'].map((value) => ({ value, label: t(`short.${value}`) })),
            }),
            h(Export, {
              path: '/api/v1/overview',
              parameters: { region: props.entity.id, quantity: quantity.value },
            }),
          ],
          default: () =>
            h(Loaded, { state, empty: (data) => data.rows.length < 2 }, (data) =>
              h(Table, {
                caption: t('tab.below'),
                columns: columns(data, records.value),
                rows: data.rows.slice(1).filter((row) => row.units > 0 || row.year.limit || row.year.value),
                rowKey: (row) => row.id,
              }),
            ),
        },
      );
  },
};

function columns(data, records) {
  const whole = data.rows[0].year.value;
  return [
    {
      key: 'name',
      name: t('name'),
      cell: (row) => h('a', { href: href('entity', [row.id]) }, nameOf(row)),
      sort: nameOf,
    },
    {
      key: 'lamps',
      name: t('lamps'),
      cell: (row) => h(FourLamps, { record: records.get(row.id), size: 16 }),
      sort: (row) => records.get(row.id)?.state.code,
    },
    { key: 'units', name: t('units'), number: true },
    {
      key: 'month',
      name: `${t('month')} ${data.month}`,
      cell: (row) => h(BudgetBar, { cell: row.month, unit: data.unit }),
      sort: (row) => row.month.value / (row.month.limit || Infinity),
    },
    {
      key: 'year',
      name: `${t('year')} ${data.year}`,
      cell: (row) => h(BudgetBar, { cell: row.year, unit: data.unit }),
      sort: (row) => row.year.value / (row.year.limit || Infinity),
    },
    {
      key: 'value',
      name: `${t('year')} ${tcode('unit', data.unit)}`,
      number: true,
      cell: (row) => number(row.year.value),
      sort: (row) => row.year.value,
    },
    {
      key: 'share',
      name: t('share'),
      number: true,
      cell: (row) => percent(whole ? row.year.value / whole : null, 1),
      sort: (row) => row.year.value,
    },
    {
      key: 'coverage',
      name: t('coverage'),
      number: true,
      cell: (row) => (row.year.coverage === null ? '—' : h(Coverage, { value: row.year.coverage })),
      sort: (row) => row.year.coverage,
    },
  ];
}
