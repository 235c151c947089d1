// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { exact, number, percent, signed, time } from '../core/format.js';
import { isChinese, nameOf, t, tcode } from '../core/i18n.js';
import { Lamp } from './lamp.js';

/** What stands on the sheet of a report. */
export function sheet(data, printed) {
  const { entity, period, asOf, state } = data.report;
  const year = period.text.slice(0, 4);
  const sections = [
    [t('report.amounts'), amounts(data.report)],
    [t('report.budgets'), budgets([...data.report.budgets, ...data.report.year.budgets])],
    [t('report.lamps', year), judged(data.report.year.lamps)],
    [t('report.intensity', year), intensities([...data.report.intensities, ...data.report.year.intensities])],
    [counted(data.report.alerts), alertRows(data.report.alerts.list)],
    ...(data.report.quality ? [[t('report.quality'), quality(data.report.quality)]] : []),
    [t('source'), sources(data.report)],
    ...(restated(data).length > 0 ? [[t('report.changes'), changes(restated(data))]] : []),
  ];
  return [
    h('header', [
      h('p', [...entity.above].reverse().map(nameOf).join(' / ')),
      h(
        'h1',
        t(period.text.length === 4 ? 'report.titleYear' : 'report.titleMonth', nameOf(entity), period.text),
      ),
      h('p', [
        asOf ? t('asOf', time(asOf)) : t('noWindows'),
        state === 'no_data' ? '' : ` · ${t(state === 'final' ? 'final' : 'provisional')}`,
        printed ? ` · ${t('printedAt', printed.toLocaleString(isChinese() ? 'zh-CN' : 'en-GB'))}` : '',
      ]),
      sealLine(data),
    ]),
    ...sections.flatMap(([title, body], index) => [h('h2', `${index + 1}  ${title}`), body]),
    h('p', { class: 'legend' }, t('report.foot')),
    h('p', { class: 'legend digest' }, `SHA-256 ${data.digest}`),
  ];
}

export const sealedAt = (seal) => time(seal.sealedAt);

/** What is newer than the seal in the period itself; its year goes on anyway. */
const restated = (data) => data.changes.filter((change) => change.restated);

function sealLine(data) {
  if (!data.seal) {
    const same = data.seals.findLast((each) => each.isCurrent);
    return h('p', { class: ['seal', same ? '' : 'open'] }, [
      h('strong', same ? t('report.sameAs', sealedAt(same)) : t('report.notSealed')),
    ]);
  }
  return h('p', { class: 'seal' }, [
    h('strong', t('report.sealedBy', sealedAt(data.seal), data.seal.sealedBy, data.seal.key)),
    restated(data).length > 0 ? ` · ${t('report.restated')}` : '',
  ]);
}

const table = (heads, rows) =>
  h('table', [
    h(
      'thead',
      h(
        'tr',
        heads.map(([name, number]) => h('th', { scope: 'col', class: number ? 'num' : null }, name)),
      ),
    ),
    h(
      'tbody',
      rows.map((cells) =>
        h(
          'tr',
          cells.map((cell, index) =>
            h(
              index === 0 ? 'th' : 'td',
              { class: heads[index][1] ? 'num' : null, scope: index === 0 ? 'row' : undefined },
              [cell],
            ),
          ),
        ),
      ),
    ),
  ]);

const amount = (value, unit) => (value === null ? '—' : `${exact(value)} ${tcode('unit', unit)}`);
const growth = (rate) => (rate === null ? '—' : signed(Number(rate), 2));

function amounts({ figures, period }) {
  if (figures.length === 0) return h('p', { class: 'empty' }, t('noWindows'));
  const annual = period.text.length === 4;
  return table(
    [
      [t('quantity')],
      [t('amount2'), true],
      [t('unitName')],
      ...(annual ? [] : [[period.before, true], [t('report.growth'), true]]),
      [period.lastYear, true],
      [t('change'), true],
      [t('coverage'), true],
      [t('estimatedShare'), true],
      [t('revisions'), true],
      [t('state')],
    ],
    figures.map((row) => [
      nameOf(row),
      exact(row.value),
      tcode('unit', row.unit),
      ...(annual ? [] : [exact(row.before.value), growth(row.before.growth)]),
      exact(row.lastYear.value),
      growth(row.lastYear.growth),
      percent(row.coverage, 1),
      percent(row.estimated, 1),
      row.revision ?? '—',
      row.value === null ? '—' : t(row.provisional ? 'provisional' : 'final'),
    ]),
  );
}

