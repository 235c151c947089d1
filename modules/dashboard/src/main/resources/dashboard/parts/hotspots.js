// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h } from '../lib/vue.js';
import { exact, number, percent, short } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { href } from '../core/router.js';
import { cityOf, entityOf } from '../stores/entities.js';
import { Chart, tooltip, valueAxis } from './chart.js';

/** Cells in which both carbon and a pollutant are high, by their place on a plain grid of degrees. */
const AROUND = 0.3;

export const Hotspots = {
  props: { grid: Object },
  setup(props) {
    const cells = computed(() => props.grid.hotspots);
    const option = computed(() => (c) => draw(c, props.grid));
    return () => [
      h('p', { class: 'legend' }, [
        t('hotspots.rule', exact(Number(props.grid.cellDegrees)), percent(1 - props.grid.percentile)),
        ` ${t('hotspots.counts', props.grid.cells, props.grid.units, props.grid.unplaced)} ${t('asOf', props.grid.to)}`,
      ]),
      cells.value.length === 0
        ? h('p', { class: 'empty' }, t('hotspots.none'))
        : h(Chart, {
            option: option.value,
            label: t('view.hotspots'),
            columns: columns(),
            rows: cells.value,
          }),
    ];
  },
};

const columns = () => [
  { key: 'cell', name: t('hotspots.cell'), cell: (row) => `${row.west}°E ${row.south}°N` },
  {
    key: 'first',
    name: t('units'),
    cell: (row) =>
      row.first.map((unit, index) => [
        index > 0 ? t('comma') : '',
        h('a', { href: href('entity', [unit]) }, nameOf(entityOf(unit))),
      ]),
  },
  {
    key: 'co2e',
    name: `${t('short.co2e')} t`,
    number: true,
    cell: (row) => number(row.co2e),
    sort: (row) => Number(row.co2e),
  },
  {
    key: 'pollutants',
    name: t('hotspots.pollutants'),
    cell: (row) =>
      Object.entries(row.pollutants)
        .map(([name, mass]) => `${tcode('pollutant', name)} ${number(mass)} kg`)
        .join(t('comma')),
  },
  { key: 'coverage', name: t('coverage'), number: true, cell: (row) => percent(row.coverage, 1) },
];

function draw(c, grid) {
  const half = Number(grid.cellDegrees) / 2;
  const most = Math.max(...grid.hotspots.map((cell) => Number(cell.co2e)));
  const points = grid.hotspots.map((cell) => ({
    value: [Number(cell.west) + half, Number(cell.south) + half, Number(cell.co2e)],
    symbolSize: c.size * (1 + 2 * Math.sqrt(Number(cell.co2e) / most)),
    cell,
  }));
  const degrees = (name, direction, at) =>
    valueAxis(c, name, {
      min: round(Math.min(...points.map((point) => point.value[at])) - AROUND, Math.floor),
      max: round(Math.max(...points.map((point) => point.value[at])) + AROUND, Math.ceil),
      interval: 0.5,
      axisLabel: { formatter: (value) => `${exact(value, 1)}°${direction}` },
      splitLine: { lineStyle: { color: c.track } },
    });
  return {
    legend: { show: false },
    grid: { left: 8, right: c.size * 5, top: c.size * 3, bottom: 8, containLabel: true },
    tooltip: tooltip(c, { trigger: 'item', formatter: ({ data }) => words(data.cell) }),
    xAxis: degrees('', 'E', 0),
    yAxis: degrees('', 'N', 1),
    series: [
      {
        type: 'scatter',
        symbol: 'rect',
        itemStyle: { color: c['bad-fill'], opacity: 0.8, borderColor: c.panel, borderWidth: 1 },
        label: {
          show: true,
          position: 'right',
          color: c.text,
          fontSize: c.size,
          formatter: ({ data }) => nameOf(entityOf(cityOf(data.cell.first[0]) ?? data.cell.first[0])),
        },
        labelLayout: { hideOverlap: true },
        data: points,
      },
    ],
  };
}

const round = (value, way) => way(value * 2) / 2;

const words = (cell) =>
  [
    cell.first.map((unit) => nameOf(entityOf(unit))).join(t('comma')),
    `CO₂e ${short(Number(cell.co2e))} t · ${percent(cell.carbonPercentile)}`,
    ...Object.entries(cell.pollutants).map(
      ([name, mass]) =>
        `${tcode('pollutant', name)} ${short(Number(mass))} kg${name === cell.pollutant ? ` · ${percent(cell.pollutantPercentile)}` : ''}`,
    ),
  ].join('\n');
