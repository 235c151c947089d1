// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, ref } from '../lib/vue.js';
import { id, remove } from '../core/api.js';
import { day, duration, exact, percent } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { session } from '../core/session.js';
import { entityOf } from '../stores/entities.js';
import { Loaded, Panel, errorText } from './basics.js';
import { sure } from './fields.js';
import { RuleForm } from './ruleform.js';
import { ruleOf } from './silences.js';
import { Table } from './table.js';

/** What every rule looks at by default, and what regions, industries and units want otherwise. */
export const RuleSettings = {
  props: { state: Object },
  setup(props) {
    const edited = ref(null);
    const armed = ref(null);
    const error = ref(null);
    const scopeName = (scope) => (scope === '*' ? t('everywhere') : nameOf(entityOf(scope)));

    async function takeBack(setting) {
      error.value = null;
      await remove(`/api/v1/alert-rules/${id(setting.rule)}/${id(setting.scope)}`).catch(
        (failure) => (error.value = failure),
      );
      props.state.again();
    }

    const settings = (data) => [
      h('h3', t('rules.settings')),
      data.settings.length === 0
        ? h('p', { class: 'empty' }, t('rules.noSettings'))
        : h(Table, {
            caption: t('rules.settings'),
            rows: data.settings,
            rowKey: (row) => `${row.rule}/${row.scope}`,
            columns: [
              { key: 'rule', name: t('filter.rule'), cell: (row) => nameOf(ruleOf(data.rules, row.rule)) },
              { key: 'scope', name: t('rules.scope'), cell: (row) => scopeName(row.scope) },
              { key: 'what', name: t('rules.instead'), cell: instead },
              { key: 'source', name: t('source') },
              { key: 'author', name: t('author'), cell: (row) => `${row.author} ${day(row.setAt)}` },
              {
                key: 'act',
                name: '',
                cell: (row) =>
                  session.may('manage')
                    ? h('span', { class: 'tools' }, [
                        h(
                          'button',
                          { type: 'button', class: 'small', onClick: () => (edited.value = row) },
                          t('edit'),
                        ),
                        sure(armed, `${row.rule}/${row.scope}`, t('rules.takeBack'), () => takeBack(row)),
                      ])
                    : '',
              },
            ],
          }),
    ];

    return () =>
      h(
        Panel,
        { title: t('rules.title'), id: 'rules', wide: 'wide' },
        {
          default: () =>
            h(Loaded, { state: props.state }, (data) => [
              edited.value
                ? h(RuleForm, {
                    key: `${edited.value.rule}/${edited.value.scope ?? ''}`,
                    setting: edited.value,
                    rule: ruleOf(data.rules, edited.value.rule),
                    onDone: () => {
                      edited.value = null;
                      props.state.again();
                    },
                  })
                : null,
              error.value ? h('p', { class: 'notice', role: 'alert' }, errorText(error.value)) : null,
              settings(data),
              h('h3', t('rules.defaults')),
              h(Table, {
                caption: t('rules.defaults'),
                rows: data.rules,
                rowKey: (row) => row.rule,
                columns: defaults(edited),
              }),
            ]),
        },
      );
  },
};

const defaults = (edited) => [
  { key: 'rule', name: t('filter.rule'), cell: (row) => [nameOf(row), h('small', ` ${row.rule}`)] },
  ...['WARNING', 'CRITICAL'].map((severity) => ({
    key: severity,
    name: tcode('severity', severity),
    cell: (row) => threshold(row, row.thresholds[severity]),
    sort: (row) => row.thresholds[severity]?.raise,
  })),
  { key: 'for', name: t('rules.for'), cell: (row) => duration(row.for) },
  { key: 'keepFiring', name: t('rules.keepFiring'), cell: (row) => duration(row.keepFiring) },
  { key: 'noDataAfter', name: t('rules.noDataAfter'), cell: (row) => duration(row.noDataAfter) },
  {
    key: 'escalateAfter',
    name: t('rules.escalateAfter'),
    cell: (row) => row.escalateAfter.map(duration).join(' → ') || '—',
  },
  {
    key: 'act',
    name: '',
    cell: (row) =>
      session.may('manage')
        ? h(
            'button',
            { type: 'button', class: 'small', onClick: () => (edited.value = { rule: row.rule }) },
            t('rules.set'),
          )
        : '',
  },
];

/** "> 110 %, reset at 105 %". */
function threshold(rule, limit) {
  if (!limit) return '—';
  const show = (value) =>
    rule.unit === '1' ? percent(value, 2) : `${exact(value)} ${tcode('unit', rule.unit)}`;
  const sign = rule.side === 'BELOW' ? '<' : '>';
  return [
    `${sign} ${show(limit.raise)}`,
    limit.reset === limit.raise ? null : h('small', ` ${t('rules.resetAt', show(limit.reset))}`),
  ];
}

const FIELDS = ['warningRaise', 'warningReset', 'criticalRaise', 'criticalReset'];
const TIMES = ['for', 'keepFiring', 'noDataAfter'];

function instead(row) {
  const tags = [];
  if (row.enabled !== undefined) tags.push(t(row.enabled ? 'rules.on' : 'rules.off'));
  for (const name of FIELDS) if (row[name] !== undefined) tags.push(`${t(`rules.${name}`)} ${row[name]}`);
  for (const name of TIMES)
    if (row[name] !== undefined) tags.push(`${t(`rules.${name}`)} ${duration(row[name])}`);
  if (row.escalateAfter)
    tags.push(`${t('rules.escalateAfter')} ${row.escalateAfter.map(duration).join(' → ')}`);
  return tags.map((each) => h('span', { class: 'tag' }, each));
}
