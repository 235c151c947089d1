// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { get, id } from '../core/api.js';
import { exact, number, percent } from '../core/format.js';
import { half, has, nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { Figure, Loaded, Panel, figures } from '../parts/basics.js';
import { allowances, screening, utilisation } from '../parts/duties.js';
import { scoreCard } from '../parts/scorecard.js';
import { Table } from '../parts/table.js';
import { entityOf } from '../stores/entities.js';

/** How a unit stands beside standards and its peers: classes, code, ranks, thresholds, allowances, score. */
export const Benchmark = {
  props: { entity: Object },
  setup(props) {
    const view = (name, limit = 200) =>
      useLoad(
        () => props.entity.id,
        (entity, signal) => get(`/api/v1/entities/${id(entity)}/views/${name}`, { limit }, signal),
      );
    const states = {
      classes: view('classes'),
      code: view('code'),
      ranks: view('ranks'),
      screening: view('screening'),
      allowances: view('allowances'),
      utilisation: view('utilisation'),
      scores: view('scores'),
    };
    const panel = (name, show, wide) =>
      h(
        Panel,
        { title: t(`view.${name}`), id: `v-${name}`, wide },
        {
          default: () =>
            h(Loaded, { state: states[name], empty: (data) => data.items.length === 0 }, (data) =>
              show(data.items),
            ),
        },
      );
    return () =>
      h('div', { class: 'columns two' }, [
        panel('classes', classes, 'wide'),
        panel('code', code),
        panel('allowances', allowances),
        panel('ranks', ranks),
        panel('screening', screening),
        panel('utilisation', utilisation),
        panel('scores', scoreCard),
      ]);
  },
};

const table = (caption, columns, rows) => h(Table, { caption, columns, rows });

function classes(items) {
  const rows = items.flatMap((item) =>
    item.products.flatMap((product) =>
      (product.indicators.length > 0 ? product.indicators : [{}]).map((indicator) => ({
        ...indicator,
        period: item.period,
        product: product.product,
        reason: product.reason,
        provisional: item.provisional || product.provisional,
      })),
    ),
  );
  return table(
    t('view.classes'),
    [
      { key: 'product', name: t('product.name') },
      { key: 'period', name: t('period'), cell: (row) => (has(row.period) ? t(row.period) : row.period) },
      { key: 'indicator', name: t('indicator'), cell: (row) => half(row.indicator) },
      {
        key: 'value',
        name: t('measured'),
        number: true,
        cell: (row) =>
          row.value ? [h('b', number(row.value)), h('small', ` ${row.unit}`)] : tcode('why', row.reason),
        sort: (row) => Number(row.value),
      },
      {
        key: 'levels',
        name: t('levels'),
        number: true,
        cell: (row) => [row.level1, row.level2, row.level3].map((each) => exact(each)).join(' / '),
      },
      {
        key: 'level',
        name: t('class'),
        cell: (row) =>
          row.level
            ? h(
                'span',
                { class: ['tag', row.level <= 2 ? 'ok' : row.level === 4 ? 'up' : ''] },
                row.level === 4 ? t('class.none') : t('class.n', row.level),
              )
            : '—',
      },
      { key: 'policyClass', name: t('policyClass'), cell: (row) => tcode('policyClass', row.policyClass) },
      { key: 'standard', name: t('source'), cell: (row) => h('small', row.standard) },
    ],
    rows.reverse(),
  );
}

function code([item]) {
  return [
    h('p', { class: ['code', `code${item.code ?? 0}`] }, [
      h('b', item.code ?? '?'),
      h('span', item.code ? t('codeOf', item.code) : t('lamp.none')),
    ]),
    figures(
      h(Figure, {
        name: t('measured'),
        value: number(item.value ?? item.intensity),
        unit: perOf(item.valueUnit),
      }),
      h(Figure, { name: t('reference'), value: number(item.reference), note: half(item.basis) }),
      h(Figure, { name: t('ratio'), value: exact(item.ratio, 3), note: `${item.rule} (${item.confidence})` }),
    ),
    h(
      'p',
      { class: 'legend' },
      `${item.from} – ${item.to} · ${t('coverage')} ${percent(item.coverage)}${item.provisional ? ` · ${t('provisional')}` : ''}`,
    ),
  ];
}

/** "tCO2e per product:水泥熟料 [t]" as a person writes it. */
function perOf(unit) {
  const [amount, per] = (unit ?? '').split(' per ');
  return per ? `${tcode('unit', amount)} / ${per.replace(/^\w+:/, '')}` : tcode('unit', amount);
}

function ranks(items) {
  return table(
    t('view.ranks'),
    [
      { key: 'region', name: t('region'), cell: (row) => nameOf(entityOf(row.region)) },
      { key: 'quantity', name: t('quantity'), cell: (row) => tcode('short', row.quantity) },
      { key: 'measure', name: t('measure'), cell: (row) => tcode('measure', row.measure) },
      {
        key: 'rank',
        name: t('rank'),
        number: true,
        cell: (row) => (row.rank ? [h('b', row.rank), ` / ${row.of}`] : tcode('why', row.reason)),
      },
      {
        key: 'value',
        name: t('value'),
        number: true,
        cell: (row) => (row.measure === 'reduction' ? percent(row.value, 1) : number(row.value)),
        sort: (row) => Number(row.value),
      },
      { key: 'to', name: t('until') },
    ],
    items,
  );
}
