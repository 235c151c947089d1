// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, onScopeDispose, ref, watch } from '../lib/vue.js';
import { get, id as encoded } from '../core/api.js';
import { ago, exact, number, percent, time } from '../core/format.js';
import { half, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href, route } from '../core/router.js';
import { AlertActions } from '../parts/alertactions.js';
import {
  SeverityBadge,
  Standing,
  alertName,
  evidenceText,
  reasonText,
  ruleName,
} from '../parts/alertbits.js';
import { Figure, Loaded, figures } from '../parts/basics.js';
import { EvidenceChart } from '../parts/evidencechart.js';
import { alerts, find } from '../stores/alerts.js';

/** Milliseconds, doubled with every try: a minute in all. */
const FIRST_WAIT = 250;
const TRIES = 8;

/** One alert: what was measured against what, why, who deals with it, and everything that was decided. */
export const AlertDetail = {
  props: { id: String },
  setup(props) {
    const own = useLoad(
      () => props.id,
      (id, signal) => get(`/api/v1/alerts/${encoded(id)}`, {}, signal),
    );
    // Of what closed while there was no connection nothing arrives: it is asked for.
    watch(
      () => alerts.reads,
      () => find(props.id) || own.again(),
    );
    const live = computed(() => {
      void alerts.open;
      const newest = find(props.id);
      return newest && (!own.data || newest.sequence >= own.data.sequence) ? newest : own.data;
    });
    const history = useLoad(
      () => [props.id, live.value?.sequence ?? 0],
      ([id], signal) => get(`/api/v1/alerts/${encoded(id)}/history`, { limit: 100 }, signal),
    );
    const changes = ref(null);
    // A change can arrive before the record of changes has it: that is then asked for again.
    let tries = 0;
    let later = 0;
    watch(
      () => live.value?.sequence,
      () => (tries = 0),
    );
    watch(
      () => history.data,
      (data) => {
        if (!data) return;
        changes.value = data;
        clearTimeout(later);
        const behind = (data.changes[0]?.sequence ?? 0) < (live.value?.sequence ?? 0);
        if (behind && tries < TRIES) later = setTimeout(history.again, FIRST_WAIT * 2 ** tries++);
      },
    );
    onScopeDispose(() => clearTimeout(later));
    return () => {
      const alert = live.value;
      return h('section', { class: 'detail', 'aria-labelledby': 'alert-title', 'data-detail': props.id }, [
        h('a', { class: 'button small back', href: href('alerts', [], route.query) }, `← ${t('back')}`),
        h(Loaded, { state: { data: alert, error: alert ? null : own.error, again: own.again } }, () => [
          heading(alert),
          h(AlertActions, { alert }),
          evidence(alert),
          h(EvidenceChart, { key: `${alert.alertId}-${alert.period}`, alert }),
          reference(alert),
          h('h3', t('history')),
          h(
            Loaded,
            { state: { data: changes.value, error: history.error, again: history.again } },
            (data) => [timeline(data.changes)],
          ),
        ]),
      ]);
    };
  },
};

function heading(alert) {
  return h('header', [
    h('h2', { id: 'alert-title' }, [
      h(SeverityBadge, { alert }),
      ' ',
      h(
        'a',
        { href: href(alert.rule.startsWith('station') ? 'stations' : 'entity', [alert.entity]) },
        alertName(alert),
      ),
      ` · ${ruleName(alert)}`,
    ]),
    h('p', { class: 'facts' }, [
      h('span', reasonText(alert)),
      h('span', [tcode('quantity', alert.quantity), alert.period].filter(Boolean).join(' · ')),
      h('span', evidenceText(alert)),
      h(Standing, { alert }),
    ]),
  ]);
}

function evidence(alert) {
  const ratio = alert.unit === '1';
  const show = (value) => (value === null ? '—' : ratio ? percent(value, 2) : number(value));
  const unit = ratio ? '' : tcode('unit', alert.unit);
  const items = [
    h(Figure, { name: t('measured'), value: show(alert.measured), unit }),
    h(Figure, {
      name: t('limit'),
      value: show(alert.limit),
      unit,
      note: alert.measured !== null && alert.limit > 0 ? `× ${exact(alert.measured / alert.limit, 3)}` : '',
    }),
    alert.schedule === null ? null : h(Figure, { name: t('scheduled'), value: show(alert.schedule), unit }),
    h(Figure, {
      name: t('coverage'),
      value: percent(alert.coverage),
      tone: alert.coverage < 0.9 ? 'low' : '',
      note: alert.estimated > 0 ? t('estimated', percent(alert.estimated)) : '',
    }),
    h(Figure, { name: t('sinceWhen'), value: time(alert.since), note: ago(alert.since, alert.at) }),
    alert.crossedAt ? h(Figure, { name: t('crossedAt'), value: time(alert.crossedAt) }) : null,
    alert.escalatesAt
      ? h(Figure, {
          name: t('escalatesAt'),
          value: time(alert.escalatesAt),
          note: alert.escalatedToName ?? '',
        })
      : null,
  ];
  return figures(...items.filter(Boolean));
}

function reference(alert) {
  const labels = Object.entries(alert.labels ?? {});
  return h('dl', { class: 'facts wide' }, [
    h('dt', t('source')),
    h('dd', half(alert.source) || '—'),
    h('dt', t('subject')),
    h('dd', h('code', alert.subject)),
    alert.inhibitedBy
      ? [
          h('dt', t('explainedBy')),
          h('dd', h('a', { href: href('alerts', [alert.inhibitedBy]) }, alert.inhibitedBy)),
        ]
      : null,
    alert.muted ? [h('dt', t('muted')), h('dd', alert.muted)] : null,
    labels.length > 0
      ? [
          h('dt', t('labels')),
          h(
            'dd',
            labels.map(([key, value]) => h('span', { class: 'tag' }, `${tcode('label', key)} ${value}`)),
          ),
        ]
      : null,
    h('dt', t('asOfShort')),
    h('dd', `${time(alert.at)} · ${t('revision', alert.revision)}`),
  ]);
}

function timeline(changes) {
  return h(
    'ol',
    { class: 'timeline' },
    changes.map((change) =>
      h('li', { key: change.sequence, class: change.change }, [
        h('time', time(change.decidedAt)),
        h('div', [
          h('strong', tcode('change', change.change)),
          change.author ? h('span', { class: 'tag' }, change.author) : null,
          change.note ? h('q', change.note) : null,
          h(
            'p',
            [reasonText(change), evidenceText(change), t('asOf', time(change.at))]
              .filter(Boolean)
              .join(' · '),
          ),
        ]),
      ]),
    ),
  );
}
