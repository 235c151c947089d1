// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, ref, watch } from '../lib/vue.js';
import { get } from '../core/api.js';
import { exact, percent, short, signed } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href } from '../core/router.js';
import { Export } from '../parts/export.js';
import { Choice, Loaded } from '../parts/basics.js';
import { Lamp, levelName } from '../parts/lamp.js';
import { entities, entityOf, loadEntities } from '../stores/entities.js';
import { home } from '../stores/home.js';

/** All targets as a tree of documents or of entities, with what they say, where it stands, and how it goes. */
const STATUSES = ['all', 'judged', 'not_judged', 'not_set', 'reference', 'contradicted'];

const SIGNS = { '<=': '≤', '>=': '≥', '~': '≈' };

export const TargetsView = {
  setup() {
    loadEntities();
    const status = ref('all');
    const by = ref('entity');
    const open = ref(new Set());
    const state = useLoad(
      () => status.value,
      (which, signal) => get('/api/v1/targets', { status: which, limit: 10000 }, signal),
      60000,
    );
    const tree = computed(() => branches(state.data?.targets ?? [], by.value));
    const lamps = new Map();
    const shown = ref(0);

    async function toggle(key, targets) {
      const next = new Set(open.value);
      if (!next.delete(key)) next.add(key);
      open.value = next;
      const wanted = [...new Set(targets.map((target) => target.entity))]
        .filter((entity) => !lamps.has(entity))
        .slice(0, 30);
      for (const entity of wanted) {
        if (entity.startsWith('industry-') && !entities.byId.has(entity)) continue;
        const body = await get('/api/v1/lamps', { entity, limit: 100 }).catch(() => ({ lamps: [] }));
        for (const record of body.lamps)
          for (const lamp of record.lamps) keep(lamps, entity, lamp, record.period);
        if (!lamps.has(entity)) lamps.set(entity, new Map());
        shown.value++;
      }
    }

    // The deployment's own region comes first, unfolded.
    const first = watch(
      () => [tree.value[0], home.overview?.region],
      ([branch, region]) => {
        if (!branch || !region) return;
        if (branch.key === region) toggle(branch.key, branch.targets);
        first();
      },
    );

    return () =>
      h('div', { class: 'view targets' }, [
        h('div', { class: 'title' }, [
          h('h1', [t('nav.targets'), h('small', ` ${state.data?.total ?? ''}`)]),
          h(Choice, {
            label: t('state'),
            value: status.value,
            onChoose: (value) => (status.value = value),
            options: STATUSES.map((value) => ({ value, label: t(`targets.${value}`) })),
          }),
          h(Choice, {
            label: t('grouping'),
            value: by.value,
            onChoose: (value) => (by.value = value),
            options: ['entity', 'document'].map((value) => ({ value, label: t(`targetsBy.${value}`) })),
          }),
          h(Export, { path: '/api/v1/targets', parameters: { status: status.value } }),
        ]),
        h(Loaded, { state, empty: (data) => data.targets.length === 0 }, () => {
          void shown.value;
          return h(
            'ul',
            { class: 'tree' },
            tree.value.map(({ key, name, targets }) => {
              const unfolded = open.value.has(key);
              return h('li', { key, class: 'panel' }, [
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'branch',
                    'aria-expanded': String(unfolded),
                    onClick: () => toggle(key, targets),
                  },
                  [
                    h('span', { 'aria-hidden': 'true' }, unfolded ? '▾' : '▸'),
                    h('strong', name),
                    h('span', { class: 'tag' }, t('targetsCount', targets.length)),
                    counts(targets),
                  ],
                ),
                unfolded
                  ? h(
                      'ul',
                      targets.map((target) =>
                        leaf(target, lamps.get(target.entity)?.get(target.id), by.value),
                      ),
                    )
                  : null,
              ]);
            }),
          );
        }),
      ]);
  },
};

/** Of a plan of several years the newest judgement that there is. */
function keep(lamps, entity, lamp, period) {
  if (!lamps.has(entity)) lamps.set(entity, new Map());
  const known = lamps.get(entity).get(lamp.target);
  if (!known || rank(period) >= rank(known.period)) lamps.get(entity).set(lamp.target, { ...lamp, period });
}

