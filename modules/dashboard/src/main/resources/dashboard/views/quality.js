// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h } from '../lib/vue.js';
import { get } from '../core/api.js';
import { ago, percent, time, whole } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href } from '../core/router.js';
import { Figure, Loaded, Panel, figures } from '../parts/basics.js';
import { Chart, timeAxis, tooltip, valueAxis } from '../parts/chart.js';
import { Table } from '../parts/table.js';
import { SeverityBadge, alertName, evidenceText, ruleName } from '../parts/alertbits.js';
import { alerts } from '../stores/alerts.js';
import { entityOf, loadEntities } from '../stores/entities.js';

/** What became of all readings, whose data are poor, what the audit found, and what was told to whom. */
const RULES = new Set(['poor-quality', 'unit-offline', 'region-audit', 'measured-vs-calculated', 'report-deviation', 'missing-report', 'station-missing', 'station-drift']);

export const QualityView = {
  setup() {
    loadEntities();
    const load = (kind) => useLoad(() => kind, (which, signal) => get('/api/v1/accounts', { kind: which, limit: 5000 }, signal), 15000);
    const [total, gateways, units] = ['total', 'gateway', 'unit'].map(load);
    const deliveries = useLoad(() => 'all', (_, signal) => get('/api/v1/deliveries', { limit: 100 }, signal), 30000);
    const notices = useLoad(() => 'all', (_, signal) => get('/api/v1/notices', { limit: 50 }, signal), 30000);
    const poor = computed(() => alerts.open.filter((alert) => RULES.has(alert.rule)));
    const option = computed(() => (total.data?.accounts[0] ? (c) => drawCodes(c, total.data.accounts[0]) : null));
    return () => h('div', { class: 'view quality' }, [
      h('div', { class: 'title' }, h('h1', t('nav.quality'))),
      h('div', { class: 'columns two' }, [
        h(Panel, { title: t('allReadings'), id: 'all', wide: 'wide' }, { default: () => h(Loaded, { state: total, empty: (data) => data.accounts.length === 0 }, (data) => sums(data.accounts[0])) }),
        h(Panel, { title: t('rejectedWhy'), id: 'codes' }, { default: () => h(Loaded, { state: total, empty: (data) => Object.keys(data.accounts[0]?.rejectedByCode ?? {}).length === 0, emptyText: t('noneRejected') }, (data) =>
          h(Chart, { option: option.value, size: 'small', label: t('rejectedWhy'), rows: Object.entries(data.accounts[0].rejectedByCode), columns: [{ key: 0, name: t('rejectedWhy'), cell: ([code]) => tcode('rejected', code) }, { key: 1, name: t('count'), number: true }] })) }),
        h(Panel, { title: t('doors'), id: 'doors' }, { default: () => h(Loaded, { state: gateways, empty: (data) => data.accounts.length === 0 }, (data) => h(Table, { caption: t('doors'), rows: data.accounts, columns: columns(false) })) }),
        h(Panel, { title: t('audit'), id: 'audit', sub: t('openCount', poor.value.length) }, { default: () => findings(poor.value) }),
        h(Panel, { title: t('told'), id: 'told' }, { default: () => [
          h(Loaded, { state: notices, empty: (data) => data.notices.length === 0, emptyText: t('noNotices') }, (data) => told(data.notices)),
          h('h3', t('deliveries')),
          h(Loaded, { state: deliveries, empty: (data) => data.deliveries.length === 0, emptyText: t('noDeliveries') }, (data) => delivered(data.deliveries)),
        ] }),
        h(Panel, { title: t('byUnit'), id: 'units', wide: 'wide' }, { default: () => h(Loaded, { state: units, empty: (data) => data.accounts.length === 0 }, (data) =>
          h(Table, { caption: t('byUnit'), rows: data.accounts, rowKey: (row) => row.name, columns: columns(true), most: 50 })) }),
      ]),
    ]);
  },
};

