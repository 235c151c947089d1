// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h } from '../lib/vue.js';
import { get, id } from '../core/api.js';
import { number, short } from '../core/format.js';
import { t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { Loaded } from './basics.js';
import { BudgetChart } from './budgetchart.js';
import { Chart, timeAxis, tooltip, valueAxis } from './chart.js';

/** What the alert is about as a picture: the sum against its budget, or the measured course around it. */
const SUMS = new Set([
  'budget-breach',
  'budget-pace',
  'forecast-breach',
  'approved-energy',
  'allowance-deficit',
  'quota-deficit',
]);
const DAY = 86400000;

export const EvidenceChart = {
  props: { alert: Object },
  setup(props) {
    const kind = computed(() => kindOf(props.alert));
    const state = useLoad(
      () =>
        kind.value === 'course'
          ? [props.alert.entity, props.alert.quantity, props.alert.rule, props.alert.at.slice(0, 13)]
          : null,
      ([entity, quantity, rule], signal) => {
        const granularity = rule === 'surge' ? '1h' : '1d';
        const days = rule === 'surge' ? 7 : 60;
        const to = new Date(Date.parse(props.alert.at) + DAY).toISOString();
        const from = new Date(Date.parse(props.alert.at) - days * DAY).toISOString();
        return get(
          `/api/v1/entities/${id(entity)}/windows`,
          { quantity: base(quantity), granularity, from, to },
          signal,
        );
      },
    );
    const option = computed(() => (state.data ? (c) => course(c, state.data, props.alert) : null));
    return () => {
      const alert = props.alert;
      if (kind.value === 'sum') {
        return h(BudgetChart, {
          entity: alert.entity,
          quantity: alert.quantity,
          period: alert.period,
          limit: alert.limit,
          forecast: forecast(alert),
          asOf: alert.at,
        });
      }
      if (kind.value !== 'course') return null;
      return h(Loaded, { state, empty: (data) => data.windows.length === 0, emptyText: t('noWindows') }, () =>
        h(Chart, {
          option: option.value,
          label: t('courseChart', tcode('quantity', base(alert.quantity)), tcode('unit', state.data.unit)),
          columns: [
            { key: 'start', name: t('time'), cell: (row) => row.start.slice(0, 16).replace('T', ' ') },
            {
              key: 'value',
              name: tcode('unit', state.data.unit),
              number: true,
              cell: (row) => number(row.value),
            },
            { key: 'coverage', name: t('coverage'), number: true, cell: (row) => number(row.coverage) },
          ],
          rows: state.data.windows,
        }),
      );
    };
  },
};

const QUANTITIES = /^(tce|tce_equivalent|co2e|electricity|heat|natural_gas|raw_coal)([.]|$)/;
const base = (quantity) => (QUANTITIES.test(quantity) ? quantity : 'tce');

function kindOf(alert) {
  if (
    SUMS.has(alert.rule) &&
    /^\d{4}(-\d{2})?$/.test(alert.period) &&
    alert.unit !== '1' &&
    !alert.unit.includes('/')
  )
    return 'sum';
  if (alert.rule.startsWith('station')) return 'none';
  return 'course';
}

function forecast(alert) {
  const { forecastLow: low, forecastHigh: high } = alert.labels;
  return alert.rule === 'forecast-breach' && low && high
    ? { low: Number(low), high: Number(high), value: alert.measured }
    : null;
}

function course(c, data, alert) {
  const times = data.windows.map((window) => window.start.slice(5, 16).replace('T', ' '));
  const hourly = data.granularity === '1h';
  return {
    legend: { show: false },
    tooltip: tooltip(c, { valueFormatter: (value) => `${number(value)} ${data.unit}` }),
    xAxis: timeAxis(c, {
      data: hourly ? times : times.map((each) => each.slice(0, 5)),
      boundaryGap: !hourly,
    }),
    yAxis: valueAxis(c, tcode('unit', data.unit), { axisLabel: { color: c.soft, formatter: short } }),
    series: [
      {
        type: hourly ? 'line' : 'bar',
        showSymbol: false,
        data: data.windows.map((window) => ({
          value: window.value,
          itemStyle: {
            color: window.coverage < 0.9 ? c['idle-fill'] : c.brand,
            opacity: window.coverage < 0.9 ? 0.55 : 1,
          },
        })),
        lineStyle: { color: c.brand },
        markLine: {
          symbol: 'none',
          label: { formatter: t('sinceWhen'), color: c.text },
          lineStyle: { color: c['bad-fill'], type: 'dashed' },
          data: mark(data, alert, hourly ? times : times.map((each) => each.slice(0, 5))),
        },
      },
    ],
  };
}

/** Where it began, when that can be seen. */
function mark(data, alert, names) {
  const index = data.windows.findIndex((window) => Date.parse(window.end) > Date.parse(alert.since));
  return index > 0 ? [{ xAxis: names[index] }] : [];
}
