// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h } from '../lib/vue.js';
import { get, id } from '../core/api.js';
import { useLoad } from '../core/load.js';
import { t, tcode } from '../core/i18n.js';
import { number, short } from '../core/format.js';
import { Loaded } from './basics.js';
import { Chart, timeAxis, tooltip, valueAxis } from './chart.js';

/**
 * A year or month so far, added up day by day, against budget and schedule, with the range of the forecast
 * at its end. Days of which too little was measured are shaded.
 */
const LEAST = 0.9;

export const BudgetChart = {
  props: { entity: String, quantity: String, period: String, limit: Number, forecast: Object, asOf: String },
  setup(props) {
    const state = useLoad(
      () => (props.entity && props.period ? [props.entity, props.quantity, props.period] : null),
      ([entity, quantity, period], signal) => {
        const [from, to] = span(period);
        return get(
          `/api/v1/entities/${id(entity)}/windows`,
          { quantity, granularity: '1d', from, to },
          signal,
        );
      },
      60000,
    );
    const series = computed(() => (state.data ? accumulate(state.data, props.period) : null));
    const option = computed(() => {
      const data = series.value;
      const { limit, forecast } = props;
      return data ? (c) => draw(c, data, limit, forecast) : null;
    });
    return () =>
      h(Loaded, { state, empty: (data) => data.windows.length === 0, emptyText: t('noWindows') }, () =>
        h(Chart, {
          option: option.value,
          label: t(
            'budgetChart',
            props.period,
            number(series.value?.sum),
            tcode('unit', state.data.unit),
            number(props.limit),
          ),
          columns: [
            { key: 'day', name: t('day') },
            { key: 'amount', name: t('amount'), number: true, cell: (row) => number(row.amount) },
            { key: 'sum', name: t('sum'), number: true, cell: (row) => number(row.sum) },
          ],
          rows: series.value?.rows ?? [],
        }),
      );
  },
};

/** First day, and first day after, of yyyy or yyyy-MM. */
export function span(period) {
  const [year, month] = period.split('-').map(Number);
  if (!month) return [`${year}-01-01`, `${year + 1}-01-01`];
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
  return [`${period}-01`, `${next}-01`];
}

export function daysOf(period) {
  const [from, to] = span(period);
  const days = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += 86400000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

function accumulate(data, period) {
  const byDay = new Map(data.windows.map((window) => [window.start.slice(0, 10), window]));
  const newest = data.windows.at(-1)?.start.slice(0, 10) ?? '';
  let sum = 0;
  const days = daysOf(period);
  const rows = days
    .filter((day) => day <= newest)
    .map((day) => {
      const window = byDay.get(day);
      sum += window?.value ?? 0;
      return { day, amount: window?.value ?? null, sum, low: !window || window.coverage < LEAST };
    });
  return { unit: data.unit, days, rows, sum };
}

function draw(c, { unit, days, rows, sum }, limit, forecast) {
  const last = rows.length - 1;
  const end = days.length - 1;
  /** A straight way from what is there now to what is expected at the end. */
  const way = (from, to) =>
    days.map((_, index) => (index < last ? null : from + ((to - from) * (index - last)) / (end - last)));
  const series = [
    {
      name: t('assessed'),
      type: 'line',
      data: rows.map((row) => row.sum),
      showSymbol: false,
      lineStyle: { width: 2.5, color: c.brand },
      itemStyle: { color: c.brand },
      areaStyle: { color: c.brand, opacity: 0.08 },
      markArea: { silent: true, itemStyle: { color: c['idle-fill'], opacity: 0.14 }, data: gaps(rows) },
    },
  ];
  if (limit) {
    series.push(
      {
        name: t('scheduled'),
        type: 'line',
        showSymbol: false,
        connectNulls: true,
        lineStyle: { type: 'dashed', color: c.soft, width: 1.5 },
        itemStyle: { color: c.soft },
        data: days.map((_, index) =>
          index === 0 ? limit / days.length : index === days.length - 1 ? limit : null,
        ),
      },
      {
        name: t('limit'),
        type: 'line',
        showSymbol: false,
        lineStyle: { color: c['bad-fill'], width: 2 },
        itemStyle: { color: c['bad-fill'] },
        data: days.map(() => limit),
      },
    );
  }
  if (forecast && last >= 0 && last < end) {
    series.push(
      {
        name: t('forecastLow'),
        type: 'line',
        stack: 'band',
        symbol: 'none',
        connectNulls: true,
        lineStyle: { opacity: 0 },
        data: way(sum, forecast.low),
        tooltip: { show: false },
      },
      {
        name: t('forecastRange'),
        type: 'line',
        stack: 'band',
        symbol: 'none',
        connectNulls: true,
        lineStyle: { opacity: 0 },
        itemStyle: { color: c.c3 },
        areaStyle: { color: c.c3, opacity: 0.22 },
        data: way(0, forecast.high - forecast.low),
      },
      {
        name: t('forecast'),
        type: 'line',
        showSymbol: false,
        connectNulls: true,
        lineStyle: { type: 'dotted', color: c.c3, width: 2 },
        itemStyle: { color: c.c3 },
        data: way(sum, forecast.value),
      },
    );
  }
  return {
    legend: {
      type: 'scroll',
      top: 0,
      left: 0,
      right: c.size * 6,
      icon: 'roundRect',
      itemWidth: 12,
      itemHeight: 8,
      textStyle: { color: c.soft, fontSize: c.size },
      data: series.map((each) => each.name).filter((name) => name !== t('forecastLow')),
    },
    tooltip: tooltip(c, {
      valueFormatter: (value) => (value === null || value === undefined ? '—' : `${number(value)} ${unit}`),
    }),
    xAxis: timeAxis(c, {
      data: days,
      axisLabel: { color: c.soft, hideOverlap: true, formatter: (day) => day.slice(5) },
    }),
    yAxis: valueAxis(c, tcode('unit', unit), { axisLabel: { color: c.soft, formatter: short } }),
    series,
  };
}

/** Stretches of days of which too little was measured. */
function gaps(rows) {
  const areas = [];
  let from = null;
  rows.forEach((row, index) => {
    if (row.low && from === null) from = row.day;
    const ends = from !== null && (!row.low || index === rows.length - 1);
    if (ends) {
      areas.push([{ xAxis: from }, { xAxis: row.day }]);
      from = null;
    }
  });
  return areas;
}
