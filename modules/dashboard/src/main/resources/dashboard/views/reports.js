// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, ref } from '../lib/vue.js';
import { get, id as encoded } from '../core/api.js';
import { number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { refine, route } from '../core/router.js';
import { Choice, Loaded } from '../parts/basics.js';
import { span } from '../parts/budgetchart.js';
import { EntityPicker } from '../parts/entitypicker.js';
import { download, sheet } from '../parts/reportsheet.js';
import { loadEntities } from '../stores/entities.js';
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
    return () =>
      h('div', { class: 'view reports' }, [
        h('div', { class: 'tools controls' }, [
          h(EntityPicker, { view: 'reports' }),
          h(Choice, {
            label: t('period'),
            value: kind.value,
            onChoose: (value) =>
              refine({ period: value === 'year' ? home.overview.year : home.overview.month }),
            options: ['month', 'year'].map((value) => ({ value, label: t(`report.${value}`) })),
          }),
          h('label', [
            t('period'),
            kind.value === 'year'
              ? h('input', {
                  type: 'number',
                  min: 2000,
                  max: 2100,
                  value: period.value,
                  onChange: (event) => refine({ period: event.target.value }),
                })
              : h('input', {
                  type: 'month',
                  value: period.value,
                  onChange: (event) => event.target.value && refine({ period: event.target.value }),
                }),
          ]),
          h('button', { type: 'button', class: 'primary', onClick: print }, t('print')),
          h(
            'button',
            { type: 'button', onClick: () => state.data && download(state.data, period.value) },
            'CSV',
          ),
        ]),
        h(Loaded, { state }, (data) =>
          h('article', { class: 'panel report' }, sheet(data, period.value, printed.value)),
        ),
      ]);
  },
};

async function load(entity, period, signal) {
  const [from, to] = span(period);
  const granularity = period.length === 4 ? '1Y' : '1M';
  const before =
    period.length === 4 ? String(Number(period) - 1) : `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
  const [fromBefore, toBefore] = span(before);
  const path = `/api/v1/entities/${encoded(entity)}/windows`;
  const one = async (quantity) => {
    const [now, last] = await Promise.all([
      get(path, { quantity, granularity, from, to }, signal),
      get(path, { quantity, granularity, from: fromBefore, to: toBefore }, signal),
    ]);
    return {
      quantity,
      unit: now.unit,
      asOf: now.asOf,
      now: now.windows[0] ?? null,
      last: last.windows[0] ?? null,
    };
  };
  const [rows, lamps, own, alerts, intensity] = await Promise.all([
    Promise.all(PARTS.map(one)),
    get('/api/v1/lamps', { entity, period: period.slice(0, 4) }, signal),
    get(`/api/v1/entities/${encoded(entity)}`, {}, signal),
    get('/api/v1/alerts', { entity, limit: 200 }, signal),
    get('/api/v1/intensity', { entity, period: period.slice(0, 4), limit: 50 }, signal),
  ]);
  return {
    entity: own.entity,
    ancestry: own.ancestry,
    rows,
    lamps: lamps.lamps[0],
    alerts: alerts.alerts.filter((alert) => alert.at >= from || alert.state !== 'RESOLVED'),
    intensities: intensity.intensities,
  };
}
