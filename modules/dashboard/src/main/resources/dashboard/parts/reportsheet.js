// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { exact, number, percent, signed, time } from '../core/format.js';
import { isChinese, nameOf, t, tcode } from '../core/i18n.js';
import { entityOf } from '../stores/entities.js';
import { KINDS, Lamp, kindName, levelName } from './lamp.js';

/** What stands on the sheet of a report, and the same figures as a file. */
export function sheet(data, period, printed) {
  const asOf = data.rows
    .map((row) => row.asOf)
    .filter(Boolean)
    .sort()
    .at(-1);
  return [
    h('header', [
      h(
        'p',
        data.ancestry
          .filter((each) => each !== '100000')
          .reverse()
          .map((each) => nameOf(entityOf(each)))
          .join(' / '),
      ),
      h('h1', t(period.length === 4 ? 'report.titleYear' : 'report.titleMonth', nameOf(data.entity), period)),
      h('p', [
        asOf ? t('asOf', time(asOf)) : t('noWindows'),
        printed ? ` · ${t('printedAt', printed.toLocaleString(isChinese() ? 'zh-CN' : 'en-GB'))}` : '',
      ]),
    ]),
    h('h2', `1  ${t('report.amounts')}`),
    amounts(data.rows),
    h('h2', `2  ${t('report.lamps', period.slice(0, 4))}`),
    judged(data.lamps),
    h('h2', `3  ${t('report.intensity', period.slice(0, 4))}`),
    intensities(data.intensities),
    h('h2', `4  ${t('report.alerts')}`),
    alertRows(data.alerts),
    h('p', { class: 'legend' }, t('report.foot')),
  ];
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

function amounts(rows) {
  return table(
    [
      [t('quantity')],
      [t('amount2'), true],
      [t('unitName')],
      [t('lastYear'), true],
      [t('change'), true],
      [t('coverage'), true],
      [t('estimatedShare'), true],
      [t('revisions'), true],
      [t('state')],
    ],
    rows
      .filter((row) => row.now || row.last)
      .map((row) => [
        tcode('quantity', row.quantity),
        exact(row.now?.value, 3),
        tcode('unit', row.unit),
        exact(row.last?.value, 3),
        comparable(row) ? signed(row.now.value / row.last.value - 1) : '—',
        percent(row.now?.coverage, 1),
        percent(row.now?.estimated, 1),
        row.now?.revision ?? '—',
        row.now ? t(row.now.provisional ? 'provisional' : 'final') : '—',
      ]),
  );
}

/** A period that has not ended is not held against a whole one. */
const comparable = (row) => row.now && row.last?.value > 0 && Date.parse(row.now.end) <= Date.parse(row.asOf);

function judged(record) {
  if (!record) return h('p', { class: 'empty' }, t('lamp.noRecord'));
  const list = KINDS.flatMap((kind) => record.lamps.filter((lamp) => lamp.kind.code === kind.code));
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
    list.map((lamp) => [
      kindName(lamp.kind.code),
      [h(Lamp, { level: lamp.level, size: 15 }), ` ${levelName(lamp.level)} · ${nameOf(lamp.reason)}`],
      lamp.denominator
        ? `${number(lamp.value)} ${tcode('unit', lamp.valueUnit)}`
        : `${number(lamp.assessed)} ${tcode('unit', lamp.unit)}`,
      lamp.denominator ? (lamp.required === null ? '—' : signed(-lamp.required, 2)) : number(lamp.limit),
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
      tcode('quantity', row.quantity),
      nameOf(row.denominator),
      `${number(row.assessedValue ?? row.value)} ${tcode('unit', row.valueUnit)}`,
      number(row.previous),
      row.decline === null ? '—' : signed(-row.decline, 2),
      percent(row.coverage),
      h('small', row.assumed.join('; ')),
    ]),
  );
}

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
      nameOf({ name: alert.ruleName, nameEn: alert.ruleNameEn }),
      tcode('severity', alert.severity),
      time(alert.since),
      alert.measured === null ? '—' : `${number(alert.measured)} ${tcode('unit', alert.unit)}`,
      number(alert.limit),
      tcode('severity', alert.state),
    ]),
  );
}

/** The figures of the report as a file; exact decimals, as the server gave them. */
export function download(data, period) {
  const quoted = (cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`;
  const lines = [
    [
      'entity',
      'period',
      'quantity',
      'unit',
      'value',
      'previous',
      'coverage',
      'estimated',
      'revision',
      'provisional',
    ],
  ];
  for (const row of data.rows.filter((each) => each.now)) {
    lines.push([
      data.entity.id,
      period,
      row.quantity,
      row.unit,
      row.now.value,
      row.last?.value,
      row.now.coverage,
      row.now.estimated,
      row.now.revision,
      row.now.provisional,
    ]);
  }
  const blob = new Blob([`\ufeff${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`], {
    type: 'text/csv',
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `tanliu-${data.entity.id}-${period}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
