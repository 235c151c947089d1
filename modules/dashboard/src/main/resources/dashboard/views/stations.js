// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h } from '../lib/vue.js';
import { get, id } from '../core/api.js';
import { exact } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href, route } from '../core/router.js';
import { Loaded, Panel } from '../parts/basics.js';
import { Export } from '../parts/export.js';
import { Network, StationDetail } from '../parts/station.js';
import { Table } from '../parts/table.js';
import { alerts } from '../stores/alerts.js';
import { entityOf, loadEntities } from '../stores/entities.js';
import { home } from '../stores/home.js';

/** Stations in the air and in stacks: the list, the completeness of the network, and one station's course. */
export const StationsView = {
  setup() {
    loadEntities();
    const state = useLoad(
      () => 'all',
      (_, signal) => get('/api/v1/stations', { limit: 10000 }, signal),
      60000,
    );
    const network = useLoad(
      () => home.overview?.region ?? null,
      (region, signal) => get(`/api/v1/regions/${id(region)}/network`, { limit: 400 }, signal),
      60000,
    );
    const air = useLoad(
      () => home.overview?.region ?? null,
      (region, signal) => get(`/api/v1/regions/${id(region)}/air`, {}, signal),
      15000,
    );
    const newest = computed(
      () => new Map((air.data?.stations ?? []).map((each) => [each.station, each.hours])),
    );
    const open = computed(
      () =>
        new Map(
          alerts.open
            .filter((alert) => alert.rule.startsWith('station'))
            .map((alert) => [alert.subject.split('@')[0], alert]),
        ),
    );
    return () =>
      h('div', { class: 'view stations' }, [
        h('div', { class: 'title' }, h('h1', [t('nav.stations'), h('small', ` ${state.data?.total ?? ''}`)])),
        h(
          Loaded,
          { state, empty: (data) => data.stations.length === 0, emptyText: t('noStations') },
          (data) => {
            const chosen =
              data.stations.find((station) => station.id === route.parts[0]) ??
              data.stations.find((station) => station.kind === 'ATMOSPHERE') ??
              data.stations[0];
            return h('div', { class: 'columns' }, [
              h(
                Panel,
                { title: t('stationList'), id: 'station-list' },
                {
                  tools: () => h(Export, { path: '/api/v1/stations' }),
                  default: () =>
                    h(Table, {
                      caption: t('stationList'),
                      rows: data.stations,
                      rowKey: (row) => row.id,
                      columns: columns(open.value, newest.value),
                    }),
                },
              ),
              h(StationDetail, { key: chosen.id, station: chosen }),
              h(
                Panel,
                { title: t('network'), id: 'network', wide: 'wide' },
                {
                  default: () =>
                    h(Loaded, { state: network, empty: (answer) => answer.days.length === 0 }, (answer) =>
                      h(Network, { days: answer.days }),
                    ),
                },
              ),
            ]);
          },
        ),
      ]);
  },
};

const columns = (open, newest) => [
  {
    key: 'name',
    name: t('name'),
    cell: (row) =>
      h(
        'a',
        { href: href('stations', [row.id]), 'aria-current': route.parts[0] === row.id ? 'true' : undefined },
        [row.name, h('small', ` ${row.id}`)],
      ),
  },
  { key: 'kind', name: t('stationKind'), cell: (row) => tcode('stationKind', row.kind) },
  { key: 'region', name: t('region'), cell: (row) => nameOf(entityOf(row.region)) },
  ...['co2', 'ch4'].map((gas) => ({
    key: gas,
    name: gas.toUpperCase(),
    number: true,
    cell: (row) => hourOf(newest.get(row.id), gas),
  })),
  {
    key: 'alert',
    name: t('alerts'),
    cell: (row) =>
      open.has(row.id) ? h('a', { href: href('alerts', [open.get(row.id).alertId]) }, '▲') : '',
  },
];

/** The newest hour of a gas at a station in the air. */
function hourOf(hours, gas) {
  const hour = hours?.find((each) => each.parameter === gas);
  return hour?.mean ? [exact(hour.mean, 1), h('small', ` ${hour.unit}`)] : '';
}
