// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, ref } from '../lib/vue.js';
import { get, id as encoded } from '../core/api.js';
import { exact, number, percent, signed, time } from '../core/format.js';
import { isChinese, nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { refine, route } from '../core/router.js';
import { Choice, Loaded } from '../parts/basics.js';
import { EntityPicker } from '../parts/entitypicker.js';
import { span } from '../parts/budgetchart.js';
import { KINDS, Lamp, kindName, levelName } from '../parts/lamp.js';
import { entityOf, loadEntities } from '../stores/entities.js';
import { home } from '../stores/home.js';

/** The monthly or annual report of a region or unit: a page to print, every figure with its revision. */
const PARTS = ['tce', 'tce_equivalent', 'co2e', 'electricity', 'raw_coal', 'natural_gas', 'heat'];

export const ReportsView = {
  setup() {
    loadEntities();
    const id = computed(() => route.parts[0] || home.overview?.region || null);
    const kind = computed(() => (route.query.period?.length === 4 ? 'year' : 'month'));
    const period = computed(() => route.query.period || home.overview?.month || null);
    const printed = ref(null);
    const state = useLoad(
      () => (id.value && period.value ? [id.value, period.value] : null),
      ([entity, when], signal) => load(entity, when, signal),
    );
    const print = () => {
      printed.value = new Date();
      setTimeout(() => window.print(), 50);
    };
    return () => h('div', { class: 'view reports' }, [
      h('div', { class: 'tools controls' }, [
        h(EntityPicker, { view: 'reports' }),
        h(Choice, { label: t('period'), value: kind.value, onChoose: (value) => refine({ period: value === 'year' ? home.overview.year : home.overview.month }), options: ['month', 'year'].map((value) => ({ value, label: t(`report.${value}`) })) }),
        h('label', [t('period'), kind.value === 'year'
          ? h('input', { type: 'number', min: 2000, max: 2100, value: period.value, onChange: (event) => refine({ period: event.target.value }) })
          : h('input', { type: 'month', value: period.value, onChange: (event) => event.target.value && refine({ period: event.target.value }) })]),
        h('button', { type: 'button', class: 'primary', onClick: print }, t('print')),
        h('button', { type: 'button', onClick: () => state.data && download(state.data, period.value) }, 'CSV'),
      ]),
      h(Loaded, { state }, (data) => h('article', { class: 'panel report' }, sheet(data, period.value, printed.value))),
    ]);
  },
};

async function load(entity, period, signal) {
  const [from, to] = span(period);
  const granularity = period.length === 4 ? '1Y' : '1M';
  const before = period.length === 4 ? String(Number(period) - 1) : `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
  const [fromBefore, toBefore] = span(before);
  const path = `/api/v1/entities/${encoded(entity)}/windows`;
  const one = async (quantity) => {
    const [now, last] = await Promise.all([
      get(path, { quantity, granularity, from, to }, signal),
      get(path, { quantity, granularity, from: fromBefore, to: toBefore }, signal),
    ]);
    return { quantity, unit: now.unit, asOf: now.asOf, now: now.windows[0] ?? null, last: last.windows[0] ?? null };
  };
  const [rows, lamps, own, alerts, intensity] = await Promise.all([
    Promise.all(PARTS.map(one)),
    get('/api/v1/lamps', { entity, period: period.slice(0, 4) }, signal),
    get(`/api/v1/entities/${encoded(entity)}`, {}, signal),
    get('/api/v1/alerts', { entity, limit: 200 }, signal),
    get('/api/v1/intensity', { entity, period: period.slice(0, 4), limit: 50 }, signal),
  ]);
  return { entity: own.entity, ancestry: own.ancestry, rows, lamps: lamps.lamps[0], alerts: alerts.alerts.filter((alert) => alert.at >= from || alert.state !== 'RESOLVED'), intensities: intensity.intensities };
}

function sheet(data, period, printed) {
  const asOf = data.rows.map((row) => row.asOf).filter(Boolean).sort().at(-1);
  return [
    h('header', [
      h('p', data.ancestry.filter((each) => each !== '100000').reverse().map((each) => nameOf(entityOf(each))).join(' / ')),
      h('h1', t(period.length === 4 ? 'report.titleYear' : 'report.titleMonth', nameOf(data.entity), period)),
      h('p', [asOf ? t('asOf', time(asOf)) : t('noWindows'), printed ? ` · ${t('printedAt', printed.toLocaleString(isChinese() ? 'zh-CN' : 'en-GB'))}` : '']),
    ]),
    h('h2', `1  ${t('report.amounts')}`), amounts(data.rows),
    h('h2', `2  ${t('report.lamps', period.slice(0, 4))}`), judged(data.lamps),
    h('h2', `3  ${t('report.intensity', period.slice(0, 4))}`), intensities(data.intensities),
    h('h2', `4  ${t('report.alerts')}`), alertRows(data.alerts),
    h('p', { class: 'legend' }, t('report.foot')),
  ];
}

const table = (heads, rows) => h('table', [
  h('thead', h('tr', heads.map(([name, number]) => h('th', { scope: 'col', class: number ? 'num' : null }, name)))),
  h('tbody', rows.map((cells) => h('tr', cells.map((cell, index) => h(index === 0 ? 'th' : 'td', { class: heads[index][1] ? 'num' : null, scope: index === 0 ? 'row' : undefined }, [cell]))))),
]);

function amounts(rows) {
  return table(
    [[t('quantity')], [t('amount2'), true], [t('unitName')], [t('lastYear'), true], [t('change'), true], [t('coverage'), true], [t('estimatedShare'), true], [t('revisions'), true], [t('state')]],
    rows.filter((row) => row.now || row.last).map((row) => [
      tcode('quantity', row.quantity), exact(row.now?.value, 3), tcode('unit', row.unit), exact(row.last?.value, 3),
      comparable(row) ? signed(row.now.value / row.last.value - 1) : '—',
      percent(row.now?.coverage, 1), percent(row.now?.estimated, 1), row.now?.revision ?? '—', row.now ? t(row.now.provisional ? 'provisional' : 'final') : '—',
    ]),
  );
}

/** A period that has not ended is not held against a whole one. */
const comparable = (row) => row.now && row.last?.value > 0 && Date.parse(row.now.end) <= Date.parse(row.asOf);

function judged(record) {
  if (!record) return h('p', { class: 'empty' }, t('lamp.noRecord'));
  const list = KINDS.flatMap((kind) => record.lamps.filter((lamp) => lamp.kind.code === kind.code));
  return table(
    [[t('lamps')], [t('level')], [t('assessed'), true], [t('limit'), true], [t('forecast'), true], [t('coverage'), true], [t('source')]],
    list.map((lamp) => [
      kindName(lamp.kind.code), [h(Lamp, { level: lamp.level, size: 15 }), ` ${levelName(lamp.level)} · ${nameOf(lamp.reason)}`],
      lamp.denominator ? `${number(lamp.value)} ${tcode('unit', lamp.valueUnit)}` : `${number(lamp.assessed)} ${tcode('unit', lamp.unit)}`,
      lamp.denominator ? (lamp.required === null ? '—' : signed(-lamp.required, 2)) : number(lamp.limit),
      lamp.forecast ? number(lamp.forecast.value) : '—', percent(lamp.coverage), h('small', lamp.source),
    ]),
  );
}

function intensities(list) {
  if (list.length === 0) return h('p', { class: 'empty' }, t('noIntensity'));
  return table(
    [[t('quantity')], [t('per')], [t('intensity'), true], [t('lastYear'), true], [t('decline'), true], [t('coverage'), true], [t('assumed')]],
    list.map((row) => [tcode('quantity', row.quantity), nameOf(row.denominator), `${number(row.assessedValue ?? row.value)} ${tcode('unit', row.valueUnit)}`, number(row.previous), row.decline === null ? '—' : signed(-row.decline, 2), percent(row.coverage), h('small', row.assumed.join('; '))]),
  );
}

function alertRows(list) {
  if (list.length === 0) return h('p', { class: 'empty' }, t('report.noAlerts'));
  return table(
    [[t('filter.rule')], [t('severityName')], [t('sinceWhen')], [t('measured'), true], [t('limit'), true], [t('state')]],
    list.map((alert) => [nameOf({ name: alert.ruleName, nameEn: alert.ruleNameEn }), tcode('severity', alert.severity), time(alert.since), alert.measured === null ? '—' : `${number(alert.measured)} ${tcode('unit', alert.unit)}`, number(alert.limit), tcode('severity', alert.state)]),
  );
}

/** The figures of the report as a file; exact decimals, as the server gave them. */
function download(data, period) {
  const quoted = (cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`;
  const lines = [['entity', 'period', 'quantity', 'unit', 'value', 'previous', 'coverage', 'estimated', 'revision', 'provisional']];
  for (const row of data.rows.filter((each) => each.now)) {
    lines.push([data.entity.id, period, row.quantity, row.unit, row.now.value, row.last?.value, row.now.coverage, row.now.estimated, row.now.revision, row.now.provisional]);
  }
  const blob = new Blob([`\ufeff${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`], { type: 'text/csv' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `tanliu-${data.entity.id}-${period}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
