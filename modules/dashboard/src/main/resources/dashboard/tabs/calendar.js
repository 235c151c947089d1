// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, ref } from '../lib/vue.js';
import { get, id } from '../core/api.js';
import { number, percent, short } from '../core/format.js';
import { language, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { Choice, Loaded, Panel } from '../parts/basics.js';
import { Chart, timeAxis, tooltip, valueAxis } from '../parts/chart.js';
import { shift } from '../parts/changes.js';
import { home } from '../stores/home.js';

/** A year of days as a map of heat, and the load of the day against yesterday and last week. */
const LEAST = 0.5;

export const Calendar = {
  props: { entity: Object },
  setup(props) {
    const quantity = ref('tce');
    const year = ref(null);
    const shown = computed(() => year.value ?? home.overview?.year ?? null);
    const path = computed(() => `/api/v1/entities/${id(props.entity.id)}/windows`);
    const days = useLoad(
      () => (shown.value ? [path.value, quantity.value, shown.value] : null),
      ([where, which, when], signal) =>
        get(where, { quantity: which, granularity: '1d', from: when, to: String(Number(when) + 1) }, signal),
    );
    const load = useLoad(
      () => [path.value, quantity.value, home.overview?.asOf?.slice(0, 10)],
      ([where, which, day], signal) =>
        get(where, { quantity: which, granularity: '1h', from: day ? shift(day, -7) : undefined }, signal),
      60000,
    );
    const heat = computed(() => (days.data ? (c) => drawYear(c, days.data, shown.value) : null));
    const curve = computed(() => (load.data ? (c) => drawLoad(c, load.data) : null));
    return () =>
      h('div', { class: 'stack' }, [
        h(
          Panel,
          { title: t('heatmap'), id: 'heatmap', sub: days.data ? tcode('unit', days.data.unit) : '' },
          {
            tools: () => [
              h(Choice, {
                label: t('quantity'),
                value: quantity.value,
                onChoose: (value) => (quantity.value = value),
                options: ['tce', 'co2e', 'electricity'].map((value) => ({
                  value,
                  label: tcode('short', value),
                })),
              }),
              h(Choice, {
                label: t('year'),
                value: shown.value,
                onChoose: (value) => (year.value = value),
                options: years().map((value) => ({ value, label: value })),
              }),
            ],
            default: () =>
              h(
                Loaded,
                { state: days, empty: (data) => data.windows.length === 0, emptyText: t('noWindows') },
                (data) =>
                  h(Chart, {
                    option: heat.value,
                    size: 'small',
                    label: t('heatChart', shown.value),
                    rows: data.windows,
                    columns: [
                      { key: 'start', name: t('day'), cell: (row) => row.start.slice(0, 10) },
                      {
                        key: 'value',
                        name: tcode('unit', data.unit),
                        number: true,
                        cell: (row) => number(row.value),
                      },
                      {
                        key: 'coverage',
                        name: t('coverage'),
                        number: true,
                        cell: (row) => percent(row.coverage, 1),
                      },
                    ],
                  }),
              ),
          },
        ),
        h(
          Panel,
          { title: t('loadCurve'), id: 'load', sub: load.data ? `${tcode('unit', load.data.unit)} / h` : '' },
          {
            default: () =>
              h(
                Loaded,
                { state: load, empty: (data) => data.windows.length === 0, emptyText: t('noWindows') },
                (data) =>
                  h(Chart, {
                    option: curve.value,
                    label: t('loadCurve'),
                    rows: data.windows,
                    columns: [
                      {
                        key: 'start',
                        name: t('time'),
                        cell: (row) => row.start.slice(0, 16).replace('T', ' '),
                      },
                      {
                        key: 'value',
                        name: tcode('unit', data.unit),
                        number: true,
                        cell: (row) => number(row.value),
                      },
                    ],
                  }),
              ),
          },
        ),
      ]);
  },
};

function years() {
  const now = Number(home.overview?.year ?? new Date().getFullYear());
  return [String(now - 1), String(now)];
}

function drawYear(c, data, year) {
  const measured = data.windows.filter((window) => window.coverage >= LEAST && !window.provisional);
  const values = (measured.length > 0 ? measured : data.windows).map((window) => window.value);
  return {
    tooltip: {
      ...tooltip(c),
      trigger: 'item',
      formatter: ({ value }) => `${value[0]}  ${number(value[1])} ${tcode('unit', data.unit)}`,
    },
    visualMap: {
      type: 'continuous',
      min: Math.min(...values),
      max: Math.max(...values),
      orient: 'horizontal',
      left: 0,
      top: 0,
      itemHeight: 90,
      itemWidth: 10,
      textStyle: { color: c.soft },
      formatter: short,
      inRange: { color: [c.track, c.brand] },
    },
    calendar: {
      range: year,
      left: 40,
      right: 12,
      top: 56,
      bottom: 6,
      cellSize: ['auto', 'auto'],
      itemStyle: { color: c.panel, borderColor: c.line, borderWidth: 0.5 },
      splitLine: { lineStyle: { color: c.soft, width: 1 } },
      dayLabel: { firstDay: 1, color: c.soft, nameMap: language.value === 'zh' ? 'ZH' : 'EN' },
      monthLabel: { color: c.soft, nameMap: language.value === 'zh' ? 'ZH' : 'EN' },
      yearLabel: { show: false },
    },
    series: [
      {
        type: 'heatmap',
        coordinateSystem: 'calendar',
        data: data.windows.map((window) => [window.start.slice(0, 10), window.value]),
      },
    ],
  };
}

function drawLoad(c, data) {
  const newest = data.windows.at(-1).start.slice(0, 10);
  const whole = data.windows.filter((window) => Date.parse(window.end) <= Date.parse(data.asOf));
  const byHour = new Map(whole.map((window) => [window.start.slice(0, 13), window.value]));
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
  const line = (name, day, style) => ({
    name: `${name} ${day.slice(5)}`,
    type: 'line',
    showSymbol: false,
    ...style,
    data: hours.map((hour) => byHour.get(`${day}T${hour}`) ?? null),
  });
  return {
    tooltip: tooltip(c, {
      valueFormatter: (value) =>
        value === null || value === undefined ? '—' : `${number(value)} ${tcode('unit', data.unit)}`,
    }),
    xAxis: timeAxis(c, { data: hours.map((hour) => `${hour}:00`) }),
    yAxis: valueAxis(c, tcode('unit', data.unit), {
      scale: true,
      axisLabel: { color: c.soft, formatter: short },
    }),
    series: [
      line(t('today'), newest, { lineStyle: { color: c.brand, width: 2.6 }, itemStyle: { color: c.brand } }),
      line(t('yesterday'), shift(newest, -1), {
        lineStyle: { color: c.c2, width: 1.6 },
        itemStyle: { color: c.c2 },
      }),
      line(t('weekAgo'), shift(newest, -7), {
        lineStyle: { color: c.c3, width: 1.4, type: 'dashed' },
        itemStyle: { color: c.c3 },
      }),
    ],
  };
}