function budgets(list) {
  if (list.length === 0) return h('p', { class: 'empty' }, t('report.noBudget'));
  return table(
    [
      [t('quantity')],
      [t('period')],
      [t('measured'), true],
      [t('limit'), true],
      [t('report.schedule'), true],
      [t('state')],
      [t('coverage'), true],
    ],
    list.map((row) => [
      nameOf(row),
      row.period,
      amount(row.value, row.unit),
      amount(row.limit, row.unit),
      amount(row.schedule, row.unit),
      tcode('status', row.status),
      percent(row.coverage, 1),
    ]),
  );
}

function judged(record) {
  if (!record) return h('p', { class: 'empty' }, t('lamp.noRecord'));
  return table(
    [
      [t('lamps')],
      [t('level')],
      [t('assessed'), true],
      [t('limit'), true],
      [t('forecast'), true],
      [t('coverage'), true],
      [t('source')],
    ],
    record.lamps.map((lamp) => [
      nameOf(lamp.kind),
      [h(Lamp, { level: lamp.level, size: 15 }), ` ${nameOf(lamp.level)} · ${nameOf(lamp.reason)}`],
      lamp.denominator ? amount(lamp.value, lamp.valueUnit) : amount(lamp.assessed, lamp.unit),
      lamp.denominator ? growth(lamp.required === null ? null : -lamp.required) : amount(lamp.limit, lamp.unit),
      lamp.forecast ? number(lamp.forecast.value) : '—',
      percent(lamp.coverage),
      h('small', lamp.source),
    ]),
  );
}

function intensities(list) {
  if (list.length === 0) return h('p', { class: 'empty' }, t('noIntensity'));
  return table(
    [
      [t('quantity')],
      [t('per')],
      [t('intensity'), true],
      [t('lastYear'), true],
      [t('decline'), true],
      [t('coverage'), true],
      [t('assumed')],
    ],
    list.map((row) => [
      nameOf(row),
      nameOf(row.denominator),
      `${number(row.assessedValue ?? row.value)} ${tcode('unit', row.valueUnit)}`,
      number(row.previous),
      growth(row.decline === null ? null : -row.decline),
      percent(row.coverage),
      h('small', row.assumed.join('; ')),
    ]),
  );
}

const counted = (alerts) =>
  `${t('report.alerts')} · ${t('report.alertCounts', alerts.opened, alerts.acknowledged, alerts.resolved)}`;

function alertRows(list) {
  if (list.length === 0) return h('p', { class: 'empty' }, t('report.noAlerts'));
  return table(
    [
      [t('filter.rule')],
      [t('severityName')],
      [t('sinceWhen')],
      [t('measured'), true],
      [t('limit'), true],
      [t('state')],
    ],
    list.map((alert) => [
      nameOf(alert),
      tcode('severity', alert.severity),
      time(alert.since),
      amount(alert.measured, alert.unit),
      number(alert.limit),
      tcode('severity', alert.state),
    ]),
  );
}

function quality(sums) {
  const counts = ['days', 'completeDays', 'expected', 'stored', 'corrected', 'withdrawn', 'rejected'];
  const heads = [...counts, ...Object.keys(sums.findings)];
  return table(
    heads.map((name) => [counts.includes(name) ? t(`report.${name}`) : tcode('finding', name), true]),
    [[...counts.map((name) => sums[name]), ...Object.values(sums.findings)].map((value) => exact(value))],
  );
}

const sources = (report) =>
  h('ul', [
    ...report.sources.map((each) => h('li', each)),
    h('li', `${t('report.factors')} ${[...report.factors, report.gwp].join(' · ')}`),
  ]);

const changes = (list) =>
  table(
    [[t('report.figure')], [t('report.sealedValue'), true], [t('report.nowValue'), true]],
    list.slice(0, 50).map((each) => [each.figure, each.sealed ?? '—', each.now ?? '—']),
  );
