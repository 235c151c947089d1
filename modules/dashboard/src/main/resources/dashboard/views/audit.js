// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, ref } from '../lib/vue.js';
import { get } from '../core/api.js';
import { moment, whole } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href } from '../core/router.js';
import { session } from '../core/session.js';
import { Choice, Loaded, Panel } from '../parts/basics.js';
import { Table } from '../parts/table.js';
import { entities, entityOf, loadEntities } from '../stores/entities.js';

/** Who changed what, and whom the server refused. */
const MOST = 200;
const KINDS = ['', 'CHANGE', 'REFUSAL'];

export const AuditView = {
  setup() {
    loadEntities();
    const kind = ref('');
    const caller = ref('');
    const before = ref(null);
    const state = useLoad(
      () => (session.caller?.access === 'required' ? [kind.value, caller.value.trim(), before.value] : null),
      ([which, who, until], signal) =>
        get('/api/v1/audit-events', { limit: MOST, kind: which, caller: who, before: until }, signal),
    );
    const first = (change) => {
      change();
      before.value = null;
    };
    return () =>
      h('div', { class: 'view audit' }, [
        h('div', { class: 'title' }, [
          h('h1', t('nav.audit')),
          h(Choice, {
            label: t('auditKind'),
            value: kind.value,
            onChoose: (value) => first(() => (kind.value = value)),
            options: KINDS.map((value) => ({ value, label: t(value ? `audit.${value}` : 'all') })),
          }),
          h('label', [
            t('auditCaller'),
            h('input', {
              type: 'search',
              value: caller.value,
              onChange: (event) => first(() => (caller.value = event.target.value)),
            }),
          ]),
          h('button', { type: 'button', onClick: () => state.again() }, t('refresh')),
        ]),
        h(
          Panel,
          { title: t('auditTitle'), id: 'record', wide: 'wide' },
          {
            default: () =>
              session.caller?.access === 'open'
                ? h('p', { class: 'empty' }, t('auditOpen'))
                : h(
                    Loaded,
                    { state, empty: (data) => data.events.length === 0, emptyText: t('auditNone') },
                    (data) => [
                      h(Table, {
                        caption: t('auditTitle'),
                        rows: data.events,
                        columns: columns(),
                        most: MOST,
                      }),
                      more(data, before),
                    ],
                  ),
          },
        ),
      ]);
  },
};

function more(data, before) {
  const older = data.next ? new URLSearchParams(data.next.split('?')[1]).get('before') : null;
  return h('p', { class: 'tools' }, [
    before.value
      ? h('button', { type: 'button', onClick: () => (before.value = null) }, t('newestFirst'))
      : null,
    older ? h('button', { type: 'button', onClick: () => (before.value = older) }, t('older')) : null,
  ]);
}

const columns = () => [
  { key: 'at', name: t('time'), cell: (row) => moment(row.at) },
  {
    key: 'kind',
    name: t('auditKind'),
    cell: (row) =>
      h('span', { class: ['tag', row.kind === 'REFUSAL' ? 'up' : 'ok'] }, tcode('audit', row.kind)),
  },
  {
    key: 'caller',
    name: t('auditCaller'),
    cell: (row) => [row.callerName || row.caller || '—', h('small', ` ${row.callerKind} ${row.address}`)],
    sort: (row) => row.callerName || row.caller,
  },
  { key: 'action', name: t('auditAction'), cell: (row) => h('code', row.action) },
  { key: 'entity', name: t('subject'), cell: (row) => about(row.entity) },
  {
    key: 'outcome',
    name: t('auditOutcome'),
    cell: (row) => [
      row.outcome === 'done' ? t('auditDone') : row.outcome,
      row.count > 1 ? h('small', ` × ${whole(row.count)}`) : null,
      row.before || row.after ? h('small', ` ${change(row)}`) : null,
    ],
  },
];

const change = (row) => [row.before, row.after].map((each) => each || '∅').join(' → ');

function about(entity) {
  if (!entities.byId.has(entity)) return h('code', entity);
  return h('a', { href: href('entity', [entity]) }, nameOf(entityOf(entity)));
}