function sums(account) {
  const keys = ['accepted', 'duplicate', 'corrected', 'rejected'];
  const exact = keys.reduce((sum, key) => sum + account[key], 0) === account.received;
  return [
    figures(
      h(Figure, { name: t('received'), value: whole(account.received), note: t('asOf', time(account.asOf)) }),
      ...keys.map((key) => h(Figure, { key, name: t(key), value: whole(account[key]), note: percent(account.received ? account[key] / account.received : null, 2), tone: key === 'rejected' && account[key] > 0 ? 'low' : '' })),
    ),
    h('p', { class: 'legend' }, [h('span', { class: ['tag', exact ? 'ok' : 'up'] }, exact ? `✓ ${t('sumsAgree')}` : `▲ ${t('sumsDiffer')}`), ` ${t('accountSum')}`]),
  ];
}

const columns = (units) => [
  { key: 'name', name: t(units ? 'kind.unit' : 'door'), cell: (row) => (units ? h('a', { href: href('entity', [row.name], { tab: 'data' }) }, nameOf(entityOf(row.name))) : row.name) },
  ...['received', 'accepted', 'duplicate', 'corrected', 'rejected'].map((key) => ({ key, name: t(key), number: true, cell: (row) => whole(row[key]) })),
  { key: 'share', name: t('rejectedShare'), number: true, cell: (row) => percent(row.received ? row.rejected / row.received : null, 2), sort: (row) => row.rejected / (row.received || 1) },
  { key: 'codes', name: t('rejectedWhy'), cell: (row) => Object.entries(row.rejectedByCode).map(([code, count]) => h('span', { class: 'tag' }, `${tcode('rejected', code)} ${whole(count)}`)) },
  { key: 'asOf', name: t('newest'), cell: (row) => ago(row.asOf), sort: (row) => row.asOf },
];

function findings(list) {
  if (list.length === 0) return h('p', { class: 'empty' }, t('auditClean'));
  return h(Table, { caption: t('audit'), rows: list, rowKey: (row) => row.alertId, most: 40, columns: [
    { key: 'rule', name: t('filter.rule'), cell: (row) => [h(SeverityBadge, { alert: row }), ' ', h('a', { href: href('alerts', [row.alertId]) }, ruleName(row))], sort: (row) => row.rule },
    { key: 'entity', name: t('name'), cell: (row) => alertName(row), sort: (row) => alertName(row) },
    { key: 'evidence', name: t('evidence'), cell: (row) => evidenceText(row) },
    { key: 'since', name: t('sinceWhen'), cell: (row) => time(row.since), sort: (row) => row.since },
  ] });
}

const told = (list) => h(Table, { caption: t('told'), rows: list, most: 15, rowKey: (row) => row.id, columns: [
  { key: 'at', name: t('time'), cell: (row) => time(row.at) },
  { key: 'title', name: t('notice'), cell: (row) => nameOf({ name: row.titleZh, nameEn: row.titleEn }) },
  { key: 'deliveries', name: t('deliveries'), cell: (row) => Object.entries(row.deliveries).map(([state, count]) => h('span', { class: 'tag' }, `${tcode('delivery', state)} ${count}`)) },
] });

const delivered = (list) => h(Table, { caption: t('deliveries'), rows: list, most: 15, columns: [
  { key: 'at', name: t('time'), cell: (row) => time(row.at) },
  { key: 'receiver', name: t('receiver'), cell: (row) => `${row.receiver} (${row.kind})` },
  { key: 'state', name: t('state'), cell: (row) => h('span', { class: ['tag', row.state === 'SENT' ? 'ok' : row.state === 'FAILED' ? 'up' : ''] }, tcode('delivery', row.state)) },
  { key: 'answer', name: t('answer') },
] });

function drawCodes(c, account) {
  const rows = Object.entries(account.rejectedByCode).sort((a, b) => a[1] - b[1]).slice(-10);
  return {
    legend: { show: false },
    grid: { left: 8, right: 60, top: 30, bottom: 4, containLabel: true },
    tooltip: tooltip(c),
    xAxis: valueAxis(c, '', { minInterval: 1 }),
    yAxis: timeAxis(c, { data: rows.map(([code]) => tcode('rejected', code)), boundaryGap: true }),
    series: [{ type: 'bar', barMaxWidth: 18, itemStyle: { color: c['warn-fill'] }, label: { show: true, position: 'right', color: c.text }, data: rows.map(([, count]) => count) }],
  };
}
