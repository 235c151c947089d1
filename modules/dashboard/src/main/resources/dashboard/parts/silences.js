// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, ref } from '../lib/vue.js';
import { get, id, remove } from '../core/api.js';
import { time } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href } from '../core/router.js';
import { session } from '../core/session.js';
import { entityOf } from '../stores/entities.js';
import { Loaded, Panel, errorText } from './basics.js';
import { sure } from './fields.js';
import { SilenceForm } from './silenceform.js';
import { Table } from './table.js';

/** Times in which matching alerts are not told: what is running, what is planned, and a form for more. */
export const Silences = {
  props: { rules: Array },
  setup(props) {
    const state = useLoad(
      () => 'all',
      (_, signal) => get('/api/v1/silences', {}, signal),
      15000,
    );
    const edited = ref(null);
    const armed = ref(null);
    const error = ref(null);

    async function end(silence) {
      error.value = null;
      await remove(`/api/v1/silences/${id(silence.id)}`).catch((failure) => (error.value = failure));
      state.again();
    }

    const columns = () => [
      {
        key: 'state',
        name: t('state'),
        cell: (row) =>
          h('span', { class: ['tag', row.state === 'active' ? 'up' : ''] }, t(`silence.${row.state}`)),
        sort: (row) => ['active', 'planned', 'ended'].indexOf(row.state),
      },
      { key: 'what', name: t('silence.what'), cell: (row) => matches(row, props.rules) },
      {
        key: 'from',
        name: t('silence.when'),
        cell: (row) => [
          `${time(row.from)} – ${time(row.until)}`,
          weekly(row) ? h('small', ` ${weekly(row)}`) : null,
        ],
      },
      { key: 'reason', name: t('note'), cell: (row) => [row.reason, h('small', ` ${row.author}`)] },
      {
        key: 'act',
        name: '',
        cell: (row) =>
          row.state !== 'ended' && session.may('decide')
            ? h('span', { class: 'tools' }, [
                h(
                  'button',
                  { type: 'button', class: 'small', onClick: () => (edited.value = row) },
                  t('edit'),
                ),
                sure(armed, row.id, t('silence.end'), () => end(row)),
              ])
            : '',
      },
    ];

    return () =>
      h(
        Panel,
        { title: t('silences'), id: 'silences', wide: 'wide' },
        {
          tools: () =>
            session.may('decide')
              ? [
                  h(
                    'button',
                    {
                      type: 'button',
                      class: 'primary',
                      id: 'silences-new',
                      onClick: () => (edited.value = {}),
                    },
                    t('silence.new'),
                  ),
                ]
              : [],
          default: () => [
            edited.value
              ? h(SilenceForm, {
                  key: edited.value.id ?? '',
                  silence: edited.value,
                  rules: props.rules,
                  onDone: () => {
                    edited.value = null;
                    state.again();
                  },
                })
              : null,
            error.value ? h('p', { class: 'notice', role: 'alert' }, errorText(error.value)) : null,
            h(
              Loaded,
              { state, empty: (data) => data.silences.length === 0, emptyText: t('silence.none') },
              (data) =>
                h(Table, {
                  caption: t('silences'),
                  columns: columns(),
                  rows: order(data.silences),
                  rowKey: (row) => row.id,
                }),
            ),
          ],
        },
      );
  },
};

const order = (list) =>
  [...list].sort((a, b) => (a.state === 'ended') - (b.state === 'ended') || b.from.localeCompare(a.from));

/** Which alerts are meant, as a person would say it. */
function matches(silence, rules) {
  const name = (rule) => nameOf(ruleOf(rules, rule));
  const tags = [
    silence.rules.length > 0 ? silence.rules.map(name).join(t('comma')) : null,
    silence.region ? nameOf(entityOf(silence.region)) : null,
    silence.entity ? nameOf(entityOf(silence.entity)) : null,
    silence.severity ? t('silence.upTo', tcode('severity', silence.severity)) : null,
  ].filter(Boolean);
  const one = silence.alertId
    ? h('a', { href: href('alerts', [silence.alertId]) }, t('silence.oneAlert'))
    : null;
  if (tags.length === 0 && !one) return t('silence.everything');
  return [one, ...tags.map((each) => h('span', { class: 'tag' }, each))];
}

export const ruleOf = (rules, rule) =>
  rules?.find((each) => each.rule === rule) ?? { name: rule, nameEn: rule };

function weekly(silence) {
  const days = silence.days.map((each) => t(`day.${each}`)).join(t('comma'));
  const hours = silence.dailyFrom ? `${silence.dailyFrom}–${silence.dailyUntil}` : '';
  return [days, hours].filter(Boolean).join(' ');
}