const rank = (period) => (period.includes('/') ? '0' : period);

function counts(targets) {
  const notSet = targets.filter((target) => target.status === 'not_set').length;
  const contradicted = targets.filter((target) => target.contradicts.length > 0).length;
  return [
    notSet > 0 ? h('span', { class: 'tag unset' }, `– ${t('targets.not_set')} ${notSet}`) : null,
    contradicted > 0
      ? h('span', { class: 'tag up' }, `⇄ ${t('targets.contradicted')} ${contradicted}`)
      : null,
  ];
}

function branches(targets, by) {
  const groups = new Map();
  for (const target of targets) {
    const key = by === 'entity' ? target.entity : (target.document ?? target.source);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(target);
  }
  return [...groups]
    .map(([key, list]) => ({
      key,
      targets: list,
      name: by === 'entity' ? nameOf({ name: list[0].entityName, nameEn: list[0].entityNameEn }) : key,
    }))
    .sort((a, b) =>
      by === 'entity' ? order(a.key).localeCompare(order(b.key)) : b.targets.length - a.targets.length,
    );
}

const order = (id) =>
  id === home.overview?.region
    ? ''
    : /^\d{6}$/.test(id)
      ? `0${id}`
      : id.startsWith('industry-')
        ? `1${id}`
        : `2${entityOf(id).parent ?? ''}${id}`;

function leaf(target, lamp, by) {
  const unset = target.status === 'not_set';
  return h('li', { key: `${target.entity}-${target.id}`, class: ['target', target.status] }, [
    h('div', { class: 'what' }, [
      h('code', target.id),
      h('strong', target.name ?? `${tcode('targetType', target.type)} ${tcode('quantity', target.quantity)}`),
      by === 'document'
        ? h(
            'a',
            { href: href('entity', [target.entity]) },
            nameOf({ name: target.entityName, nameEn: target.entityNameEn }),
          )
        : null,
      h('span', { class: 'tag' }, target.period),
      h('span', { class: 'tag' }, t(`nature.${target.nature}`)),
    ]),
    h('div', { class: 'says' }, [
      unset
        ? h('b', { class: 'unset' }, `– ${t('targets.not_set')}`)
        : h(
            'b',
            `${SIGNS[target.operator] ?? target.operator} ${exact(target.value)} ${tcode('unit', target.unit ?? '')}`,
          ),
      target.status === 'not_judged' ? h('span', { class: 'tag' }, t('targets.not_judged')) : null,
      target.note ? h('small', target.note) : null,
    ]),
    h('div', { class: 'progress' }, lamp ? progress(lamp) : null),
    h('div', { class: 'clause' }, [
      h('span', target.source),
      target.quote ? h('q', target.quote) : null,
      target.contradicts.map((other) =>
        h(
          'p',
          { class: 'contra' },
          `⇄ ${t('contradicts', other.id, `${exact(other.value)} ${other.unit ?? ''}`)} ${other.document ?? ''} ${other.clause ?? ''}`,
        ),
      ),
    ]),
  ]);
}

function progress(lamp) {
  const share = lamp.progress ?? (lamp.limit ? lamp.assessed / lamp.limit : null);
  return [
    h(Lamp, { level: lamp.level, size: 18 }),
    h('span', ` ${levelName(lamp.level)}`),
    share === null
      ? null
      : h('span', { class: 'barred' }, [
          h(
            'span',
            { class: 'bar within', role: 'img', 'aria-label': percent(share) },
            h('span', { class: 'fill', style: { width: `${Math.max(0, Math.min(100, share * 100))}%` } }),
          ),
          h('b', percent(share)),
        ]),
    h(
      'small',
      lamp.denominator
        ? lamp.decline === null
          ? nameOf(lamp.reason)
          : `${t('decline')} ${signed(-lamp.decline, 2)} / ${t('required')} ${signed(lamp.required === null ? null : -lamp.required, 2)}`
        : `${short(lamp.assessed)} / ${short(lamp.limit)} · ${lamp.period}`,
    ),
  ];
}
