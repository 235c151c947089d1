// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, defineAsyncComponent, h } from '../lib/vue.js';
import { get, id as encoded } from '../core/api.js';
import { nameOf, t } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { patiently } from '../core/patiently.js';
import { href, refine, route } from '../core/router.js';
import { Loaded } from '../parts/basics.js';
import { EntityPicker } from '../parts/entitypicker.js';
import { KINDS } from '../parts/lamp.js';
import { LampCard } from '../parts/lampcard.js';
import { alerts } from '../stores/alerts.js';
import { entities, entityOf, loadEntities, within } from '../stores/entities.js';
import { home } from '../stores/home.js';

/** A region, industry or unit: lamps above, and one tab for each question about it. */
const later = (file, name) =>
  defineAsyncComponent(() => patiently(() => import(`../tabs/${file}.js`)).then((module) => module[name]));
const tab = (name, file, component, fits = () => true) => ({ name, fits, component: later(file, component) });
const region = (entity) => entity.kind === 'region';
const unit = (entity) => entity.kind === 'unit';

const TABS = [
  tab('trend', 'trend', 'Trend'),
  tab('below', 'below', 'Below', region),
  tab('structure', 'structure', 'Structure'),
  tab('intensity', 'intensity', 'Intensity'),
  tab('calendar', 'calendar', 'Calendar'),
  tab('benchmark', 'benchmark', 'Benchmark', unit),
  tab('ranking', 'ranking', 'RankingTab', region),
  tab('data', 'data', 'DataTab', unit),
];

export const EntityView = {
  setup() {
    loadEntities();
    const id = computed(() => route.parts[0] || home.overview?.region || null);
    const own = useLoad(
      () => id.value,
      (which, signal) => get(`/api/v1/entities/${encoded(which)}`, {}, signal),
    );
    const lamps = useLoad(
      () => (id.value && home.overview ? [id.value, home.overview.year] : null),
      ([entity, period], signal) => get('/api/v1/lamps', { entity, period }, signal),
      15000,
    );
    return () =>
      h('div', { class: 'view entity' }, [
        h(EntityPicker),
        own.error && !own.data
          ? h('h1', own.error.status === 404 ? t('noSuchEntity') : (id.value ?? ''))
          : null,
        h(Loaded, { state: own }, ({ entity, ancestry, points }) => {
          const tabs = TABS.filter((each) => each.fits(entity));
          const chosen = tabs.find((each) => each.name === route.query.tab) ?? tabs[0];
          return [
            heading(entity, ancestry),
            four(lamps.data),
            h(
              'div',
              { class: 'tabs', role: 'tablist', 'aria-label': t('tabs') },
              tabs.map((each) => tabButton(each, chosen)),
            ),
            h(
              'div',
              { id: 'tabpanel', role: 'tabpanel', 'aria-labelledby': `tab-${chosen.name}` },
              h(chosen.component, { key: entity.id + chosen.name, entity, points: points ?? [] }),
            ),
          ];
        }),
      ]);
  },
};

/** Four cards, or one line where nothing was ever judged. */
function four(answer) {
  if (answer && answer.lamps.length === 0) return h('p', { class: 'hint unjudged' }, t('unjudged'));
  return h(
    'div',
    { class: 'lampcards' },
    KINDS.map((kind) => h(LampCard, { key: kind.code, record: answer?.lamps[0], kind })),
  );
}

function tabButton(each, chosen) {
  return h(
    'button',
    {
      type: 'button',
      role: 'tab',
      id: `tab-${each.name}`,
      'aria-selected': String(each === chosen),
      'aria-controls': 'tabpanel',
      tabindex: each === chosen ? 0 : -1,
      onClick: () => refine({ tab: each.name }),
      onKeydown: move,
    },
    t(`tab.${each.name}`),
  );
}

/** Arrow keys go from tab to tab. */
function move(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.parentElement.children];
  const next = all[(all.indexOf(event.currentTarget) + step + all.length) % all.length];
  next.focus();
  next.click();
}

function heading(entity, ancestry) {
  const count = alerts.open.filter(
    (alert) =>
      alert.entity === entity.id || (region(entity) && within(alert.region ?? alert.entity, entity.id)),
  ).length;
  const above = [...ancestry].reverse().filter((each) => entities.byId.has(each) && each !== '100000');
  return h('div', { class: 'title' }, [
    h('div', [
      h(
        'ol',
        { class: 'crumbs', 'aria-label': t('above') },
        above.map((each) => h('li', h('a', { href: href('entity', [each]) }, nameOf(entityOf(each))))),
      ),
      h('h1', [nameOf(entity), h('small', ` ${entity.id}`)]),
    ]),
    h('span', { class: 'tag' }, t(`kind.${entity.kind}`)),
    entity.industry
      ? h(
          'a',
          { class: 'tag', href: href('entity', [`industry-${entity.industry}`]) },
          nameOf(entityOf(`industry-${entity.industry}`)),
        )
      : null,
    count > 0
      ? h(
          'a',
          {
            class: 'button small',
            href: href('alerts', [], region(entity) ? { region: entity.id } : { entity: entity.id }),
          },
          t('alertsOpen', count),
        )
      : h('span', { class: 'tag ok' }, t('alertsNone')),
    entity.kind === 'industry'
      ? null
      : h('a', { class: 'button small', href: href('reports', [entity.id]) }, t('nav.reports')),
  ]);
}
