// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h } from '../lib/vue.js';
import { get, id } from '../core/api.js';
import { exact, moment, number, percent, short } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { refine, route } from '../core/router.js';
import { entityOf } from '../stores/entities.js';
import { Choice, Figure, Loaded, Panel, figures } from './basics.js';
import { Export } from './export.js';
import { Chart, timeAxis, tooltip, valueAxis } from './chart.js';

/** One station's course of a gas, and the completeness of a network. */
export const GASES = new Set(['co2', 'ch4', 'n2o', 'so2', 'nox', 'dust', 'co', 'sf6']);

export const StationDetail = {
  props: { station: Object },
  setup(props) {
    const gases = computed(() => [
      ...new Set(
        (props.station.channels ?? []).map((channel) => channel.parameter).filter((gas) => GASES.has(gas)),
      ),
    ]);
    const gas = computed(() => (gases.value.includes(route.query.gas) ? route.query.gas : gases.value[0]));
    const granularity = computed(() => (route.query.length === '1d' ? '1d' : '1h'));
    const state = useLoad(
      () => (gas.value ? [props.station.id, gas.value, granularity.value] : null),
      ([station, which, length], signal) =>
        get(`/api/v1/stations/${id(station)}/hours`, { gas: which, granularity: length }, signal),
      15000,
    );
    const option = computed(() => (state.data ? (c) => draw(c, state.data.items) : null));
    return () =>
      h(
        Panel,
        { title: props.station.name, id: 'station', sub: place(props.station) },
        {
          tools: () => [
            h(Choice, {
              label: t('gases'),
              value: gas.value,
              onChoose: (value) => refine({ gas: value }),
              options: gases.value.map((value) => ({ value, label: value.toUpperCase() })),
            }),
            h(Choice, {
              label: t('granularity'),
              value: granularity.value,
              onChoose: (value) => refine({ length: value }),
              options: ['1h', '1d'].map((value) => ({ value, label: t(`granularity.${value}`) })),
            }),
            h(Export, {
              path: `/api/v1/stations/${id(props.station.id)}/hours`,
              parameters: { gas: gas.value, granularity: granularity.value },
            }),
          ],
          default: () =>
            h(
              Loaded,
              { state, empty: (data) => data.items.length === 0, emptyText: t('noWindows') },
              (data) => [
                newest(data.items.at(-1)),
                h(Chart, {
                  option: option.value,
                  size: 'tall',
                  label: t('stationChart', props.station.name, gas.value),
                  rows: [...data.items].reverse(),
                  columns: [
                    { key: 'start', name: t('time'), cell: (row) => moment(row.start, row.zone) },
                    {
                      key: 'mean',
                      name: t('mean'),
                      number: true,
                      cell: shownAmount,
                    },
                    {
                      key: 'background',
                      name: t('background'),
                      number: true,
                      cell: (row) => exact(row.background, 3),
                    },
                    { key: 'valid', name: t('valid'), cell: (row) => (row.valid ? '✓' : '▾') },
                  ],
                }),
              ],
            ),
        },
      );
  },
};

/** A stack's hour is a mass (mg on the topic, kg here); what is in the air is a mean. */
const MG_PER_KG = 1e6;
const isMass = (item) => item.mass !== undefined && item.mass !== null;
const amount = (item) => (isMass(item) ? Number(item.mass) / MG_PER_KG : item.mean);
const unitOf = (item) => (isMass(item) ? 'kg' : (item?.unit ?? ''));
const shownAmount = (item) => (isMass(item) ? number(amount(item)) : exact(item.mean, 3));

const place = (station) =>
  [
    tcode('stationKind', station.kind),
    nameOf(entityOf(station.region)),
    station.latitude == null ? '' : `${exact(station.latitude, 3)}°N ${exact(station.longitude, 3)}°E`,
  ]
    .filter(Boolean)
    .join(' · ');

function newest(item) {
  const unit = unitOf(item);
  return figures(
    h(Figure, {
      name: moment(item.start, item.zone),
      value: shownAmount(item),
      unit,
      tone: item.valid === false ? 'low' : '',
    }),
    item.background ? h(Figure, { name: t('background'), value: exact(item.background, 3), unit }) : null,
    item.enhancement
      ? h(Figure, {
          name: t('enhancement'),
          value: exact(item.enhancement, 3),
          unit,
          note: item.eventRatio ? `× ${exact(item.eventRatio, 2)}` : '',
        })
      : null,
  );
}

function draw(c, items) {
  const value = (item) => Number(amount(item));
  const mass = items.some(isMass);
  return {
    tooltip: tooltip(c, {
      valueFormatter: (each) => (each === null || each === undefined ? '—' : exact(each, 3)),
    }),
    xAxis: timeAxis(c, { data: items.map((item) => moment(item.start, item.zone).slice(5)) }),
    yAxis: valueAxis(c, unitOf(items[0]), { scale: true, axisLabel: { formatter: short } }),
    series: [
      {
        name: t(mass ? 'massOfHour' : 'mean'),
        type: 'line',
        showSymbol: false,
        lineStyle: { color: c.brand, width: 1.8 },
        itemStyle: { color: c.brand },
        data: items.map((item) =>
          (item.valid === false && !isMass(item)) || item.mean === null ? null : value(item),
        ),
        markPoint: {
          symbol: 'triangle',
          symbolSize: 11,
          itemStyle: { color: c['warn-fill'] },
          label: { show: false },
          data: items
            .flatMap((item, index) => (Number(item.eventRatio) > 1 ? [{ coord: [index, value(item)] }] : []))
            .slice(-200),
        },
      },
      {
        name: t('background'),
        type: 'line',
        showSymbol: false,
        lineStyle: { color: c.c3, type: 'dashed', width: 1.5 },
        itemStyle: { color: c.c3 },
        data: items.map((item) => (item.background ? Number(item.background) : null)),
      },
    ].slice(0, mass ? 1 : 2),
  };
}

export const Network = {
  props: { days: Array },
  setup(props) {
    const share = (day) => (day.expectedHours > 0 ? day.validHours / day.expectedHours : null);
    const option = computed(() => {
      const days = props.days;
      return (c) => ({
        tooltip: tooltip(c, { valueFormatter: (value) => `${value} %` }),
        legend: { show: false },
        xAxis: timeAxis(c, { data: days.map((day) => day.day), boundaryGap: true }),
        yAxis: valueAxis(c, '%', { min: 0, max: 100 }),
        series: [
          {
            name: t('completeness'),
            type: 'bar',
            data: days.map((day) => ({
              value: Math.floor(share(day) * 1000) / 10,
              itemStyle: { color: share(day) < 0.75 ? c['warn-fill'] : c.brand },
            })),
          },
        ],
      });
    });
    return () =>
      h(Chart, {
        option: option.value,
        size: 'small',
        label: t('network'),
        rows: [...props.days].reverse(),
        columns: [
          { key: 'day', name: t('day') },
          {
            key: 'reporting',
            name: t('reporting'),
            number: true,
            cell: (row) => `${row.reporting} / ${row.stations}`,
          },
          {
            key: 'share',
            name: t('completeness'),
            number: true,
            cell: (row) => percent(share(row), 1),
            sort: share,
          },
          { key: 'silent', name: t('silentStations'), cell: (row) => row.silent.join(' ') },
        ],
      });
  },
};
