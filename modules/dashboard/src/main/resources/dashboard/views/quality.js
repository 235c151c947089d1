// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h } from '../lib/vue.js';
import { get } from '../core/api.js';
import { time } from '../core/format.js';
import { t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href } from '../core/router.js';
import { columns, drawCodes, sums } from '../parts/accounts.js';
import { SeverityBadge, alertName, evidenceText, ruleName } from '../parts/alertbits.js';
import { Loaded, Panel } from '../parts/basics.js';
import { Export } from '../parts/export.js';
import { Chart } from '../parts/chart.js';
import { delivered, told } from '../parts/notices.js';
import { Table } from '../parts/table.js';
import { alerts } from '../stores/alerts.js';
import { loadEntities } from '../stores/entities.js';

/** What became of all readings, whose data are poor, what the audit found, and what was told to whom. */
const RULES = new Set([
  'poor-quality',
  'unit-offline',
  'region-audit',
  'measured-vs-calculated',
  'report-deviation',
  'missing-report',
  'station-missing',
  'station-drift',
]);

export const QualityView = {
  setup() {
    loadEntities();
    const load = (kind) =>
      useLoad(
        () => kind,
        (which, signal) => get('/api/v1/accounts', { kind: which, limit: 5000 }, signal),
        15000,
      );
    const [total, gateways, units] = ['total', 'gateway', 'unit'].map(load);
    const deliveries = useLoad(
      () => 'all',
      (_, signal) => get('/api/v1/deliveries', { limit: 100 }, signal),
      30000,
    );
    const notices = useLoad(
      () => 'all',
      (_, signal) => get('/api/v1/notices', { limit: 50 }, signal),
      30000,
    );
    const poor = computed(() => alerts.open.filter((alert) => RULES.has(alert.rule)));
    const option = computed(() =>
      total.data?.accounts[0] ? (c) => drawCodes(c, total.data.accounts[0]) : null,
    );
    return () =>
      h('div', { class: 'view quality' }, [
        h('div', { class: 'title' }, h('h1', t('nav.quality'))),
        h('div', { class: 'columns two' }, [
          h(
            Panel,
            { title: t('allReadings'), id: 'all', wide: 'wide' },
            {
              tools: () => h(Export, { path: '/api/v1/accounts' }),
              default: () =>
                h(Loaded, { state: total, empty: (data) => data.accounts.length === 0 }, (data) =>
                  sums(data.accounts[0]),
                ),
            },
          ),
          h(
            Panel,
            { title: t('rejectedWhy'), id: 'codes' },
            {
              default: () =>
                h(
                  Loaded,
                  {
                    state: total,
                    empty: (data) => Object.keys(data.accounts[0]?.rejectedByCode ?? {}).length === 0,
                    emptyText: t('noneRejected'),
                  },
                  (data) =>
                    h(Chart, {
                      option: option.value,
                      size: 'small',
                      label: t('rejectedWhy'),
                      rows: Object.entries(data.accounts[0].rejectedByCode),
                      columns: [
                        { key: 0, name: t('rejectedWhy'), cell: ([code]) => tcode('rejected', code) },
                        { key: 1, name: t('count'), number: true },
                      ],
                    }),
                ),
            },
          ),
          h(
            Panel,
            { title: t('doors'), id: 'doors' },
            {
              default: () =>
                h(Loaded, { state: gateways, empty: (data) => data.accounts.length === 0 }, (data) =>
                  h(Table, { caption: t('doors'), rows: data.accounts, columns: columns(false) }),
                ),
            },
          ),
          h(
            Panel,
            { title: t('audit'), id: 'audit', sub: t('openCount', poor.value.length) },
            { default: () => findings(poor.value) },
          ),
          h(
            Panel,
            { title: t('told'), id: 'told' },
            {
              default: () => [
                h(
                  Loaded,
                  { state: notices, empty: (data) => data.notices.length === 0, emptyText: t('noNotices') },
                  (data) => told(data.notices),
                ),
                h('h3', t('deliveries')),
                h(
                  Loaded,
                  {
                    state: deliveries,
                    empty: (data) => data.deliveries.length === 0,
                    emptyText: t('noDeliveries'),
                  },
                  (data) => delivered(data.deliveries),
                ),
              ],
            },
          ),
          h(
            Panel,
            { title: t('byUnit'), id: 'units', wide: 'wide' },
            {
              default: () =>
                h(Loaded, { state: units, empty: (data) => data.accounts.length === 0 }, (data) =>
                  h(Table, {
                    caption: t('byUnit'),
                    rows: data.accounts,
                    rowKey: (row) => row.name,
                    columns: columns(true),
                    most: 50,
                  }),
                ),
            },
          ),
        ]),
      ]);
  },
};

function findings(list) {
  if (list.length === 0) return h('p', { class: 'empty' }, t('auditClean'));
  return h(Table, {
    caption: t('audit'),
    rows: list,
    rowKey: (row) => row.alertId,
    most: 40,
    columns: [
      {
        key: 'rule',
        name: t('filter.rule'),
        cell: (row) => [
          h(SeverityBadge, { alert: row }),
          ' ',
          h('a', { href: href('alerts', [row.alertId]) }, ruleName(row)),
        ],
        sort: (row) => row.rule,
      },
      { key: 'entity', name: t('name'), cell: (row) => alertName(row), sort: (row) => alertName(row) },
      { key: 'evidence', name: t('evidence'), cell: (row) => evidenceText(row) },
      { key: 'since', name: t('sinceWhen'), cell: (row) => time(row.since), sort: (row) => row.since },
    ],
  });
}
