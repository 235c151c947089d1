// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, onBeforeUnmount, onMounted, ref, watch } from '../lib/vue.js';
import { language, t } from '../core/i18n.js';
import { patiently } from '../core/patiently.js';
import { colour, theme } from '../core/theme.js';
import { Table } from './table.js';

/**
 * A chart with a table beside it. `option(colours)` gives ECharts' options; `columns` and `rows` the same
 * as a table, for whoever cannot see the picture or wants the figures. The library comes with the first chart.
 */
const NAMES = [
  'text',
  'soft',
  'line',
  'panel',
  'brand',
  'bad-fill',
  'warn-fill',
  'good-fill',
  'idle-fill',
  'track',
  'c1',
  'c2',
  'c3',
  'c4',
  'c5',
  'c6',
  'c7',
  'c8',
];
let library = null;
const loadLibrary = () => (library ??= patiently(() => import('../lib/echarts.js')));

/** Fetches the library before the first chart asks for it; without it the page goes on. */
export const warm = () => loadLibrary().catch(() => (library = null));

export const Chart = {
  props: {
    option: Function,
    label: String,
    columns: Array,
    rows: Array,
    size: { type: String, default: 'middle' },
  },
  emits: ['pick'],
  setup(props, { emit }) {
    const box = ref(null);
    const tabular = ref(false);
    let chart = null;
    let watcher = null;

    function draw() {
      if (!chart || !props.option) return;
      const colours = Object.fromEntries(NAMES.map((name) => [name, colour(name)]));
      colours.size = Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.86);
      chart.setOption({ ...basics(colours), ...props.option(colours) }, { notMerge: true });
    }

    onMounted(async () => {
      const echarts = await loadLibrary();
      if (!box.value) return;
      chart = echarts.init(box.value, null, { renderer: 'canvas' });
      chart.on('click', (event) => emit('pick', event));
      watcher = new ResizeObserver(() => chart?.resize());
      watcher.observe(box.value);
      draw();
    });
    onBeforeUnmount(() => {
      watcher?.disconnect();
      chart?.dispose();
      chart = null;
    });
    watch([() => props.option, theme, language], draw, { flush: 'post' });

    return () =>
      h('figure', { class: ['chart', props.size] }, [
        h('div', {
          class: 'canvas',
          ref: box,
          role: 'img',
          'aria-label': props.label,
          hidden: tabular.value,
        }),
        tabular.value
          ? h(Table, { columns: props.columns, rows: props.rows ?? [], caption: props.label, most: 400 })
          : null,
        props.columns
          ? h(
              'button',
              {
                type: 'button',
                class: 'small flip',
                'aria-pressed': String(tabular.value),
                onClick: () => (tabular.value = !tabular.value),
              },
              t(tabular.value ? 'asChart' : 'asTable'),
            )
          : null,
      ]);
  },
};

/** What all charts share: quiet axes, text in the page's type, no picture moves unless it has to. */
function basics(c) {
  return {
    animation: false,
    color: [c.c1, c.c2, c.c3, c.c4, c.c5, c.c6, c.c7, c.c8],
    textStyle: { color: c.text, fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 16, top: c.size * 4, bottom: 8, containLabel: true },
    legend: {
      type: 'scroll',
      top: 0,
      left: 0,
      right: c.size * 6,
      icon: 'roundRect',
      itemWidth: 12,
      itemHeight: 8,
      textStyle: { color: c.soft, fontSize: c.size },
    },
    tooltip: tooltip(c),
  };
}

/** Drawn inside the canvas, because the page's policy allows no markup with styles. */
export function tooltip(c, more = {}) {
  return {
    trigger: 'axis',
    renderMode: 'richText',
    confine: true,
    backgroundColor: c.panel,
    borderColor: c.line,
    textStyle: { color: c.text, fontSize: c.size },
    ...more,
  };
}

export function valueAxis(c, name, more = {}) {
  return {
    type: 'value',
    name,
    nameGap: 10,
    nameTextStyle: { color: c.soft, align: 'right', fontSize: c.size },
    splitLine: { lineStyle: { color: c.track } },
    ...more,
    axisLabel: { color: c.soft, fontSize: c.size, hideOverlap: true, ...more.axisLabel },
  };
}

export function timeAxis(c, more = {}) {
  return {
    type: 'category',
    boundaryGap: false,
    axisLine: { lineStyle: { color: c.line } },
    axisTick: { show: false },
    ...more,
    axisLabel: { color: c.soft, fontSize: c.size, hideOverlap: true, ...more.axisLabel },
  };
}
