// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h } from '../lib/vue.js';
import { get, id } from '../core/api.js';
import { number, signed, time } from '../core/format.js';
import { t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href } from '../core/router.js';
import { alerts } from '../stores/alerts.js';
import { within } from '../stores/entities.js';
import { Loaded, Panel } from './basics.js';
import { SeverityBadge, alertName, ruleName } from './alertbits.js';

/** What changed since yesterday: the last whole day against the day and the week before, and alerts. */
const QUANTITIES = ['tce', 'co2e', 'raw_coal'];
const DAY = 86400000;

export const Changes = {
  props: { entity: String, asOf: String },
  setup(props) {
    const today = computed(() => props.asOf?.slice(0, 10) ?? null);
    const state = useLoad(
      () => (today.value && props.entity ? [props.entity, today.value] : null),
      async ([entity, to], signal) => {
        const from = shift(to, -8);
        const all = await Promise.all(
          QUANTITIES.map((quantity) =>
            get(`/api/v1/entities/${id(entity)}/windows`, { quantity, granularity: '1d', from, to }, signal),
          ),
        );
        return all.map((answer) => compare(answer, to));
      },
      300000,
    );
    const news = computed(() => {
      const since = Date.parse(props.asOf ?? 0) - DAY;
      const mine = (alert) =>
        within(alert.region ?? alert.entity, props.entity) || alert.entity === props.entity;
      return alerts.open
        .filter((alert) => Date.parse(alert.episodeStart ?? alert.since) >= since && mine(alert))
        .slice(0, 8);
    });
    const over = computed(() => alerts.recent.filter((alert) => alert.state === 'RESOLVED').slice(0, 5));
    return () =>
      h(
        Panel,
        { title: t('changes'), id: 'changes', wide: 'changes' },
        {
          default: () => [
            h(Loaded, { state }, (rows) =>
              h('table', { class: 'compare' }, [
                h('caption', { class: 'hidden' }, t('changes')),
                h(
                  'thead',
                  h('tr', [
                    h('th', { scope: 'col' }, today.value && shift(today.value, -1)),
                    ...['amount', 'dayBefore', 'weekBefore'].map((key) =>
                      h('th', { scope: 'col', class: 'num' }, t(key)),
                    ),
                  ]),
                ),
                h(
                  'tbody',
                  rows.map((row) =>
                    h('tr', [
                      h('th', { scope: 'row' }, tcode('quantity', row.quantity)),
                      h('td', { class: 'num' }, [
                        h('b', number(row.value)),
                        h('small', ` ${tcode('unit', row.unit)}`),
                      ]),
                      h('td', { class: 'num' }, change(row.value, row.before)),
                      h('td', { class: 'num' }, change(row.value, row.week)),
                    ]),
                  ),
                ),
              ]),
            ),
            h('h3', t('newAlerts', news.value.length)),
            news.value.length === 0
              ? h('p', { class: 'empty' }, t('noNewAlerts'))
              : h('ul', { class: 'news' }, news.value.map(item)),
            over.value.length > 0
              ? [h('h3', t('justResolved')), h('ul', { class: 'news' }, over.value.map(item))]
              : null,
          ],
        },
      );
  },
};

function item(alert) {
  return h('li', { key: alert.alertId }, [
    h(SeverityBadge, { alert }),
    h('a', { href: href('alerts', [alert.alertId]) }, [h('strong', alertName(alert)), ' ', ruleName(alert)]),
    h('time', time(alert.episodeStart ?? alert.since).slice(5)),
  ]);
}

function change(value, before) {
  if (value === null || !before) return '—';
  const share = value / before - 1;
  return [
    h('span', { 'aria-hidden': 'true' }, share > 0.0005 ? '▲ ' : share < -0.0005 ? '▼ ' : ''),
    signed(share),
  ];
}

export function shift(day, days) {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

function compare(answer, to) {
  const byDay = new Map(answer.windows.map((window) => [window.start.slice(0, 10), window.value]));
  const at = (days) => byDay.get(shift(to, days)) ?? null;
  return { quantity: answer.quantity, unit: answer.unit, value: at(-1), before: at(-2), week: at(-8) };
}
